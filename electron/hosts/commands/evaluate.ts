import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createModels } from '#electron/adapters/files/models';
import type { ModelPackage } from '#electron/core/ports';
import { splitOf } from '#electron/core/training/sides';
import { openModel } from '#electron/workers/inference/open-model';
import { evaluate as evaluateModel } from '#models/evaluation';
import { evaluations } from '#models/evaluations';
import { AppFailure } from '#shared/contract/errors';
import { splits, type Dataset, type DatasetItem } from '#shared/domain/dataset';
import { formatModelRef } from '#shared/domain/model';
import { programFolder } from '../program-folder';
import { datasetOptions, datasetUsage, openNamed, placeOf } from './dataset-arguments';
import { print, printJson, type Command } from './command';
import { statusLine } from './status-line';

const choices = [...splits, 'all'] as const;
type Choice = (typeof choices)[number];

export const evaluate: Command = {
  usage: `evaluate --model PACKAGE_FOLDER ${datasetUsage} [--split ${choices.join('|')}] [--iou X] [--json]`,
  does:
    'measures a model on labelled pictures: those kept for testing where it has learnt from the same dataset or the ' +
    'dataset names its test pictures, else all. --iou: from which overlap on a box counts as found, 0.5 where it is not said',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        ...datasetOptions,
        model: { type: 'string' },
        split: { type: 'string' },
        iou: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    if (values.model === undefined) {
      throw new AppFailure('input.invalid', 'Name the model to measure: --model PACKAGE_FOLDER.');
    }
    const split = values.split === undefined ? null : choiceOf(values.split);
    const place = placeOf(values);
    const packages = join(programFolder, 'models/packages');
    const opened = await createModels({ shipped: packages, registered: packages }).openFolder(values.model);
    const model = values.iou === undefined ? opened : hittingFrom(opened, values.iou);
    const dataset = await openNamed(place, new AbortController().signal);
    const chosen = split ?? naturalSplit(model, dataset);
    const items = itemsOf(chosen, model, dataset);
    const metrics = await measured(model, dataset, items);
    await tell(
      {
        model: formatModelRef(model.manifest),
        dataset: dataset.name,
        datasetSha256: dataset.sha256,
        split: chosen,
        pictures: items.length,
        metrics,
      },
      values.json,
    );
    return 0;
  },
};

function choiceOf(text: string): Choice {
  const choice = choices.find((one) => one === text);
  if (choice) return choice;
  throw new AppFailure('input.invalid', `--split takes one of ${choices.join(', ')}.`);
}

/** Throws AppFailure input.invalid where it is no share, or where there are no boxes to hit. */
function hittingFrom(model: ModelPackage, text: string): ModelPackage {
  const iou = Number(text);
  if (!(iou > 0 && iou < 1)) {
    throw new AppFailure('input.invalid', '--iou takes an overlap between 0 and 1, such as 0.5.');
  }
  if (model.manifest.task !== 'detect') {
    const message = `--iou is for models that detect; ${model.manifest.name} is one for ${model.manifest.task}: leave it out.`;
    throw new AppFailure('input.invalid', message);
  }
  const options = { ...model.manifest.options, iou };
  return { ...model, manifest: { ...model.manifest, options } };
}

/** A model has seen none of a dataset from which it did not learn. */
function naturalSplit({ manifest }: ModelPackage, { sha256, items }: Dataset): Choice {
  const known = manifest.training?.datasetSha256 === sha256;
  return known || items.some(({ split }) => split === 'test') ? 'test' : 'all';
}

/** Throws AppFailure dataset.malformed where there is no picture. */
function itemsOf(choice: Choice, { manifest }: ModelPackage, dataset: Dataset): readonly DatasetItem[] {
  const items = choice === 'all' ? dataset.items : splitOf(dataset, manifest.training?.seed ?? 1)[choice];
  if (items.length > 0) return items;
  throw new AppFailure(
    'dataset.malformed',
    `${dataset.name} has no pictures for ${choice}: choose another --split.`,
    {
      name: dataset.name,
    },
  );
}

/** Throws AppFailure model.incompatible where the task cannot be measured or the labels are others. */
async function measured(
  model: ModelPackage,
  dataset: Dataset,
  items: readonly DatasetItem[],
): Promise<Readonly<Record<string, number>>> {
  const { manifest } = model;
  const evaluated = evaluations[manifest.task];
  if (!evaluated) {
    const message = `Models for ${manifest.task} cannot be measured: use one for ${Object.keys(evaluations).join(', ')}.`;
    throw new AppFailure('model.incompatible', message, { name: manifest.name, task: manifest.task });
  }
  const { model: opened } = await openModel(
    { kind: 'load', model: 0, ...model, providers: ['cpu'] },
    availableParallelism(),
  );
  const line = statusLine();
  const metrics = await evaluateModel(evaluated, manifest, opened.session, dataset, items, {
    onItem: (_item, _predictions, done) => line.show(`${done} of ${items.length} pictures`),
    onProblem: (sentence) => line.print(sentence),
  });
  line.clear();
  await opened.session.release();
  const figures = Object.entries(metrics).filter(([, value]) => Number.isFinite(value));
  if (figures.length > 0) return Object.fromEntries(figures);
  throw new AppFailure(
    'model.incompatible',
    `${manifest.name} knows ${manifest.labels.join(', ')}, and nothing of that is in ${dataset.name}, which has ` +
      `${dataset.labels.join(', ') || 'good pictures alone'}: choose another dataset.`,
    { name: manifest.name },
  );
}

interface Result {
  readonly model: string;
  readonly dataset: string;
  readonly datasetSha256: string;
  readonly split: Choice;
  readonly pictures: number;
  readonly metrics: Readonly<Record<string, number>>;
}

async function tell(result: Result, json: boolean): Promise<void> {
  if (json) return printJson(result);
  const { model, dataset, split, pictures, metrics } = result;
  await print(`${model} on ${dataset}, ${split}: ${pictures} pictures`);
  for (const [name, value] of Object.entries(metrics)) await print(`${value.toFixed(4)}  ${name}`);
}
