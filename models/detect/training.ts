import type { ModelManifest } from '#shared/domain/model';
import type { Validated } from '#shared/domain/training';
import type { Network } from '../network/layers';
import type { Tensors } from '../runtime';
import { adam } from '../train/optimizer';
import { createPictures } from '../train/pictures';
import { checkParity, servingModel } from '../train/serving';
import type { TaskTrainer, TrainingRun } from '../train/task-trainer';
import { train, type Trained, type Trainee } from '../train/trainer';
import { draftManifest, validateServed } from '../train/validate';
import { varying } from './augmentation';
import { detect } from './detect';
import { detectEvaluation } from './evaluation';
import { boxLabelsOf } from './labels';
import { picturesToLearnFrom, survey } from './learn-from';
import { detectLoss } from './loss';
import { detectManifest } from './manifest';
import { detectNetwork } from './network';
import { overlapFor } from './overlap';
import { planFor, type Plan } from './plan';
import { createViews } from './views';

/** On so many pictures the serving graph must agree with the trained one. */
const paritySamples = 4;

export const detectTrainer: TaskTrainer = {
  check(data) {
    boxLabelsOf(data);
  },

  async train(run) {
    const { data, settings, runtime } = run;
    const labels = boxLabelsOf(data);
    const plan = planFor(await survey(run), settings.quality, settings.sizePx, labels.length);
    const network = detectNetwork(plan.shape);
    const options = { overlap: overlapFor(data.train) };
    const draft = draftManifest('detect', detectManifest(plan, labels, options));
    const { layouts, best, validated, history } = await learn(run, plan, network, draft);
    const samples = await paritySamplesOf(run, draft);
    return {
      onnx: servingModel(network, layouts, best),
      manifest: detectManifest(plan, labels, { ...options, ...thresholdIn(validated) }),
      parity: await checkParity(network, layouts, best, samples, runtime),
      validated,
      history,
    };
  },
};

const recipe = {
  optimizer: adam(0.02),
  rate: 4e-3,
  warmUp: 0.05,
  clipLength: 10,
  keep: 0.998,
  patience: 0.4,
} as const;

/** Where the F was best becomes what a recipe may begin with. */
function thresholdIn({ metrics: { threshold } }: Validated): Readonly<Record<string, number>> {
  return threshold === undefined ? {} : { threshold };
}

async function learn(run: TrainingRun, plan: Plan, network: Network, draft: ModelManifest): Promise<Trained> {
  const { data, settings, runtime, watch, resumed, pretrained } = run;
  const { seed, duration } = settings;
  const pictures = await picturesToLearnFrom(run, plan);
  const trainee: Trainee = {
    network,
    loss: detectLoss,
    batchSize: plan.shape.view.batch,
    ...createViews(plan, varying(plan), draft.labels, data.train, pictures, seed),
    validate: validateServed({ task: detect, evaluation: detectEvaluation }, network, draft, run),
    ...(pretrained && { pretrained }),
  };
  try {
    return await train(trainee, { ...recipe, seed, duration }, runtime, watch, resumed);
  } finally {
    await pictures.release();
  }
}

/** What the network is given for some pictures, those that it has not learnt from first. */
async function paritySamplesOf(
  { data, onProblem }: TrainingRun,
  manifest: ModelManifest,
): Promise<Tensors[]> {
  const { dataset, validation, train: others } = data;
  const pictures = createPictures(dataset, (loaded) => loaded, onProblem);
  const count = Math.min(paritySamples, validation.length + others.length);
  const taken = await pictures.take([...validation, ...others].values(), count);
  return taken.map(({ loaded }) => detect.preprocess(loaded, manifest));
}
