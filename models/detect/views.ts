import type { DatasetItem } from '#shared/domain/dataset';
import { createRandom, type Random } from '#shared/numeric/random';
import { augment, type Sample, type Target } from '../augment/augment';
import { mosaic } from '../augment/mosaic';
import type { AugmentSettings } from '../augment/settings';
import type { Tensors } from '../runtime';
import type { Pictures } from '../train/pictures';
import { assignCells } from './assign';
import { cellCount, cellGrids } from './cells';
import { epochOf, repeatsOf } from './order';
import type { Plan } from './plan';

/** What a detector is shown while it learns: varied parts of pictures, and what each cell has to say about them. */
export interface Views {
  readonly stepsAnEpoch: number;
  /** The inputs of the network and of the loss; they hold until the next batch. */
  batch(random: Random, epoch: number, step: number): Promise<Tensors>;
}

/** So many steps an epoch at least: to look at the network more often would take more time than to train it. */
const leastSteps = 25;
/** A view shows a box that is drawn first with this chance, else anything. */
const aroundBox = 0.75;
/** Apart from the streams of the training. */
const orderStream = 1 << 16;

export function createViews(
  { shape, scale, viewsAPicture }: Plan,
  settings: AugmentSettings,
  labels: readonly string[],
  items: readonly DatasetItem[],
  pictures: Pictures,
  seed: number,
): Views {
  const { channels, view } = shape;
  const { batch: count, sidePx } = view;
  const grids = cellGrids(sidePx, sidePx, shape.strides);
  const cells = cellCount(grids);
  const image = new Float32Array(count * channels * sidePx ** 2);
  const golden = shape.golden ? new Float32Array(image.length) : null;
  const wantedLabels = new Int32Array(count * cells);
  const wantedDistances = new Float32Array(count * 4 * cells);
  const shown = [...repeatsOf(items).values()].reduce((sum, repeats) => sum + repeats, 0);
  const good = items.filter(({ boxes }) => boxes.length === 0).length;
  const views = (shown + Math.min(good, shown)) * viewsAPicture;
  let order: { epoch: number; items: readonly DatasetItem[] } | null = null;

  return {
    stepsAnEpoch: Math.max(leastSteps, Math.ceil(views / count)),

    async batch(random, epoch, step) {
      if (order?.epoch !== epoch) {
        order = { epoch, items: epochOf(items, createRandom(seed, orderStream + epoch)) };
      }
      const next = endless(order.items, step * count);
      for (let i = 0; i < count; i++) {
        const four = random.next() < settings.mosaic;
        const samples = (await pictures.take(next, four ? 4 : 1)).map(({ item, loaded }): Sample => ({
          ...loaded,
          boxes: item.boxes.map(({ label, box: [x, y, width, height] }) => ({
            label,
            box: [x * scale, y * scale, width * scale, height * scale],
          })),
        }));
        show(samples, i, random);
      }
      const dims = [count, channels, sidePx, sidePx];
      return {
        image: { type: 'float32', dims, data: image },
        ...(golden && { golden: { type: 'float32', dims, data: golden } as const }),
        labels: { type: 'int32', dims: [count, cells], data: wantedLabels },
        distances_wanted: { type: 'float32', dims: [count, 4, cells], data: wantedDistances },
      };
    },
  };

  function show(samples: readonly Sample[], index: number, random: Random): void {
    const planes = (data: Float32Array) => {
      const offset = index * channels * sidePx ** 2;
      return { data, offset, channels, widthPx: sidePx, heightPx: sidePx };
    };
    const target: Target = {
      image: planes(image),
      golden: golden && planes(golden),
      mask: null,
      fit: { kind: 'crop', zoom: 1, aroundBox },
      outside: 'edge',
    };
    const [first, second, third, fourth] = samples;
    if (!first) throw new Error('there is nothing to show');
    const boxes =
      second && third && fourth
        ? mosaic([first, second, third, fourth], settings, target, random)
        : augment(first, settings, target, random);
    assignCells(
      boxes
        .map(({ label, box }) => ({ label: labels.indexOf(label), box }))
        .filter(({ label }) => label >= 0),
      grids,
      wantedLabels.subarray(index * cells, (index + 1) * cells),
      wantedDistances.subarray(index * 4 * cells, (index + 1) * 4 * cells),
    );
  }
}

function* endless<T>(items: readonly T[], from: number): Generator<T, never> {
  for (let i = from; ; i++) yield items[i % items.length] as T;
}
