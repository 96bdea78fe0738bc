import type { DatasetItem, LoadedItem } from '#shared/domain/dataset';
import { createRandom, type Random } from '#shared/numeric/random';
import { augment } from '../augment/augment';
import type { Planes } from '../augment/planes';
import { noAugmentation, type AugmentSettings } from '../augment/settings';
import type { Tensors } from '../runtime';
import { endlessOrder } from '../train/order';
import type { Pictures } from '../train/pictures';
import { decoderStride, type FlawShape } from './flaw-network';
import { writeFlawShares } from './flaw-targets';
import { paintFlaws } from './flaws/paint';

/** Crops without a flaw are seen, too: good pictures are not to be suspected. */
const flawedShare = 0.75;

/** Another light is no flaw. */
const variations: AugmentSettings = {
  ...noAugmentation,
  flip: { leftRight: 0.5, topBottom: 0.5 },
  brightness: 0.1,
  contrast: 0.3,
  gamma: 0.3,
  noise: { chance: 0.3, deviation: 0.01 },
};

/** Apart from the streams of the trainer. */
const orderStream = 1 << 28;

/**
 * Batches for `flawNetwork` and `flawLoss`: crops of good pictures, most with flaws painted into them.
 * @param pictures as large as the network sees them
 */
export function flawBatches(
  items: readonly DatasetItem[],
  pictures: Pick<Pictures, 'take'>,
  { batch, channels, cropPx }: FlawShape,
  seed: number,
): (random: Random, epoch: number, stepInEpoch: number) => Promise<Tensors> {
  const size = channels * cropPx ** 2;
  const cells = (cropPx / decoderStride) ** 2;
  const mask = new Float32Array(cropPx ** 2);
  const planesOf = (data: Float32Array, offset: number): Planes => ({
    data,
    offset,
    channels,
    widthPx: cropPx,
    heightPx: cropPx,
  });
  const other = planesOf(new Float32Array(size), 0);

  return async (random, epoch, stepInEpoch) => {
    const taken = await pictures.take(listed(epoch, stepInEpoch), batch + 1);
    const image = new Float32Array(batch * size);
    const flaw = new Float32Array(batch * cells);
    for (let i = 0; i < batch; i++) {
      const crop = planesOf(image, i * size);
      write(taken[i]!.loaded, crop, random);
      mask.fill(0);
      if (random.next() < flawedShare) {
        write(taken[i + 1]!.loaded, other, random);
        paintFlaws(crop, other, mask, random);
      }
      writeFlawShares(mask, cropPx, decoderStride, flaw, i * cells);
    }
    const side = cropPx / decoderStride;
    return {
      image: { type: 'float32', dims: [batch, channels, cropPx, cropPx], data: image },
      flaw: { type: 'float32', dims: [batch, 1, side, side], data: flaw },
      marked: { type: 'float32', dims: [batch, 1, 1, 1], data: new Float32Array(batch).fill(1) },
    };
  };

  /** The pictures of a step and, for those that cannot be used, the ones after. */
  function* listed(epoch: number, stepInEpoch: number): Generator<DatasetItem> {
    let before = stepInEpoch * batch;
    const kinds = items.map(() => 0);
    for (const index of endlessOrder(kinds, false, createRandom(seed, orderStream + epoch))) {
      const item = items[index];
      if (before-- <= 0 && item) yield item;
    }
  }
}

function write(loaded: LoadedItem, image: Planes, random: Random): void {
  const fit = { kind: 'crop', zoom: 1, aroundBox: 0 } as const;
  augment(
    { ...loaded, boxes: [] },
    variations,
    { image, golden: null, mask: null, fit, outside: 'edge' },
    random,
  );
}
