import type { DatasetItem } from '#shared/domain/dataset';
import type { ByteImage } from '../image/resize';
import { paddedTensor } from '../image/scaled';
import type { Tensors } from '../runtime';
import { adam } from '../train/optimizer';
import { createPictures, type Pictures } from '../train/pictures';
import { checkParity, servingModel } from '../train/serving';
import type { TaskTrainer, TrainedModel } from '../train/task-trainer';
import { train, type Trainee } from '../train/trainer';
import { draftManifest, validateServed } from '../train/validate';
import { segmentBatches } from './batches';
import { segmentEvaluation } from './evaluation';
import { fitted } from './fit';
import { classesFor, segmentLabelsOf } from './labels';
import { survey } from './look';
import { segmentLoss } from './loss';
import { segmentNetwork, segmentNumbers } from './network';
import { planOf, type Plan } from './plan';
import { segment } from './segment';
import { stridePx } from './seen';

export const segmentTrainer: TaskTrainer = {
  check({ dataset, train: items }) {
    segmentLabelsOf(dataset, items);
  },

  async train(run) {
    const { data, settings, runtime, watch, resumed } = run;
    const { name } = data.dataset;
    const labels = segmentLabelsOf(data.dataset, data.train);
    const classes = classesFor(data.dataset.labels, labels);
    const seen = await survey(run, classes);
    const plan = planOf(seen, settings, { pictures: data.train.length, labels: labels.length });
    const fit = { scale: plan.scale, channels: seen.channels, classes };
    const pictures = createPictures(data.dataset, (loaded) => fitted(loaded, fit), run.onProblem);
    const network = segmentNetwork(plan.shape);
    const manifest = manifestOf(plan, labels);
    const evaluated = { task: segment, evaluation: segmentEvaluation };
    const trainee: Trainee = {
      network,
      loss: segmentLoss(plan.shape, plan.classWeights),
      batchSize: plan.shape.batch,
      stepsAnEpoch: plan.stepsAnEpoch,
      batch: segmentBatches({ name, items: data.train, labels, pictures }, plan, settings.seed),
      validate: validateServed(evaluated, network, draftManifest('segment', manifest), run),
      ...(run.pretrained && { pretrained: run.pretrained }),
    };
    const { seed, duration } = settings;
    const trained = await train(trainee, { ...recipe, seed, duration }, runtime, watch, resumed);
    const numbers = segmentNumbers(plan.shape);
    const samples = await samplesOf(data.train, pictures);
    return {
      onnx: servingModel(network, trained.layouts, trained.best),
      manifest,
      parity: await checkParity(numbers, trained.layouts, trained.best, samples, runtime),
      validated: trained.validated,
      history: trained.history,
    };
  },
};

const recipe = {
  optimizer: adam(0.02),
  rate: 5e-3,
  warmUp: 0.05,
  clipLength: 5,
  keep: 0.995,
  patience: 0.4,
} as const;

const paritySamples = 4;

function manifestOf({ scale, shape, minAreaPx }: Plan, labels: readonly string[]): TrainedModel['manifest'] {
  const { channels } = shape;
  const free = { widthPx: null, heightPx: null, fit: 'none' } as const;
  return {
    labels: [...labels],
    input: { layout: 'nchw', type: 'uint8', channels, ...free, mean: [], std: [] },
    golden: false,
    options: { scale, minAreaPx },
  };
}

/** Inputs for the parity check, as preprocessing makes them. */
async function samplesOf(items: readonly DatasetItem[], pictures: Pictures): Promise<Tensors[]> {
  const samples: Tensors[] = [];
  for (const item of items) {
    const loaded = await pictures.get(item);
    if (loaded) samples.push({ image: paddedTensor(loaded.image as ByteImage, stridePx) });
    if (samples.length === paritySamples) break;
  }
  return samples;
}
