import { AppFailure } from '#shared/contract/errors';
import type { Dataset, DatasetItem } from '#shared/domain/dataset';

export interface ClassLabels {
  readonly labels: readonly string[];
  /** Place of the label for pictures without a defect; −1: every picture has one. */
  readonly good: number;
  /** May a picture have several labels at once? */
  readonly several: boolean;
}

export const goodLabel = 'good';

/** What there is to tell apart. Throws AppFailure dataset.malformed where that is nothing. */
export function classLabelsOf({ name, labels }: Dataset, items: readonly DatasetItem[]): ClassLabels {
  const several = items.some((item) => item.labels.length > 1);
  const hasGood = items.some((item) => item.labels.length === 0);
  // Where each label is a question of its own, a good picture is the one to which all answers are no.
  const all = hasGood && !several ? [goodLabel, ...labels] : labels;
  const used = all.filter(
    (label) => label === goodLabel || items.some((item) => item.labels.includes(label)),
  );
  if (used.length < 2) {
    throw new AppFailure(
      'dataset.malformed',
      `${name} has pictures of ${used[0] === undefined ? 'no class' : `the class ${used[0]} alone`}: add pictures of another one.`,
      { name },
    );
  }
  return { labels: used, good: used.indexOf(hasGood && !several ? goodLabel : ''), several };
}

/** The classes that a picture shows, as places among the labels; unknown ones are left out. */
export function truthOf(
  item: Pick<DatasetItem, 'labels'>,
  labels: readonly string[],
  good: number,
): number[] {
  if (item.labels.length === 0) return good >= 0 ? [good] : [];
  return item.labels.map((label) => labels.indexOf(label)).filter((index) => index >= 0);
}
