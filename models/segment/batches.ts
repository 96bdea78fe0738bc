import { AppFailure } from '#shared/contract/errors';
import type { DatasetItem, LoadedItem } from '#shared/domain/dataset';
import type { Box } from '#shared/numeric/geometry';
import type { Random } from '#shared/numeric/random';
import { augment } from '../augment/augment';
import { presets } from '../augment/presets';
import type { Tensors } from '../runtime';
import type { Pictures } from '../train/pictures';
import type { Plan } from './plan';
import { maskRegions } from './regions';
import { shotsOf } from './shots';
import { writeShares } from './targets';

export interface BatchSource {
  /** Of the dataset, for what it is told. */
  readonly name: string;
  readonly items: readonly DatasetItem[];
  readonly labels: readonly string[];
  /** As large as the network sees them, masks with its classes. */
  readonly pictures: Pick<Pictures, 'get'>;
}

/** After so many unusable pictures in a row there is no point in going on. */
const mostInARow = 200;

/**
 * Batches for `segmentNetwork` and `segmentLoss`: crops, varied anew each time. What a batch lies in is used again for
 * the next. Pictures that are said to show something of which their mask knows nothing are passed over.
 */
export function segmentBatches(
  { items, labels, pictures, name }: BatchSource,
  { shape, aimed, free }: Plan,
  seed: number,
): (random: Random, epoch: number, stepInEpoch: number) => Promise<Tensors> {
  const { batch, cropPx, channels, classes, lossStride } = shape;
  const square = { widthPx: cropPx, heightPx: cropPx };
  const lossPx = cropPx / lossStride;
  const image = new Float32Array(batch * channels * cropPx ** 2);
  const truth = new Float32Array(batch * classes * lossPx ** 2);
  const crop = new Uint8Array(cropPx ** 2);

  return async (random, epoch, stepInEpoch) => {
    let [before, written, unusable] = [stepInEpoch * batch, 0, 0];
    for (const { item, label } of shotsOf(items, labels, { aimed, free }, seed, epoch)) {
      if (before-- > 0) continue;
      const loaded = await pictures.get(item);
      if (loaded && isMarked(item, loaded)) {
        write(written++, loaded, label, random);
        unusable = 0;
      } else if (++unusable > mostInARow) {
        throw nothingUsable(name);
      }
      if (written === batch) break;
    }
    return {
      image: { type: 'float32', dims: [batch, channels, cropPx, cropPx], data: image },
      truth: { type: 'float32', dims: [batch, classes, lossPx, lossPx], data: truth },
    };
  };

  function write(i: number, loaded: LoadedItem, label: string | null, random: Random): void {
    const box = label === null ? null : boxOf(loaded, labels.indexOf(label) + 1, random);
    const target = {
      image: { data: image, offset: i * channels * cropPx ** 2, channels, ...square },
      golden: null,
      mask: { data: crop, offset: 0, ...square },
      fit: { kind: 'crop', zoom: 1, aroundBox: 1 },
      outside: 'edge',
    } as const;
    augment({ ...loaded, boxes: box ? [{ label: label ?? '', box }] : [] }, presets.segment, target, random);
    writeShares(crop, lossStride, lossPx, classes, truth, i * classes * lossPx ** 2);
  }
}

function isMarked({ labels }: DatasetItem, { mask }: LoadedItem): boolean {
  return labels.length === 0 || (mask !== null && maskRegions(mask).length > 0);
}

/** The box of one of the regions of a class; null where there is none: it was too small for the scale. */
function boxOf({ mask }: LoadedItem, kind: number, random: Random): Box | null {
  const regions = mask ? maskRegions(mask).filter((region) => region.kind === kind) : [];
  if (regions.length === 0) return null;
  const { left, top, right, bottom } = random.pick(regions);
  return [left, top, right - left, bottom - top];
}

function nothingUsable(name: string): AppFailure {
  return new AppFailure('dataset.malformed', `The pictures of ${name} cannot be read: check the dataset.`, {
    name,
  });
}
