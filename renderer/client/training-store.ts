import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { TrainingRun } from '#shared/domain/training';
import { useEach } from './use-stream';

/** All trainings of the station, the newest first; null until the engine has told. Stale while the connection is lost. */
const useTrainingStore = create<{ runs: readonly TrainingRun[] | null }>(() => ({ runs: null }));

/** What the component needs of the runs, compared item by item: a step of one run draws nothing of the others anew. */
export function useTraining<T>(select: (runs: readonly TrainingRun[] | null) => T): T {
  return useTrainingStore(useShallow(({ runs }) => select(runs)));
}

/** Nobody reads figures faster; a small network takes a hundred steps a second. */
const paceMs = 250;

/** Follows the trainings; mounted once, by the app. */
export function useTrainingFeed(): void {
  useEach(
    'training.runs',
    {},
    async (runs) => {
      useTrainingStore.setState((known) => ({ runs: withKnownRuns(runs, known.runs ?? []) }));
      await new Promise((resolve) => setTimeout(resolve, paceMs));
    },
    { retryMs: 1000 },
  );
}

/** A run that did not change stays the same object. */
function withKnownRuns(runs: readonly TrainingRun[], known: readonly TrainingRun[]): TrainingRun[] {
  const before = new Map(known.map((run) => [run.id, run]));
  return runs.map((run) => {
    const same = before.get(run.id);
    return same && JSON.stringify(same) === JSON.stringify(run) ? same : run;
  });
}
