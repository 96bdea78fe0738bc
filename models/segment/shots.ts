import type { DatasetItem } from '#shared/domain/dataset';
import { createRandom } from '#shared/numeric/random';
import { endlessOrder } from '../train/order';

/** A picture to cut a crop from: around a defect of this label, or anywhere. */
export interface Shot {
  readonly item: DatasetItem;
  readonly label: string | null;
}

/** Apart from the streams of the trainer. */
const orderStream = 1 << 28;

/**
 * Without end: a batch has `aimed` shots at defects, each label equally often, then `free` ones anywhere, each picture
 * equally often. The same seed and epoch give the same.
 */
export function* shotsOf(
  items: readonly DatasetItem[],
  labels: readonly string[],
  { aimed, free }: { readonly aimed: number; readonly free: number },
  seed: number,
  epoch: number,
): Generator<Shot, never> {
  const random = createRandom(seed, orderStream + epoch);
  const defects = items.flatMap((item) => item.labels.map((label) => ({ item, label })));
  const pictures = items.map((item) => ({ item, label: null }));
  const kinds = defects.map(({ label }) => labels.indexOf(label));
  const aim = endlessOrder(kinds, true, random);
  const any = endlessOrder(
    pictures.map(() => 0),
    false,
    random,
  );
  for (;;) {
    for (let i = 0; i < aimed; i++) yield defects[aim.next().value] as Shot;
    for (let i = 0; i < free; i++) yield pictures[any.next().value] as Shot;
  }
}
