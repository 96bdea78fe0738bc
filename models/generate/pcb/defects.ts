import type { Box } from '#shared/numeric/geometry';
import type { Random } from '#shared/numeric/random';
import type { Board } from './board';
import {
  placeMousebite,
  placeOpen,
  placePinHole,
  placeShort,
  placeSpur,
  placeSpurious,
  type Draft,
  type Place,
  type Plan,
} from './defect-places';
import { emptyField, type Field } from './field';
import { countParts, type Parts, type Window } from './topology';

/** In the order of the bare-board literature: open, short, mouse bite, spur, spurious copper, pin hole. */
export const pcbLabels = ['open', 'short', 'mousebite', 'spur', 'spurious-copper', 'pin-hole'] as const;
export type PcbLabel = (typeof pcbLabels)[number];

/** Surroundings that belong to a box as people draw it, px on each side. */
export const boxMarginPx = 10;
const maxTries = 200;
/** Around the defect; large enough to see what it joins or parts. */
const windowHalfPx = 42;

interface Kind {
  readonly place: Place;
  /** What it does to the number of pieces around it: this is what makes it this defect and no other. */
  holds(before: Parts, after: Parts): boolean;
}

const kinds: Readonly<Record<PcbLabel, Kind>> = {
  open: { place: placeOpen, holds: (a, b) => b.copper === a.copper + 1 },
  short: { place: placeShort, holds: (a, b) => b.copper === a.copper - 1 },
  mousebite: { place: placeMousebite, holds: (a, b) => b.copper === a.copper && b.ground === a.ground },
  spur: { place: placeSpur, holds: (a, b) => b.copper === a.copper && b.ground === a.ground },
  'spurious-copper': {
    place: placeSpurious,
    holds: (a, b) => b.copper === a.copper + 1 && b.ground === a.ground,
  },
  'pin-hole': { place: placePinHole, holds: (a, b) => b.copper === a.copper && b.ground === a.ground + 1 },
};

/**
 * Makes one defect in the field and gives its box in the field; null where the board has no place for it
 * (the field is then unchanged).
 * @param taken boxes that it must keep clear of
 */
export function makeDefect(
  label: PcbLabel,
  board: Board,
  field: Field,
  taken: readonly Box[],
  random: Random,
): Box | null {
  const kind = kinds[label];
  const draft: Draft = { random, board, field };
  for (let tries = 0; tries < maxTries; tries++) {
    const plan = kind.place(draft);
    if (!plan) continue;
    const window = windowAround(field, plan);
    const before = cutOut(field, window);
    plan.draw();
    const box = changedBox(before, field, window);
    if (
      box &&
      clearOf(box, taken) &&
      kind.holds(countParts(before, whole(before)), countParts(field, window))
    )
      return box;
    putBack(field, window, before);
  }
  return null;
}

function windowAround({ widthPx, heightPx }: Field, { x, y }: Plan): Window {
  const left = Math.max(0, Math.round(x) - windowHalfPx);
  const top = Math.max(0, Math.round(y) - windowHalfPx);
  return [left, top, Math.min(widthPx - left, 2 * windowHalfPx), Math.min(heightPx - top, 2 * windowHalfPx)];
}

function cutOut({ data, widthPx }: Field, [left, top, width, height]: Window): Field {
  const out = emptyField(width, height);
  for (let y = 0; y < height; y++) {
    const start = (top + y) * widthPx + left;
    out.data.set(data.subarray(start, start + width), y * width);
  }
  return out;
}

function putBack({ data, widthPx }: Field, [left, top, width, height]: Window, before: Field): void {
  for (let y = 0; y < height; y++) {
    data.set(before.data.subarray(y * width, (y + 1) * width), (top + y) * widthPx + left);
  }
}

function whole({ widthPx, heightPx }: Field): Window {
  return [0, 0, widthPx, heightPx];
}

/** The box about the pixels that turned into copper or out of it, with its margin; null where too few did. */
function changedBox(before: Field, after: Field, [left, top, width, height]: Window): Box | null {
  let [x0, y0, x1, y1, count] = [Infinity, Infinity, -Infinity, -Infinity, 0];
  for (let y = top, i = 0; y < top + height; y++) {
    for (let x = left; x < left + width; x++, i++) {
      if (before.data[i]! > 0 === after.data[y * after.widthPx + x]! > 0) continue;
      count++;
      x0 = Math.min(x0, x);
      y0 = Math.min(y0, y);
      x1 = Math.max(x1, x + 1);
      y1 = Math.max(y1, y + 1);
    }
  }
  if (count < 14) return null;
  return [x0 - boxMarginPx, y0 - boxMarginPx, x1 - x0 + 2 * boxMarginPx, y1 - y0 + 2 * boxMarginPx];
}

function clearOf([x, y, width, height]: Box, taken: readonly Box[]): boolean {
  return taken.every(([tx, ty, tw, th]) => x + width < tx || tx + tw < x || y + height < ty || ty + th < y);
}
