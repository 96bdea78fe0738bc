import { AppFailure } from '#shared/contract/errors';
import { planesOf, resized, type ByteImage } from '../image/resize';
import type { Tensors } from '../runtime';
import { adam } from '../train/optimizer';
import { createPictures, type Pictures } from '../train/pictures';
import { checkParity, servingModel } from '../train/serving';
import type { TaskTrainer, TrainedModel, TrainingData, TrainingRun } from '../train/task-trainer';
import { train, type Trainee } from '../train/trainer';
import { draftManifest, validateServed } from '../train/validate';
import { classifyBatches } from './batches';
import { classify } from './classify';
import { classifyEvaluation } from './evaluation';
import { classLabelsOf, truthOf, type ClassLabels } from './labels';
import { classifyLoss } from './loss';
import { classifyNetwork, type ClassifyShape } from './network';
import { classifyShape } from './shape';

/** Pictures of a dataset that are looked at to find its size and colours. */
const sampled = 9;
/** Fewer steps are no epoch: a handful of pictures would be validated all the time. */
const leastStepsAnEpoch = 20;
const paritySamples = 4;

export const classifyTrainer: TaskTrainer = {
  check({ dataset, train: items, validation }) {
    const { labels, good } = classLabelsOf(dataset, [...items, ...validation]);
    const unseen = labels.find((_, i) => !items.some((item) => truthOf(item, labels, good).includes(i)));
    if (unseen === undefined) return;
    throw new AppFailure(
      'dataset.malformed',
      `${dataset.name} has too few pictures of ${unseen}: add more, so that there are some to learn from.`,
      { name: dataset.name, label: unseen },
    );
  },

  async train(run) {
    const { data, settings, runtime, watch, resumed } = run;
    classifyTrainer.check(data);
    const classes = classLabelsOf(data.dataset, [...data.train, ...data.validation]);
    const shape = await shapeFor(run, classes);
    const pictures = createPictures(
      data.dataset,
      ({ image }) => ({ image: fitted(image, shape), golden: null, mask: null }),
      run.onProblem,
    );
    const network = classifyNetwork(shape);
    const manifest = manifestOf(shape, classes);
    const evaluated = { task: classify, evaluation: classifyEvaluation };
    const trainee: Trainee = {
      network,
      loss: classifyLoss(shape),
      batchSize: shape.batch,
      stepsAnEpoch: Math.max(leastStepsAnEpoch, Math.ceil(data.train.length / shape.batch)),
      batch: classifyBatches(data.train, pictures, shape, classes, settings.seed),
      validate: validateServed(evaluated, network, draftManifest('classify', manifest), run),
      ...(run.pretrained && { pretrained: run.pretrained }),
    };
    const { seed, duration } = settings;
    const rate = run.pretrained && data.train.length < fewPictures ? carefulRate : usualRate;
    const options = { ...recipe, rate, seed, duration };
    const trained = await train(trainee, options, runtime, watch, resumed);
    const samples = await samplesOf(data, pictures);
    return {
      onnx: servingModel(network, trained.layouts, trained.best),
      manifest,
      parity: await checkParity(network, trained.layouts, trained.best, samples, runtime),
      validated: trained.validated,
      history: trained.history,
    };
  },
};

const usualRate = 2e-3;
/** Fewer pictures are known by heart before a backbone has come to fit them: it is then changed more slowly. */
const fewPictures = 500;
const carefulRate = 5e-4;

const recipe = {
  optimizer: adam(0.02),
  warmUp: 0.05,
  clipLength: 5,
  keep: 0.995,
  patience: 0.4,
} as const;

async function shapeFor(
  { data, settings, onProblem }: TrainingRun,
  classes: ClassLabels,
): Promise<ClassifyShape> {
  const seen = createPictures(data.dataset, (loaded) => loaded, onProblem);
  const every = Math.max(1, Math.floor(data.train.length / sampled));
  const spread = data.train.filter((_, i) => i % every === 0);
  const count = Math.min(sampled, spread.length);
  const samples = await seen.take([...spread, ...data.train].values(), count);
  return classifyShape(
    samples.map(({ loaded }) => loaded.image),
    classes,
    { ...settings, pictures: data.train.length },
  );
}

function manifestOf(shape: ClassifyShape, { labels, good, several }: ClassLabels): TrainedModel['manifest'] {
  const { channels, widthPx, heightPx } = shape;
  return {
    labels: [...labels],
    input: { layout: 'nchw', type: 'uint8', channels, widthPx, heightPx, fit: 'stretch', mean: [], std: [] },
    golden: false,
    options: { good, several: several ? 1 : 0 },
  };
}

function fitted(image: Parameters<typeof resized>[0], shape: ClassifyShape): ByteImage {
  return resized(image, shape.widthPx, shape.heightPx, shape.channels);
}

/** Inputs for the parity check, as preprocessing would make them. */
async function samplesOf({ validation, train: items }: TrainingData, pictures: Pictures): Promise<Tensors[]> {
  const count = Math.min(paritySamples, validation.length + items.length);
  const taken = await pictures.take([...validation, ...items].values(), count);
  return taken.map(({ loaded: { image } }) => {
    const { widthPx, heightPx, channels } = image;
    const data = planesOf(image as ByteImage);
    return { image: { type: 'uint8', dims: [1, channels, heightPx, widthPx], data } };
  });
}
