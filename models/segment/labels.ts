import { AppFailure } from '#shared/contract/errors';
import type { Dataset, DatasetItem, LabelMask } from '#shared/domain/dataset';

/** Stands in a truth for what the model does not know: neither right nor wrong. */
export const unknownClass = 255;

/**
 * The labels that there are to learn: those that pictures show. Throws AppFailure dataset.malformed where there are
 * none or more than fit into a byte.
 */
export function segmentLabelsOf(
  { name, labels }: Pick<Dataset, 'name' | 'labels'>,
  items: readonly DatasetItem[],
): readonly string[] {
  const shown = new Set(items.flatMap((item) => item.labels));
  const used = labels.filter((label) => shown.has(label));
  if (used.length === 0) {
    const message = `${name} has no picture with a marked defect to learn from: mark some.`;
    throw new AppFailure('dataset.malformed', message, { name });
  }
  if (used.length >= unknownClass) {
    const message = `${name} has ${used.length} labels, and ${unknownClass - 1} are the most: join some.`;
    throw new AppFailure('dataset.malformed', message, { name });
  }
  return used;
}

/**
 * From the numbers in a dataset's masks to the classes of a model, in which 0 is the background and i + 1 the model's
 * label i. 256 entries.
 */
export function classesFor(datasetLabels: readonly string[], modelLabels: readonly string[]): Uint8Array {
  const known = datasetLabels.map((label) => modelLabels.indexOf(label) + 1 || unknownClass);
  return Uint8Array.of(0, ...known, ...Array.from({ length: 255 - known.length }, () => unknownClass));
}

/** Is the picture said to show something of which its mask knows nothing? Nothing can be learnt from it or measured. */
export function isUnmarked({ labels }: Pick<DatasetItem, 'labels'>, mask: LabelMask | null): boolean {
  return labels.length > 0 && !mask?.data.some((value) => value > 0);
}
