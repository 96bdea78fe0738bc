import { AppFailure } from '#shared/contract/errors';
import type { Dataset, DatasetItem, LoadedItem } from '#shared/domain/dataset';

/** Pictures as a network sees them: loaded and fitted once, and kept while there is room. */
export interface Pictures {
  /** Null where the picture cannot be used; that is told once. Throws AppFailure dataset.changed. */
  get(item: DatasetItem): Promise<LoadedItem | null>;
  /**
   * The first usable pictures of an endless list, so many. Throws AppFailure dataset.malformed where hardly any of them
   * can be used.
   */
  take(items: Iterator<DatasetItem>, count: number): Promise<{ item: DatasetItem; loaded: LoadedItem }[]>;
}

/** After so many unusable ones in a row there is no point in going on. */
const mostInARow = 200;

/**
 * @param fit from what the dataset gives to what is kept
 * @param mostBytes room for what is kept; the ones used longest ago make room
 */
export function createPictures(
  dataset: Pick<Dataset, 'load' | 'name'>,
  fit: (loaded: LoadedItem) => LoadedItem | Promise<LoadedItem>,
  onProblem: (sentence: string) => void,
  mostBytes = 1e9,
): Pictures {
  const kept = new Map<string, LoadedItem | null>();
  let bytes = 0;

  async function get(item: DatasetItem): Promise<LoadedItem | null> {
    const known = kept.get(item.name);
    if (known !== undefined) {
      kept.delete(item.name);
      kept.set(item.name, known);
      return known;
    }
    const fitted = await fittedOf(item);
    kept.set(item.name, fitted);
    bytes += sizeOf(fitted);
    for (const [name, oldest] of kept) {
      if (bytes <= mostBytes || name === item.name) break;
      kept.delete(name);
      bytes -= sizeOf(oldest);
    }
    return fitted;
  }

  async function fittedOf(item: DatasetItem): Promise<LoadedItem | null> {
    try {
      return await fit(await dataset.load(item));
    } catch (thrown) {
      if (!(thrown instanceof AppFailure && thrown.error.code.startsWith('image.'))) throw thrown;
      onProblem(`${thrown.error.message} The training goes on without it.`);
      return null;
    }
  }

  return {
    get,
    async take(items, count) {
      const taken: { item: DatasetItem; loaded: LoadedItem }[] = [];
      for (let unusable = 0; taken.length < count;) {
        const { value: item, done } = items.next();
        const loaded = done ? null : await get(item);
        if (loaded) {
          taken.push({ item, loaded });
          unusable = 0;
        } else if (done || ++unusable > mostInARow) {
          const message = `The pictures of ${dataset.name} cannot be read: check the dataset.`;
          throw new AppFailure('dataset.malformed', message, { name: dataset.name });
        }
      }
      return taken;
    },
  };
}

function sizeOf(loaded: LoadedItem | null): number {
  if (!loaded) return 0;
  const { image, golden, mask } = loaded;
  return image.data.byteLength + (golden?.data.byteLength ?? 0) + (mask?.data.byteLength ?? 0);
}
