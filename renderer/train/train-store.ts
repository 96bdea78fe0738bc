import { create } from 'zustand';
import { emptyDraft, type TrainingDraft } from './training-draft';

interface TrainState {
  /** Stays while other screens are looked at. */
  readonly draft: TrainingDraft;
  /** Runs that are to be compared, in the order in which they were ticked. */
  readonly ticked: readonly string[];
}

export const useTrain = create<TrainState>(() => ({ draft: emptyDraft, ticked: [] }));

export function editDraft(change: Partial<TrainingDraft>): void {
  useTrain.setState(({ draft }) => ({ draft: { ...draft, ...change } }));
}

export function setDraft(draft: TrainingDraft): void {
  useTrain.setState({ draft });
}

export function tick(id: string): void {
  useTrain.setState(({ ticked }) => ({
    ticked: ticked.includes(id) ? ticked.filter((one) => one !== id) : [...ticked, id],
  }));
}
