import { AppFailure } from '#shared/contract/errors';
import type { Dataset, DatasetItem, LabelledBox, LoadedItem } from '#shared/domain/dataset';
import type { PixelImage } from '#shared/domain/frame';
import { createRandom, type Random } from '#shared/numeric/random';

export interface ShapesOptions {
  readonly count: number;
  readonly sidePx: number;
  /** Every picture with this number is damaged. */
  readonly damagedEvery?: number;
  /** The shapes lie on a pattern that the golden shows without them. */
  readonly golden?: boolean;
}

/** Gray noise with bright squares and dark discs, a few a picture; a seventh of the pictures has none. */
export function shapesDataset({
  count,
  sidePx,
  damagedEvery = Infinity,
  golden = false,
}: ShapesOptions): Dataset {
  const drawn = Array.from({ length: count }, (_, i) =>
    draw(createRandom(11, i), sidePx, i % 7 === 6, golden),
  );
  const items = drawn.map(({ boxes }, i): DatasetItem => {
    const name = `shapes-${i}`;
    return { name, group: name, split: null, labels: [...new Set(boxes.map(({ label }) => label))], boxes };
  });
  return {
    name: 'shapes',
    sha256: '',
    format: 'folders',
    labels: ['disc', 'square'],
    items,
    problems: [],
    async load({ name }) {
      const i = items.findIndex((item) => item.name === name);
      if (i % damagedEvery === damagedEvery - 1)
        throw new AppFailure('image.unreadable', `${name} is damaged.`);
      return drawn[i]!.loaded;
    },
  };
}

function draw(
  random: Random,
  sidePx: number,
  good: boolean,
  golden: boolean,
): { loaded: LoadedItem; boxes: LabelledBox[] } {
  const pattern = golden ? stripes(random, sidePx) : null;
  const data = new Uint8Array(sidePx * sidePx);
  for (let i = 0; i < data.length; i++) data[i] = (pattern?.data[i] ?? 120) + random.integer(-8, 8);
  const boxes: LabelledBox[] = [];
  for (let shape = good ? 0 : random.integer(1, 3); shape > 0; shape--) {
    const size = random.integer(14, 24);
    const [left, top] = [random.integer(0, sidePx - size), random.integer(0, sidePx - size)];
    const square = random.next() < 0.5;
    const clear = boxes.every(
      ({ box: [x, y, w, h] }) => left > x + w || x > left + size || top > y + h || y > top + size,
    );
    if (!clear) continue;
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const inside = square || Math.hypot(x + 0.5 - size / 2, y + 0.5 - size / 2) < size / 2;
        if (inside) data[(top + y) * sidePx + left + x] = square ? 200 : 40;
      }
    }
    boxes.push({ label: square ? 'square' : 'disc', box: [left, top, size, size] });
  }
  const picture = (bytes: Uint8Array): PixelImage => ({
    widthPx: sidePx,
    heightPx: sidePx,
    channels: 1,
    data: bytes,
  });
  return { loaded: { image: picture(data), golden: pattern && picture(pattern.data), mask: null }, boxes };
}

/** Squares and discs of the board itself: only the golden tells them from defects. */
function stripes(random: Random, sidePx: number): { data: Uint8Array } {
  const data = new Uint8Array(sidePx * sidePx).fill(120);
  for (let mark = 0; mark < 12; mark++) {
    const size = random.integer(10, 26);
    const [left, top] = [random.integer(0, sidePx - size), random.integer(0, sidePx - size)];
    const level = random.pick([40, 80, 160, 200]);
    for (let y = top; y < top + size; y++) data.fill(level, y * sidePx + left, y * sidePx + left + size);
  }
  return { data };
}
