import type { DatasetItem } from '#shared/domain/dataset';
import { createRandom, type Random } from '#shared/numeric/random';
import { augment } from '../augment/augment';
import { presets } from '../augment/presets';
import type { Tensors } from '../runtime';
import { endlessOrder } from '../train/order';
import type { Pictures } from '../train/pictures';
import { truthOf, type ClassLabels } from './labels';
import type { ClassifyShape } from './network';

/**
 * Batches for `classifyNetwork` and `classifyLoss`: pictures varied anew each time, rare classes as often as common ones.
 * @param pictures fitted to the shape
 */
export function classifyBatches(
  items: readonly DatasetItem[],
  pictures: Pictures,
  shape: ClassifyShape,
  { labels, good }: ClassLabels,
  seed: number,
): (random: Random, epoch: number, stepInEpoch: number) => Promise<Tensors> {
  const { batch, channels, widthPx, heightPx, classes } = shape;
  const truths = items.map((item) => truthOf(item, labels, good));
  const kinds = truths.map(([first]) => first ?? -1);
  return async (random, epoch, stepInEpoch) => {
    const taken = await pictures.take(listed(epoch, stepInEpoch), batch);
    const image = new Float32Array(batch * channels * widthPx * heightPx);
    const target = new Float32Array(batch * classes);
    taken.forEach(({ item, loaded }, i) => {
      const offset = i * channels * widthPx * heightPx;
      const frame = { data: image, offset, channels, widthPx, heightPx };
      const place = {
        image: frame,
        golden: null,
        mask: null,
        fit: { kind: 'stretch' },
        outside: 'edge',
      } as const;
      augment({ ...loaded, boxes: [] }, presets.classify, place, random);
      for (const index of truthOf(item, labels, good)) target[i * classes + index] = 1;
    });
    return {
      image: { type: 'float32', dims: [batch, channels, heightPx, widthPx], data: image },
      target: { type: 'float32', dims: [batch, classes], data: target },
    };
  };

  /** The pictures of a step and, for those that cannot be used, the ones after. */
  function* listed(epoch: number, stepInEpoch: number): Generator<DatasetItem> {
    let before = stepInEpoch * batch;
    for (const index of endlessOrder(kinds, true, createRandom(seed, orderStream + epoch))) {
      const item = items[index];
      if (before-- <= 0 && item) yield item;
    }
  }
}

/** Apart from the streams of the trainer. */
const orderStream = 1 << 28;
