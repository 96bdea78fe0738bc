import { AppFailure } from '#shared/contract/errors';
import type { Dataset } from '#shared/domain/dataset';
import { splitItems, type SplitItems } from '#models/train/split';

/** Where the dataset does not say it itself. */
const shares = { train: 0.7, validation: 0.15, test: 0.15 };

/** Which pictures are for what; the same seed gives the same. */
export function splitOf({ items }: Pick<Dataset, 'items'>, seed: number): SplitItems {
  return splitItems(items, shares, seed);
}

/** The same, fit to train with. Throws AppFailure dataset.malformed where there are too few pictures. */
export function sidesOf(dataset: Pick<Dataset, 'items' | 'name'>, seed: number): SplitItems {
  const sides = splitOf(dataset, seed);
  if (sides.train.length > 0 && sides.validation.length > 0) return sides;
  const pictures = dataset.items.length;
  throw new AppFailure(
    'dataset.malformed',
    `${dataset.name} has too few pictures to train with (${pictures}): there must be some to learn from and others to ` +
      'check with. Add pictures of each class.',
    { name: dataset.name, pictures },
  );
}
