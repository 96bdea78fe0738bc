import { AppFailure } from '#shared/contract/errors';
import type { Dataset, DatasetItem, LoadedItem } from '#shared/domain/dataset';
import type { Prediction } from '#shared/domain/inspection';
import type { ModelManifest } from '#shared/domain/model';
import type { Session, Tensors } from './runtime';
import type { Sample, Task } from './task';

/** How good a model is, picture by picture. */
export interface Evaluation {
  add(outputs: Tensors, sample: Sample, item: DatasetItem, truth: LoadedItem): void;
  /** By name; the first is what the task is judged by, more is better. Only finite numbers. */
  metrics(): Readonly<Record<string, number>>;
}

/** A task that can be measured. */
export interface Evaluated {
  readonly task: Task;
  /** @param datasetLabels those of the dataset: what the numbers in its masks mean */
  readonly evaluation: (manifest: ModelManifest, datasetLabels: readonly string[]) => Evaluation;
}

export interface EvaluationWatch {
  /** After each picture; what the model predicts can be asked until it returns. */
  onItem?(item: DatasetItem, predictions: () => readonly Prediction[], done: number): void;
  /** A picture that cannot be used. */
  onProblem?(sentence: string): void;
}

/**
 * Runs the model over the pictures on the way that a frame takes: preprocess, run, postprocess. A damaged picture is
 * left out and told. Throws AppFailure dataset.changed.
 */
export async function evaluate(
  { task, evaluation }: Evaluated,
  manifest: ModelManifest,
  session: Session,
  dataset: Pick<Dataset, 'load' | 'labels'>,
  items: readonly DatasetItem[],
  { onItem = () => {}, onProblem = () => {} }: EvaluationWatch = {},
): Promise<Readonly<Record<string, number>>> {
  const measured = evaluation(manifest, dataset.labels);
  for (const [i, item] of items.entries()) {
    const loaded = await loadedOf(item, dataset, onProblem);
    if (!loaded) continue;
    const sample = { image: loaded.image, golden: loaded.golden };
    const outputs = await session.run(task.preprocess(sample, manifest), task.outputs);
    measured.add(outputs, sample, item, loaded);
    onItem(item, () => task.postprocess(outputs, sample, manifest), i + 1);
  }
  return measured.metrics();
}

async function loadedOf(
  item: DatasetItem,
  dataset: Pick<Dataset, 'load'>,
  onProblem: (sentence: string) => void,
): Promise<LoadedItem | null> {
  try {
    return await dataset.load(item);
  } catch (thrown) {
    if (!(thrown instanceof AppFailure && thrown.error.code.startsWith('image.'))) throw thrown;
    onProblem(`${thrown.error.message} It was left out.`);
    return null;
  }
}
