import type { Part } from '#shared/domain/inspection';

/** Parts may come faster than the screen is drawn: they are taken in together. */
const batchMs = 40;
/** So long a part waits for its picture, so that strip, verdict and picture change in the same moment. */
const togetherMs = 200;

export interface Arrivals {
  /** A recorded part has come. `watched`: its picture is on its way, too. */
  arrive(part: Part, watched: boolean): void;
  /** The picture of this part is being shown: it and all before it are due. */
  shown(partId: number): void;
}

/**
 * Holds parts for a moment, in the order in which they came; none is lost and none waits longer than `togetherMs`.
 * @param schedule calls back after a time; returns the undo
 */
export function createArrivals(
  take: (parts: readonly Part[]) => void,
  schedule: (callback: () => void, delayMs: number) => () => void,
): Arrivals {
  let waiting: readonly Part[] = [];
  let undo = () => {};

  function release(isDue: (part: Part) => boolean): void {
    const due = waiting.filter(isDue);
    waiting = waiting.filter((part) => !isDue(part));
    undo();
    undo = waiting.length > 0 ? schedule(() => release(() => true), togetherMs) : () => {};
    if (due.length > 0) take(due);
  }

  return {
    arrive(part, watched) {
      const isFirst = waiting.length === 0;
      waiting = [...waiting, part];
      if (isFirst) undo = schedule(() => release(() => true), watched ? togetherMs : batchMs);
    },
    shown: (partId) => release(({ id }) => id <= partId),
  };
}
