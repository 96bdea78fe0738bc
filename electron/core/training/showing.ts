import { AppFailure } from '#shared/contract/errors';
import type { Dataset, DatasetItem } from '#shared/domain/dataset';
import type { SeenPicture } from '#shared/domain/training';
import type { Clock, ImageCodec } from '../ports';
import type { ShownPicture } from './job';
import type { SeenItem } from './train-model';

/** Longest side of a picture on the screen. */
const maxPx = 320;
const leastMs = 1000;

/** Turns what the model says of a few pictures into what a screen shows, at most once a second. */
export function createShowing(
  dataset: Pick<Dataset, 'load'>,
  { clock, codec }: { readonly clock: Pick<Clock, 'nowMs'>; readonly codec: Pick<ImageCodec, 'display'> },
  tell: (pictures: readonly ShownPicture[]) => void,
): (seen: readonly SeenItem[]) => Promise<void> {
  /** The pictures stay the same; only what is said of them changes. */
  const images = new Map<string, Pick<ShownPicture, 'image' | 'widthPx' | 'heightPx'> | null>();
  let toldMs = -Infinity;

  async function imageOf(item: DatasetItem) {
    try {
      const { image } = await dataset.load(item);
      const { widthPx, heightPx } = image;
      return { widthPx, heightPx, image: await codec.display(image, null, maxPx) };
    } catch (thrown) {
      if (thrown instanceof AppFailure) return null; // whoever trains with it tells
      throw thrown;
    }
  }

  return async (seen) => {
    const nowMs = clock.nowMs();
    if (seen.length === 0 || nowMs - toldMs < leastMs) return;
    toldMs = nowMs;
    const pictures: ShownPicture[] = [];
    for (const { item, predictions } of seen) {
      const { name, labels, boxes } = item;
      const image = images.has(name) ? images.get(name) : await imageOf(item);
      images.set(name, image ?? null);
      if (image) {
        const shownBoxes = boxes.map(({ label, box }): SeenPicture['boxes'][number] => ({
          label,
          box: [...box],
        }));
        pictures.push({
          name,
          labels: [...labels],
          boxes: shownBoxes,
          predictions: [...predictions],
          ...image,
        });
      }
    }
    tell(pictures);
  };
}
