import type { TFunction } from 'i18next';
import type { TaskName } from '#shared/domain/model';
import type { SeenPicture } from '#shared/domain/training';
import { formatShare } from '../ui/formats';
import type { Judged } from './judge';
import { labelOrGood, labelWords } from './words';

/** What a picture shows: its labels, or how many there are of each. */
export function truthWords({ labels, boxes }: SeenPicture, task: TaskName, t: TFunction): string {
  if (task !== 'detect' || boxes.length === 0) return labelWords(labels, t);
  return counted(
    boxes.map(({ label }) => label),
    t,
  );
}

/** What the model says of it; of a whole picture also how sure it is. */
export function saidWords({ said, found }: Judged, task: TaskName, t: TFunction, language: string): string {
  if (said.length === 0) return t('train.good');
  if (task === 'detect') {
    return counted(
      found.map(({ label }) => label),
      t,
    );
  }
  return said
    .map(({ label, score }) => `${labelOrGood(label, t)} ${formatShare(score, language, 0)}`)
    .join(t('app.listSeparator'));
}

/** Each label once, with how many there are of it where that is more than one. */
function counted(labels: readonly string[], t: TFunction): string {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts]
    .map(([label, count]) => (count > 1 ? `${count} × ${labelOrGood(label, t)}` : labelOrGood(label, t)))
    .join(t('app.listSeparator'));
}
