import { create } from 'zustand';
import { everything, filterOf, type Filter, type RecordQuery } from './record-query';

export type RecordView = 'image' | 'golden' | 'difference';

interface RecordsState {
  readonly query: RecordQuery;
  /** The query as it was last put to the engine: a running clock does not move it. */
  readonly filter: Filter;
  /** Rises with each question, also with the same one again. */
  readonly round: number;
  readonly view: RecordView;
}

/** Stays while other screens are looked at. */
export const useRecords = create<RecordsState>(() => ({
  query: everything,
  filter: filterOf(everything, new Date()),
  round: 0,
  view: 'image',
}));

export function ask(change: Partial<RecordQuery>): void {
  useRecords.setState(({ query, round }) => {
    const next = { ...query, ...change };
    return { query: next, filter: filterOf(next, new Date()), round: round + 1 };
  });
}

export function setView(view: RecordView): void {
  useRecords.setState({ view });
}
