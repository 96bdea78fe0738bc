import type { DatasetItem } from '#shared/domain/dataset';
import { createRandom } from '#shared/numeric/random';
import type { Tensors } from '../runtime';
import type { Pictures } from '../train/pictures';
import { servingModel } from '../train/serving';
import type { TrainingRun } from '../train/task-trainer';
import type { Trainee } from '../train/trainer';
import { flawBatches } from './batches';
import { flawLoss } from './flaw-loss';
import { flawNetwork, type FlawShape } from './flaw-network';
import { asBytes, createFlawScores } from './flaw-scores';

const stepsAnEpoch = 20;
const validationBatches = 4;
/** Apart from the streams of the trainer. */
const validationStream = 4;

/** Good pictures, to learn from and held out, as large as the network sees them. */
export interface GoodPictures {
  readonly good: readonly DatasetItem[];
  readonly held: readonly DatasetItem[];
  readonly pictures: Pictures;
}

/**
 * The network as it learns what is good about these pictures: to tell what is painted into them from what is there. It is
 * judged by the same flaws in good pictures that were held out, `flawAuroc`, 0..1 by pixel.
 */
export function flawTrainee(
  { good, held, pictures }: GoodPictures,
  shape: FlawShape,
  seed: number,
  { runtime, pretrained }: Pick<TrainingRun, 'runtime' | 'pretrained'>,
): Trainee {
  const network = flawNetwork(shape);
  let known: Promise<Tensors[]> | null = null;
  return {
    network,
    loss: ({ flaws }, graph) => {
      if (!flaws) throw new Error('a network that tells flaws gives logits');
      return flawLoss(flaws, graph);
    },
    batchSize: shape.batch,
    stepsAnEpoch,
    batch: flawBatches(good, pictures, shape, seed),
    ...(pretrained && { pretrained }),
    async validate(layouts, snapshot) {
      const batches = await (known ??= validationSet());
      const session = await runtime.load(servingModel(network, layouts, snapshot));
      const scores = createFlawScores();
      for (const batch of batches) {
        const { image } = batch;
        if (image) scores.add((await session.run({ image: asBytes(image) }))['flaws'], batch);
      }
      await session.release();
      const flawAuroc = scores.auroc();
      return { metric: flawAuroc, metrics: { flawAuroc } };
    },
  };

  async function validationSet(): Promise<Tensors[]> {
    const random = createRandom(seed, validationStream);
    const batch = flawBatches(held.length > 0 ? held : good, pictures, shape, seed + 1);
    const batches: Tensors[] = [];
    for (let i = 0; i < validationBatches; i++) batches.push(await batch(random, 0, i));
    return batches;
  }
}
