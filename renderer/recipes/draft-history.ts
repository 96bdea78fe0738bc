/** A value with every step back and forth. Steps of one gesture (a drag, a word being typed) count as one. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** The gesture that made the present value, and when its last step was. */
  readonly gesture: { readonly name: string; readonly atMs: number } | null;
}

/** Steps of the same gesture that lie closer together than this are one step. */
const gestureGapMs = 1000;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], gesture: null };
}

/**
 * @param gesture steps with the same name in quick succession are undone together; null: a step of its own
 * @param atMs monotonic
 */
export function change<T>(history: History<T>, present: T, gesture: string | null, atMs: number): History<T> {
  if (present === history.present) return history;
  const goesOn =
    gesture !== null && history.gesture?.name === gesture && atMs - history.gesture.atMs < gestureGapMs;
  return {
    past: goesOn ? history.past : [...history.past, history.present],
    present,
    future: [],
    gesture: gesture === null ? null : { name: gesture, atMs },
  };
}

export function undo<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  const future = [history.present, ...history.future];
  return { past: history.past.slice(0, -1), present, future, gesture: null };
}

export function redo<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, gesture: null };
}
