import { AppFailure } from '#shared/contract/errors';
import { splits, type Split } from '#shared/domain/dataset';

/** Percent of the parts in each split. */
export type SplitShares = Readonly<Record<Split, number>>;

/** Reads `70,15,15`: train, validation, test. Throws AppFailure input.invalid. */
export function splitShares(text: string): SplitShares {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const [train = NaN, validation = NaN, test = NaN] = numbers;
  const sum = train + validation + test;
  if (numbers.length !== 3 || numbers.some((number) => !(number >= 0)) || Math.abs(sum - 100) > 1e-9) {
    throw new AppFailure(
      'input.invalid',
      '--split takes the percentages of train, validation and test, which make 100 together, such as 70,15,15.',
    );
  }
  return { train, validation, test };
}

/**
 * Deals parts to splits one by one: each goes where most is missing of what its kind should have there, so that every
 * split has its share of every kind within one part, whatever the count.
 */
export function createDealer(shares: SplitShares): (kind: string) => Split {
  const dealt = new Map<string, { total: number; by: Record<Split, number> }>();
  return (kind) => {
    const count = dealt.get(kind) ?? { total: 0, by: { train: 0, validation: 0, test: 0 } };
    dealt.set(kind, count);
    count.total++;
    const missing = (split: Split) => (shares[split] / 100) * count.total - count.by[split];
    const split = splits.reduce((best, other) => (missing(other) > missing(best) ? other : best));
    count.by[split]++;
    return split;
  };
}
