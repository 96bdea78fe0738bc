import { availableParallelism } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createCheckpointFile } from '#electron/adapters/files/checkpoint-file';
import { makeRoom, writePackage } from '#electron/adapters/files/package-writer';
import type { PackageFiles } from '#electron/core/ports';
import { trainModel, type TrainingWatch, type TrainRequest } from '#electron/core/training/train-model';
import { trainable, trainerOf } from '#electron/core/training/trainable';
import { openJobPorts, trainingRuntime, type TrainingProvider } from '#electron/engine/open-training';
import { copyModel } from '#models/graph/copy-model';
import type { Runtime } from '#models/runtime';
import { AppFailure } from '#shared/contract/errors';
import type { Validated } from '#shared/domain/training';
import { datasetOptions, datasetUsage, openNamed, placeOf } from './dataset-arguments';
import { durationOf, providerOf, qualityOf } from './training-arguments';
import { integer } from './arguments';
import { programFolder } from '../program-folder';
import { interrupted, print, printJson, type Command } from './command';
import { figuresOf, progressText } from './training-text';
import { statusLine } from './status-line';

/** As a shell says it of a program that Ctrl+C ended. */
const exitInterrupted = 130;

export const train: Command = {
  usage:
    `train ${datasetUsage} --task ${trainable.join('|')} --out PACKAGE_FOLDER [--minutes M | --epochs N] ` +
    '[--quality fast|balanced|best] [--size PX] [--seed N] [--threads N] [--provider cpu|webgpu] [--resume] [--json]',
  does:
    'learns from labelled pictures and writes a model package; 10 minutes where nothing else is said. Ctrl+C, or ' +
    'whatever ends it, leaves a checkpoint beside the package (.NAME.checkpoint); the same command with --resume goes on',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        ...datasetOptions,
        task: { type: 'string' },
        out: { type: 'string' },
        minutes: { type: 'string' },
        epochs: { type: 'string' },
        quality: { type: 'string', default: 'balanced' },
        size: { type: 'string' },
        seed: { type: 'string', default: '1' },
        threads: { type: 'string', default: `${availableParallelism()}` },
        provider: { type: 'string', default: 'cpu' },
        resume: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const { task, out } = values;
    if (task === undefined) {
      throw new AppFailure('input.invalid', `Say what to learn: --task ${trainable.join('|')}.`);
    }
    trainerOf(task);
    const place = placeOf(values);
    const folder = await freeFolder(out);
    const request: Omit<TrainRequest, 'dataset'> = {
      task: task as TrainRequest['task'],
      name: nameOf(folder),
      version: '1.0.0',
      settings: {
        seed: integer('--seed', values.seed, 0, 0xffff_ffff),
        duration: durationOf(values),
        quality: qualityOf(values.quality),
        sizePx: values.size === undefined ? null : integer('--size', values.size, 16, 4096),
      },
      threads: integer('--threads', values.threads, 1, 256),
      resume: values.resume,
    };
    const signal = interrupted();
    const startedMs = performance.now();
    const runtime = await runtimeOn(providerOf(values.provider), request.threads);
    const files = await trained(request, place, folder, runtime, signal).catch((thrown: unknown) => {
      if (signal.aborted) return null;
      throw thrown;
    });
    if (!files) {
      process.stderr.write(
        'Stopped. The same command with --resume goes on from its checkpoint, if there is one.\n',
      );
      return exitInterrupted;
    }
    await tell(folder, files, (performance.now() - startedMs) / 1000, values.json);
    return 0;
  },
};

async function trained(
  request: Omit<TrainRequest, 'dataset'>,
  place: ReturnType<typeof placeOf>,
  folder: string,
  runtime: Runtime,
  signal: AbortSignal,
): Promise<PackageFiles> {
  const dataset = await openNamed(place, signal);
  const ports = openJobPorts(programFolder);
  const checkpoint = createCheckpointFile(join(dirname(folder), `.${basename(folder)}.checkpoint`));
  const files = await trainModel(
    { ...request, dataset },
    { ...ports, checkpoint, runtime },
    watch(ports.breathe, signal),
  );
  if (!(await writePackage(folder, files))) throw taken(folder);
  await checkpoint.remove();
  return files;
}

/** Throws AppFailure input.invalid where there is no such device. */
async function runtimeOn(provider: TrainingProvider, threads: number): Promise<Runtime> {
  const runtime = trainingRuntime(threads, provider);
  try {
    const session = await runtime.load(copyModel());
    await session.release();
    return runtime;
  } catch (cause) {
    const message = `ONNX Runtime finds nothing to run ${provider} on: leave out --provider, and the processor is used.`;
    throw new AppFailure('input.invalid', message, { provider }, cause);
  }
}

function watch(breathe: () => Promise<void>, signal: AbortSignal): TrainingWatch {
  const line = statusLine();
  let told = 0;
  return {
    async between() {
      await breathe();
      signal.throwIfAborted();
    },
    onProgress: (progress) => line.show(progressText(progress)),
    onHistory(history) {
      for (const one of history.slice(told)) line.print(validationText(one));
      told = history.length;
    },
    onSeen: async () => {},
    onNote: (sentence) => line.print(sentence),
  };
}

function validationText({ epoch, loss, metrics }: Validated): string {
  return `epoch ${epoch}: loss ${loss.toPrecision(3)}, ${figuresOf(metrics, 2)}`;
}

async function tell(
  folder: string,
  { manifest }: PackageFiles,
  seconds: number,
  json: boolean,
): Promise<void> {
  const { name, version, task, labels, training } = manifest;
  const of = (split: string) =>
    Object.fromEntries(
      manifest.metrics.filter((one) => one.split === split).map((one) => [one.name, one.value]),
    );
  const [test, validation] = [of('test'), of('validation')];
  if (json) {
    return printJson({
      package: folder,
      name,
      version,
      task,
      labels,
      seconds,
      training,
      metrics: { test, validation },
    });
  }
  const measured = Object.keys(test).length > 0 ? test : validation;
  const split = measured === test ? 'test' : 'validation';
  await print(`${folder}: ${figuresOf(measured, 2)} (${split})`);
}

/** Throws AppFailure input.invalid or folder.unusable where no package can be put there. */
async function freeFolder(out: string | undefined): Promise<string> {
  if (out === undefined || out === '') {
    throw new AppFailure('input.invalid', 'Say where the model shall go: --out PACKAGE_FOLDER.');
  }
  const folder = resolve(out);
  if (await makeRoom(folder)) return folder;
  throw taken(folder);
}

function taken(folder: string): AppFailure {
  return new AppFailure(
    'folder.unusable',
    `Something is in ${folder} already: name a new folder with --out.`,
    {
      path: folder,
    },
  );
}

/** The folder's name as the name of a model: small letters, digits and dashes. */
function nameOf(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
  return name || 'model';
}
