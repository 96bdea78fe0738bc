import type { DatasetItem } from '#shared/domain/dataset';
import { createRandom } from '#shared/numeric/random';
import { planesOf, type ByteImage } from '../image/resize';
import type { Tensor } from '../runtime';
import type { Pictures } from '../train/pictures';
import type { TrainingRun } from '../train/task-trainer';
import { distancesToOthers, memoryOf, type Memory, type PatchFeatures } from './memory';
import { patchPx, type Reference } from './network';
import type { Plan } from './plan';
import { thresholdOf } from './threshold';
import { farthestOf, usualDistances, type DistanceMap } from './usual';

/** Good pictures that the memory is made of, and the thresholds, at most. */
const most = { remembered: 300, compared: 60 } as const;
/** Apart from the streams of the trainer. */
const memoryStream = 3;

export interface GoodSide {
  /** The graph of `patchNetwork`. */
  readonly extract: Uint8Array;
  readonly pictures: Pictures;
  readonly good: readonly DatasetItem[];
  readonly held: readonly DatasetItem[];
}

/**
 * The memory of the good pictures, and from how far on a patch is not good any more: as far as good pictures of other
 * groups are at its place, times a factor that lets all of them pass, and those that were held out.
 */
export async function referenceOf(run: TrainingRun, side: GoodSide, plan: Plan): Promise<Reference> {
  const { extract, pictures, good, held } = side;
  const patches = await patchesOf(run, extract, pictures, spreadOver(good, most.remembered));
  const random = createRandom(run.settings.seed, memoryStream);
  const memory = memoryOf(patches, plan.shape.decoderChannels, plan.memory, random);
  const others = await patchesOf(run, extract, pictures, spreadOver(held, most.compared));
  const compared = await distances(run, spreadOver(patches, most.compared), memory);
  const usual = usualDistances(compared, plan.widthPx / patchPx);
  const all = [...(await distances(run, others, memory)), ...compared];
  const factor = thresholdOf(all.map((map) => farthestOf(map, usual)));
  return { memory, thresholds: usual.map((distance) => factor * distance) };
}

/** As the graphs take it. */
export function tensorOf(image: ByteImage): Tensor {
  return { type: 'uint8', dims: [1, image.channels, image.heightPx, image.widthPx], data: planesOf(image) };
}

/** What the network sees in each picture that can be used. Where all are of one group, each counts as its own. */
async function patchesOf(
  { runtime, watch }: TrainingRun,
  extract: Uint8Array,
  pictures: Pictures,
  items: readonly DatasetItem[],
): Promise<PatchFeatures[]> {
  const session = await runtime.load(extract);
  const oneGroup = new Set(items.map(({ group }) => group)).size < 2;
  const all: PatchFeatures[] = [];
  for (const item of items) {
    await watch.between();
    const loaded = await pictures.get(item);
    if (!loaded) continue;
    const { features } = await session.run({ image: tensorOf(loaded.image as ByteImage) });
    all.push({
      group: oneGroup ? item.name : item.group,
      features: Float32Array.from(features?.data as Float32Array),
    });
  }
  await session.release();
  return all;
}

/** How far good pictures are from those of other groups. */
async function distances(
  { watch }: TrainingRun,
  patches: readonly PatchFeatures[],
  memory: Memory,
): Promise<DistanceMap[]> {
  const all: DistanceMap[] = [];
  for (const picture of patches) {
    await watch.between();
    all.push({ group: picture.group, distances: distancesToOthers(picture, memory) });
  }
  return all;
}

/** So many, evenly drawn; all where there are no more. */
function spreadOver<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]!);
}
