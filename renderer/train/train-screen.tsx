import { useRoute } from '../ui/route';
import { viewOf } from './address';
import { ComparePage } from './compare-page';
import { NewTraining } from './new-training';
import { RunList } from './run-list';
import { RunPage } from './run-page';

/** From labelled pictures to a model of the station. What is looked at stands in the address. */
export function TrainScreen() {
  const [, argument] = useRoute();
  const view = viewOf(argument);
  switch (view.kind) {
    case 'runs':
      return <RunList />;
    case 'new':
      return <NewTraining like={view.like} />;
    case 'compare':
      return <ComparePage ids={view.ids} />;
    case 'run':
      return <RunPage key={view.id} id={view.id} />;
  }
}
