import { AppFailure } from '#shared/contract/errors';
import type { DatasetItem } from '#shared/domain/dataset';
import { createRandom } from '#shared/numeric/random';
import { shuffled } from '../train/order';
import { createPictures } from '../train/pictures';
import type { TrainingRun } from '../train/task-trainer';
import { lookAt, surveyOf, type Look, type Survey } from './survey';

/** So many pictures with defects, drawn at random, tell what all are like, and so many without … */
const most = { defective: 150, good: 10 } as const;
/** … or fewer, if those have so many pixels together. */
const mostPx = 3e8;
/** Apart from the streams of the trainer. */
const surveyStream = 3;

/**
 * Looks through the pictures to learn from. Throws AppFailure dataset.malformed where no mask marks anything.
 * @param classes from the numbers in masks to the classes of the model, see labels.ts
 */
export async function survey(
  { data, settings, onProblem }: TrainingRun,
  classes: Uint8Array,
): Promise<Survey> {
  const { name } = data.dataset;
  // What cannot be read is told when it is trained on.
  const pictures = createPictures(
    data.dataset,
    (loaded) => loaded,
    () => {},
    0,
  );
  const looks: Look[] = [];
  let pixels = 0;
  for (const item of drawn(data.train, settings.seed)) {
    const loaded = pixels < mostPx ? await pictures.get(item) : null;
    if (!loaded) continue;
    const look = lookAt(loaded, classes);
    if (item.labels.length > 0 && look.defects.length === 0) {
      onProblem(
        `${item.name} was left out: it is said to show ${item.labels.join(', ')}, but no pixel is marked.`,
      );
    }
    looks.push(look);
    pixels += look.widthPx * look.heightPx;
  }
  if (looks.some(({ defects }) => defects.length > 0)) return surveyOf(looks);
  const message = `The masks of ${name} mark nothing: draw where the defects are, pixel by pixel.`;
  throw new AppFailure('dataset.malformed', message, { name });
}

function drawn(items: readonly DatasetItem[], seed: number): DatasetItem[] {
  const all = shuffled(items, createRandom(seed, surveyStream));
  const defective = all.filter(({ labels }) => labels.length > 0).slice(0, most.defective);
  const good = all.filter(({ labels }) => labels.length === 0).slice(0, most.good);
  return shuffled([...defective, ...good], createRandom(seed, surveyStream));
}
