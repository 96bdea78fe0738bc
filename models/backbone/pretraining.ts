import { createRandom, type Random } from '#shared/numeric/random';
import { decoderStride } from '../anomaly/flaw-network';
import { asBytes, createFlawScores } from '../anomaly/flaw-scores';
import { writeFlawShares } from '../anomaly/flaw-targets';
import type { Runtime, Tensors } from '../runtime';
import { adam } from '../train/optimizer';
import { servingModel } from '../train/serving';
import type { Trainee, TrainingOptions } from '../train/trainer';
import { pretrainingLoss, pretrainingNetwork, type PretrainingShape } from './network';
import { createScenes } from './scenes';

/** Each texture is shown about so often before the next ones take its place. */
const shows = 3;
/** Textures of one step come from so many that follow one another. */
const window = 256;
const validationBatches = 8;
/** Far from those that are learnt from. */
const validationFrom = 1 << 30;
const stepsAnEpoch = 200;

export const pretrainingOptions = {
  optimizer: adam(0.02),
  rate: 3e-3,
  warmUp: 0.02,
  clipLength: 5,
  keep: 0.999,
  patience: Infinity,
} as const satisfies Partial<TrainingOptions>;

/** The backbone as it learns before there are pictures of a product: from generated textures alone. */
export function pretrainingTrainee(shape: PretrainingShape, seed: number, runtime: Runtime): Trainee {
  const network = pretrainingNetwork(shape);
  const batches = createBatches(shape, seed);
  return {
    network,
    loss: pretrainingLoss(shape),
    batchSize: shape.batch,
    stepsAnEpoch,
    async batch(random, epoch, stepInEpoch) {
      const step = epoch * stepsAnEpoch + stepInEpoch;
      const first = Math.floor((step * shape.batch) / shows);
      return batches(() => first + random.integer(0, window - 1), random);
    },
    async validate(layouts, snapshot) {
      const session = await runtime.load(servingModel(network, layouts, snapshot));
      const random = createRandom(seed, validationFrom);
      const flaws = createFlawScores();
      let [right, known, index] = [0, 0, validationFrom];
      for (let i = 0; i < validationBatches; i++) {
        const batch = batches(() => index++, random);
        const outputs = await session.run({ image: asBytes(batch.image) });
        flaws.add(outputs['flaws'], batch);
        right += rightOf(outputs['textures']?.data as Float32Array, batch);
        known += batch.known.data.reduce((sum, one) => sum + one, 0);
      }
      await session.release();
      const [accuracy, flawAuroc] = [right / known, flaws.auroc()];
      return { metric: (accuracy + flawAuroc) / 2, metrics: { accuracy, flawAuroc } };
    },
  };
}

function createBatches({ batch, cropPx, classes }: PretrainingShape, seed: number) {
  const scenes = createScenes(seed, cropPx);
  const size = cropPx * cropPx;
  const cells = cropPx / decoderStride;
  const mask = new Float32Array(size);
  if (classes < 2) throw new Error('there must be families to tell apart');
  return (next: () => number, random: Random) => {
    const image = new Float32Array(batch * size);
    const flaw = new Float32Array(batch * cells * cells);
    const marked = new Float32Array(batch);
    const family = new Int32Array(batch);
    const known = new Float32Array(batch);
    for (let n = 0; n < batch; n++) {
      const picture = image.subarray(n * size, (n + 1) * size);
      const shown = scenes.write(next(), random, picture, mask);
      family[n] = shown.family ?? 0;
      known[n] = shown.family === null ? 0 : 1;
      marked[n] = shown.marked ? 1 : 0;
      writeFlawShares(mask, cropPx, decoderStride, flaw, n * cells * cells);
    }
    return {
      image: { type: 'float32', dims: [batch, 1, cropPx, cropPx], data: image },
      flaw: { type: 'float32', dims: [batch, 1, cells, cells], data: flaw },
      marked: { type: 'float32', dims: [batch, 1, 1, 1], data: marked },
      family: { type: 'int32', dims: [batch], data: family },
      known: { type: 'float32', dims: [batch, 1], data: known },
    } as const satisfies Tensors;
  };
}

/** How many rows of logits are largest at their family, of those that have one. */
function rightOf(
  logits: Float32Array,
  { family, known }: ReturnType<ReturnType<typeof createBatches>>,
): number {
  const columns = logits.length / family.data.length;
  return family.data.filter((right, row) => {
    const own = logits.subarray(row * columns, (row + 1) * columns);
    return known.data[row] === 1 && own.indexOf(Math.max(...own)) === right;
  }).length;
}
