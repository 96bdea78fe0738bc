import { AppFailure } from '#shared/contract/errors';
import type { Dataset } from '#shared/domain/dataset';
import type { DatasetPlace } from '#shared/domain/known-dataset';
import type { Runtime } from '#models/runtime';
import type { CheckpointFile, ImageCodec, PackageFiles } from '../ports';
import type { JobOrder, JobReport, JobWord, TrainOrder } from './job';
import { lookOf } from './look';
import { createShowing } from './showing';
import { trainModel, type TrainingPorts } from './train-model';

/** The process's side of the pipe to the station. */
export interface JobChannel {
  send(report: JobReport): void;
  onMessage(listener: (message: JobOrder | JobWord) => void): void;
}

export interface JobPorts extends Omit<TrainingPorts, 'runtime' | 'checkpoint'> {
  readonly codec: Pick<ImageCodec, 'display'>;
  /** Throws AppFailure dataset.*. */
  openDataset(
    place: DatasetPlace,
    onProgress: (progress: { done: number; total: number }) => void,
  ): Promise<Dataset>;
  /** Cores for ONNX Runtime. */
  readonly threads: number;
  runtime(threads: number): Runtime;
  /** The folder of a run. */
  openFolder(path: string): {
    readonly checkpoint: CheckpointFile;
    keepPackage(files: PackageFiles): Promise<void>;
  };
  /** Lets messages come in. */
  breathe(): Promise<void>;
  /** The whole story of what was thrown. */
  describe(thrown: unknown): string;
}

/** Does what the first message orders, then waits to be ended: so that what was said last has been heard. */
export function serveJob(channel: JobChannel, ports: JobPorts): void {
  const hold = createHold(ports.breathe);
  channel.onMessage((message) => {
    switch (message.kind) {
      case 'pause':
        return hold.pause();
      case 'resume':
        return hold.resume();
      case 'look':
      case 'train':
        perform(message).catch((thrown: unknown) => channel.send(failureOf(thrown, ports)));
    }
  });

  async function perform(order: JobOrder): Promise<void> {
    const dataset = await ports.openDataset(order.dataset, eachPercent(report));
    if (order.kind === 'look') return channel.send({ kind: 'looked', look: lookOf(dataset) });
    if (order.sha256 !== null && order.sha256 !== dataset.sha256) throw changed(dataset);
    channel.send({ kind: 'opened', sha256: dataset.sha256 });
    await train(order, dataset);
  }

  function report({ done, total }: { done: number; total: number }): void {
    channel.send({ kind: 'reading', done, total });
  }

  async function train(
    { task, name, settings, folder, resume }: TrainOrder,
    dataset: Dataset,
  ): Promise<void> {
    const { threads } = ports;
    const { checkpoint, keepPackage } = ports.openFolder(folder);
    const files = await trainModel(
      // The version is settled when the package is registered.
      { dataset, task, name, version: '1.0.0', settings, threads, resume },
      { ...ports, checkpoint, runtime: ports.runtime(threads) },
      {
        between: () => hold.passed(),
        onProgress: (progress) => channel.send({ kind: 'progress', progress }),
        onHistory: (history) => channel.send({ kind: 'history', history }),
        onSeen: createShowing(dataset, ports, (pictures) => channel.send({ kind: 'seen', pictures })),
        onNote: (sentence) => channel.send({ kind: 'note', sentence }),
      },
    );
    await keepPackage(files);
    await checkpoint.remove();
    channel.send({ kind: 'done', manifest: files.manifest });
  }
}

/** Holds whoever passes while it is paused. */
function createHold(breathe: () => Promise<void>) {
  let paused: Promise<void> | null = null;
  let release = () => {};
  return {
    pause(): void {
      paused ??= new Promise((resolve) => (release = resolve));
    },
    resume(): void {
      paused = null;
      release();
    },
    async passed(): Promise<void> {
      await breathe();
      while (paused) await paused;
    },
  };
}

/** Of many reports those that say something new. */
function eachPercent(
  report: (progress: { done: number; total: number }) => void,
): (progress: { done: number; total: number }) => void {
  let percent = -1;
  return ({ done, total }) => {
    const now = Math.floor((100 * done) / Math.max(1, total));
    if (now === percent) return;
    percent = now;
    report({ done, total });
  };
}

function changed({ name }: Dataset): AppFailure {
  return new AppFailure(
    'dataset.changed',
    `${name} has changed since this training began: start a new one with it as it is now.`,
    { name },
  );
}

function failureOf(thrown: unknown, { describe }: JobPorts): JobReport {
  if (thrown instanceof AppFailure) return { kind: 'failed', error: thrown.error };
  return { kind: 'threw', text: describe(thrown) };
}
