import { AppFailure } from '#shared/contract/errors';
import type { DatasetItem } from '#shared/domain/dataset';
import type { PixelImage } from '#shared/domain/frame';
import { evaluate } from '../evaluation';
import { resized, type ByteImage } from '../image/resize';
import type { Tensors } from '../runtime';
import { adam } from '../train/optimizer';
import { createPictures, type Pictures } from '../train/pictures';
import { checkParity, servingModel } from '../train/serving';
import type { TaskTrainer, TrainedModel, TrainingRun } from '../train/task-trainer';
import { train, type Trained } from '../train/trainer';
import { draftManifest } from '../train/validate';
import { anomaly, anomalyLabel } from './anomaly';
import { anomalyEvaluation } from './evaluation';
import { flawTrainee } from './flaw-training';
import { anomalyNetwork, anomalyNumbers, patchNetwork, type AnomalyShape } from './network';
import { planOf, type Plan } from './plan';
import { referenceOf, tensorOf } from './reference';

/** Good pictures of the training side: with fewer there is nothing to compare one with. */
const fewest = 3;
/** Pictures that are looked at to find their size and colours. */
const sampled = 9;
const paritySamples = 4;

/**
 * Learns from the good pictures alone, in three steps: the network learns to tell what was painted into them from what
 * was there; what it then sees in them becomes the memory; how far they are from one another gives the threshold.
 */
export const anomalyTrainer: TaskTrainer = {
  check({ dataset: { name }, train: items }) {
    const good = items.filter(isGood).length;
    if (good >= fewest) return;
    const message = `${name} has ${good} good pictures to learn from: add some without defects, ten or more.`;
    throw new AppFailure('dataset.malformed', message, { name, good });
  },

  async train(run) {
    const { data, settings, runtime, watch, resumed, onProblem } = run;
    anomalyTrainer.check(data);
    const good = data.train.filter(isGood);
    const plan = await planFor(run, good);
    const pictures = createPictures(
      data.dataset,
      ({ image }) => ({ image: fitted(image, plan), golden: null, mask: null }),
      onProblem,
    );
    const held = data.validation.filter(isGood);
    const trainee = flawTrainee({ good, held, pictures }, plan.shape, settings.seed, run);
    const options = { ...recipe, seed: settings.seed, duration: plan.duration };
    const trained = await train(trainee, options, runtime, watch, resumed);
    return finished(run, plan, trained, pictures, good, held);
  },
};

const recipe = {
  optimizer: adam(0.02),
  rate: 1e-3,
  warmUp: 0.1,
  clipLength: 5,
  keep: 0.98,
  patience: Infinity,
} as const;

function isGood({ labels, boxes }: DatasetItem): boolean {
  return labels.length === 0 && boxes.length === 0;
}

async function planFor({ data, settings }: TrainingRun, good: readonly DatasetItem[]): Promise<Plan> {
  // What cannot be read is told when it is trained on.
  const seen = createPictures(
    data.dataset,
    (loaded) => loaded,
    () => {},
    0,
  );
  const every = Math.max(1, Math.floor(good.length / sampled));
  const spread = good.filter((_, i) => i % every === 0);
  const samples = await seen.take([...spread, ...good].values(), Math.min(sampled, spread.length));
  return planOf(
    samples.map(({ loaded }) => loaded.image),
    settings,
  );
}

/** The memory, the threshold, and the model that is made of them. */
async function finished(
  run: TrainingRun,
  plan: Plan,
  { layouts, best, validated, history }: Trained,
  pictures: Pictures,
  good: readonly DatasetItem[],
  held: readonly DatasetItem[],
): Promise<TrainedModel> {
  const { data, runtime, onProblem, onSeen } = run;
  const shape: AnomalyShape = { network: plan.shape, widthPx: plan.widthPx, heightPx: plan.heightPx };
  const extract = servingModel(patchNetwork(shape), layouts, best);
  const reference = await referenceOf(run, { extract, pictures, good, held }, plan);
  const onnx = servingModel(anomalyNetwork(shape, reference), layouts, best);
  const manifest = manifestOf(plan);
  const samples = await samplesOf(pictures, [...data.validation, ...good]);
  const parity = await checkParity(anomalyNumbers(shape, reference), layouts, best, samples, runtime);
  const evaluated = { task: anomaly, evaluation: anomalyEvaluation };
  const session = await runtime.load(onnx);
  const found = await evaluate(
    evaluated,
    draftManifest('anomaly', manifest),
    session,
    data.dataset,
    data.validation,
    {
      onProblem,
      onItem: onSeen,
    },
  );
  await session.release();
  const metrics = { ...found, ...validated.metrics };
  return { onnx, manifest, parity, validated: { ...validated, metrics }, history };
}

function manifestOf({ widthPx, heightPx, shape: { channels } }: Plan): TrainedModel['manifest'] {
  return {
    labels: [anomalyLabel],
    input: { layout: 'nchw', type: 'uint8', channels, widthPx, heightPx, fit: 'stretch', mean: [], std: [] },
    golden: false,
    options: {},
  };
}

async function samplesOf(pictures: Pictures, items: readonly DatasetItem[]): Promise<Tensors[]> {
  const samples: Tensors[] = [];
  for (const item of items) {
    const loaded = await pictures.get(item);
    if (loaded) samples.push({ image: tensorOf(loaded.image as ByteImage) });
    if (samples.length === paritySamples) break;
  }
  return samples;
}

function fitted(image: PixelImage, { widthPx, heightPx, shape }: Plan): ByteImage {
  return resized(image, widthPx, heightPx, shape.channels);
}
