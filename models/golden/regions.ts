import { joinRuns, type AddRun, type Region as Patch } from '../image/regions';

/** A connected patch of pixels that all differ in the same direction. Positions in pixels, right and bottom not included. */
export interface Region extends Omit<Patch, 'kind' | 'sum'> {
  readonly sign: 1 | -1;
  /** Largest difference in it, in levels. */
  readonly peak: number;
}

export interface RegionRules {
  /** Pixels that differ by so many levels belong to a region, 1 or more … */
  readonly weak: number;
  /** … if it differs by so many levels somewhere (hysteresis). */
  readonly strong: number;
  /** The part of each row that counts: columns from..to, `to` not included. */
  span(row: number): readonly [from: number, to: number];
}

/** The level of a pixel that does not differ, and four such pixels as one number. */
const same = 128;
const fourSame = 0x80808080;

/** The regions (8 neighbours) of a picture of levels: a byte a pixel, row by row, 128 where nothing differs. */
export function regionsOf(
  levels: Uint8Array,
  widthPx: number,
  heightPx: number,
  { weak, strong, span }: RegionRules,
): Region[] {
  const aligned = levels.byteOffset % 4 === 0 ? levels : levels.slice();
  const fours = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
  return joinRuns(heightPx, (row, add) => {
    const [from, to] = span(row);
    addRuns(add, aligned, fours, row * widthPx, from, to, weak);
  })
    .filter(({ peak }) => peak >= strong)
    .map(({ kind, sum: _sum, ...patch }) => ({ sign: kind < 0 ? -1 : 1, ...patch }));
}

function addRuns(
  add: AddRun,
  levels: Uint8Array,
  fours: Uint32Array,
  start: number,
  from: number,
  to: number,
  weak: number,
): void {
  const end = start + to;
  let i = start + from;
  while (i < end) {
    if ((i & 3) === 0 && fours[i >> 2] === fourSame) {
      i += 4;
      continue;
    }
    const sign = levels[i]! < same ? -1 : 1;
    if ((levels[i]! - same) * sign < weak) {
      i++;
      continue;
    }
    const begin = i;
    let [peak, sum] = [0, 0];
    for (let level; i < end && (level = (levels[i]! - same) * sign) >= weak; i++) {
      if (level > peak) peak = level;
      sum += level;
    }
    add(begin - start, i - start, sign, peak, sum);
  }
}
