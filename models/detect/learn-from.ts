import { AppFailure } from '#shared/contract/errors';
import type { LoadedItem } from '#shared/domain/dataset';
import { leastSidePx } from '../golden/pair';
import { scaled } from '../image/scaled';
import { createPictures, type Pictures } from '../train/pictures';
import type { TrainingRun } from '../train/task-trainer';
import { createGoldenAligner } from './align-goldens';
import type { Plan } from './plan';
import { lookAt, surveyOf, type Look, type Survey } from './survey';

/** So many pictures tell what all look like. */
const surveyedPictures = 24;

/** Looks at some of the pictures, from all over the dataset. Throws AppFailure dataset.malformed where none can be read. */
export async function survey({ data: { dataset, train }, onProblem }: TrainingRun): Promise<Survey> {
  const pictures = createPictures(dataset, (loaded) => loaded, onProblem, 0);
  const every = Math.max(1, Math.floor(train.length / surveyedPictures));
  const spread = train.filter((_, i) => i % every === 0);
  const items = [...spread, ...train].values();
  const looks: Look[] = [];
  while (looks.length < Math.min(surveyedPictures, spread.length)) {
    // One at a time: large pictures would not fit into memory together.
    looks.push(...(await pictures.take(items, 1)).map(({ loaded }) => lookAt(loaded)));
  }
  return surveyOf(train, looks);
}

/** The pictures as the network sees them while it learns: at their size, goldens aligned. */
export async function picturesToLearnFrom(
  { data, runtime, onProblem }: TrainingRun,
  { scale, shape: { channels, golden: withGolden } }: Plan,
): Promise<Pictures & { release(): Promise<void> }> {
  const aligner = withGolden ? await createGoldenAligner(runtime, channels) : null;
  const fit = async ({ image, golden }: LoadedItem): Promise<LoadedItem> => {
    const picture = scaled(image, scale, channels);
    if (!aligner) return { image: picture, golden: null, mask: null };
    if (!golden || Math.min(picture.widthPx, picture.heightPx) < leastSidePx) {
      const why = golden
        ? 'is too small to be compared with its golden one'
        : 'has no golden one, as others have';
      throw new AppFailure('image.unsupported', `A picture ${why}: take it out.`);
    }
    return {
      image: picture,
      golden: await aligner.align(picture, scaled(golden, scale, channels)),
      mask: null,
    };
  };
  const pictures = createPictures(data.dataset, fit, onProblem);
  return { ...pictures, release: async () => aligner?.release() };
}
