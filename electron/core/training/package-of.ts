import type { Dataset, DatasetItem } from '#shared/domain/dataset';
import { formatModelRef, type ModelManifest, type ModelRef } from '#shared/domain/model';
import { evaluate } from '#models/evaluation';
import { evaluations } from '#models/evaluations';
import type { Runtime } from '#models/runtime';
import type { SplitItems } from '#models/train/split';
import type { TrainedModel } from '#models/train/task-trainer';
import type { PackageFiles } from '../ports';
import { cardOf } from './card';
import type { TrainingPorts, TrainRequest } from './train-model';

/** The finished package: the manifest with what was measured on the test pictures, the graph, the card. */
export async function packageOf(
  request: TrainRequest & { readonly epochs: number },
  trained: TrainedModel,
  sides: SplitItems,
  { runtime, sha256, versions }: Pick<TrainingPorts, 'runtime' | 'sha256' | 'versions'>,
  onProblem: (sentence: string) => void,
): Promise<PackageFiles> {
  const { name, version, task, dataset, settings } = request;
  const { onnx, parity, validated } = trained;
  const manifest: ModelManifest = {
    formatVersion: 1,
    name,
    version,
    task,
    use: 'inspect',
    ...trained.manifest,
    training: {
      dataset: dataset.name,
      datasetSha256: dataset.sha256,
      images: sides.train.length,
      seed: settings.seed,
      command: commandOf(request),
    },
    metrics: figures(validated.metrics, 'validation'),
    parity,
    licence: 'of whoever owns the pictures that it learnt from',
    sha256: sha256(onnx),
    runtime: versions.runtime,
  };
  const measured = await measuredOn(sides.test, manifest, onnx, dataset, runtime, onProblem);
  const whole = { ...manifest, metrics: [...figures(measured, 'test'), ...manifest.metrics] };
  return { manifest: whole, onnx, card: cardOf(whole, trained.history, sides) };
}

/** The package under another name or version. */
export function renamed({ manifest, onnx, card }: PackageFiles, ref: ModelRef): PackageFiles {
  return {
    manifest: { ...manifest, name: ref.name, version: ref.version },
    onnx,
    card: card.replace(/^# .*/, `# ${formatModelRef(ref)}`),
  };
}

/** How to do the same again. Minutes are told as the epochs that they became. */
function commandOf({
  dataset,
  task,
  settings,
  threads,
  epochs,
}: TrainRequest & { readonly epochs: number }): string {
  const { seed, quality, sizePx } = settings;
  const folder = /^[\w.-]+$/.test(dataset.name) ? dataset.name : JSON.stringify(dataset.name);
  const size = sizePx === null ? '' : ` --size ${sizePx}`;
  return (
    `loupe train --dataset ${folder} --task ${task} --seed ${seed} --epochs ${epochs} --quality ${quality}${size} ` +
    `--threads ${threads}`
  );
}

async function measuredOn(
  items: readonly DatasetItem[],
  manifest: ModelManifest,
  onnx: Uint8Array,
  dataset: Dataset,
  runtime: Runtime,
  onProblem: (sentence: string) => void,
): Promise<Readonly<Record<string, number>>> {
  const evaluated = evaluations[manifest.task];
  if (!evaluated || items.length === 0) return {};
  const session = await runtime.load(onnx);
  try {
    return await evaluate(evaluated, manifest, session, dataset, items, { onProblem });
  } finally {
    await session.release();
  }
}

function figures(metrics: Readonly<Record<string, number>>, split: string): ModelManifest['metrics'] {
  return Object.entries(metrics).map(([name, value]) => ({ name, value, split }));
}
