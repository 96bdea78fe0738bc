import { beforeEach, expect, test, vi } from 'vitest';
import { AppFailure } from '#shared/contract/errors';
import type { Dataset, DatasetItem } from '#shared/domain/dataset';
import type { PackageFiles } from '#electron/core/ports';
import type { JobOrder, JobReport, JobWord, TrainOrder } from '#electron/core/training/job';
import { serveJob, type JobPorts } from '#electron/core/training/serve-job';
import { encodeCheckpoint, type Checkpoint } from '#models/train/checkpoint';
import type { TaskTrainer, TrainingRun } from '#models/train/task-trainer';

/** Stands in for a task: two steps an epoch, one number to learn, a picture of each side looked at. */
const nothing = () => Promise.reject(new Error('nothing is loaded here'));
const standIn = vi.hoisted(() => ({ step: async (_run: unknown) => {} }));
vi.mock('#models/trainers', () => ({ trainers: { classify: { check() {}, train: trainStandIn } } }));

const train: TaskTrainer['train'] = async (run) => {
  const { settings, resumed, watch } = run;
  if (settings.duration.kind !== 'epochs') throw new Error('the stand-in takes epochs');
  const { epochs } = settings.duration;
  let checkpoint: Checkpoint = resumed ?? {
    epoch: 0,
    epochs,
    rateScale: 1,
    rollbacks: 0,
    carried: { weights: Float32Array.of(0) },
    best: null,
    sinceBest: 0,
    history: [],
  };
  for (let epoch = checkpoint.epoch + 1; epoch <= epochs; epoch++) {
    for (const step of [2 * epoch - 1, 2 * epoch]) {
      await watch.between();
      await standIn.step(run);
      const progress = { step, steps: 2 * epochs, epoch, epochs, batchSize: 4, loss: 1 / step, rate: 0.1 };
      watch.onProgress({ ...progress, validated: null });
    }
    for (const item of run.data.validation) {
      run.onSeen(item, () => [{ label: 'pit', score: epoch / 10, box: [0, 0, 2, 2], areaPx: 4 }]);
    }
    const validated = { epoch, loss: 1 / epoch, metric: epoch, metrics: { accuracy: epoch / 10 } };
    checkpoint = { ...checkpoint, epoch, history: [...checkpoint.history, validated] };
    await watch.onCheckpoint(checkpoint);
  }
  const last = checkpoint.history.at(-1);
  if (!last) throw new Error('no epoch');
  return {
    onnx: Uint8Array.of(1, 2, 3),
    manifest: {
      labels: ['pit'],
      input: {
        layout: 'nchw',
        type: 'uint8',
        channels: 1,
        widthPx: 2,
        heightPx: 2,
        fit: 'stretch',
        mean: [],
        std: [],
      },
      golden: false,
      options: {},
    },
    parity: { samples: 1, tolerance: 1e-4, maxDifference: 0 },
    validated: last,
    history: checkpoint.history,
  };
};
function trainStandIn(run: TrainingRun) {
  return train(run);
}

const item = (i: number): DatasetItem => ({
  name: `${i}.png`,
  group: `${i}.png`,
  split: i < 4 ? 'train' : 'validation',
  labels: ['pit'],
  boxes: [{ label: 'pit', box: [0, 0, 1, 1] }],
});

function job(some: Partial<Dataset> = {}) {
  let nowMs = 0;
  let stored: Uint8Array | null = null;
  const said: JobReport[] = [];
  const kept: PackageFiles[] = [];
  const disk = { full: false, fullForPackages: false };
  const fail = () => {
    throw new AppFailure('disk.full', 'The disk is full.');
  };
  const dataset: Dataset = {
    name: 'parts',
    format: 'folders',
    sha256: 'd'.repeat(64),
    labels: ['pit'],
    items: Array.from({ length: 20 }, (_, i) => item(i)),
    problems: ['7.png is blurred.'],
    load: async () => ({
      image: { widthPx: 2, heightPx: 2, channels: 1, data: new Uint8Array(4) },
      golden: null,
      mask: null,
    }),
    ...some,
  };
  const ports: JobPorts = {
    clock: { nowMs: () => (nowMs += 300), date: () => new Date(0), sleep: async () => {} },
    codec: {
      display: async ({ widthPx, heightPx }) => ({
        encoding: 'gray',
        widthPx,
        heightPx,
        scale: 1,
        bytes: new Uint8Array(4),
      }),
    },
    sha256: () => 'a'.repeat(64),
    freeMemoryBytes: () => 1e9,
    versions: { loupe: '1.2.3', runtime: '1.30.0' },
    openDataset: async (_, onProgress) => {
      for (let done = 1; done <= 20; done++) onProgress({ done, total: 20 });
      return dataset;
    },
    threads: 3,
    runtime: () => ({ load: nothing, loop: nothing }),
    openFolder: () => ({
      checkpoint: {
        read: async () => stored,
        async write(bytes) {
          if (disk.full) fail();
          stored = bytes;
        },
        remove: async () => void (stored = null),
      },
      async keepPackage(files) {
        if (disk.fullForPackages) fail();
        kept.push(files);
      },
    }),
    breathe: () => new Promise((resolve) => void setImmediate(resolve)),
    describe: (thrown) => `described: ${String(thrown)}`,
  };
  let listener: (message: JobOrder | JobWord) => void = () => {};
  serveJob(
    { send: (report) => void said.push(report), onMessage: (given) => void (listener = given) },
    ports,
  );
  return {
    said,
    kept,
    disk,
    send: (message: JobOrder | JobWord) => listener(message),
    get checkpoint() {
      return stored;
    },
    set checkpoint(bytes) {
      stored = bytes;
    },
    async last(): Promise<JobReport> {
      await expect
        .poll(() => ['looked', 'done', 'failed', 'threw'].includes(said.at(-1)?.kind ?? ''))
        .toBe(true);
      return said.at(-1) as JobReport;
    },
    of: <K extends JobReport['kind']>(kind: K) =>
      said.filter((report): report is Extract<JobReport, { kind: K }> => report.kind === kind),
  };
}

const order = (epochs: number, some: Partial<TrainOrder> = {}): JobOrder => ({
  kind: 'train',
  dataset: { path: '/parts', options: {} },
  task: 'classify',
  name: 'parts-model',
  settings: { seed: 1, duration: { kind: 'epochs', epochs }, quality: 'fast', sizePx: null },
  folder: '/run',
  resume: false,
  sha256: null,
  ...some,
});

beforeEach(() => void (standIn.step = async () => {}));

test('says what it reads, how far it is, what it finds and shows, and what came of it', async () => {
  const training = job();
  const { said, of, kept } = training;
  training.send(order(3));
  expect(await training.last()).toMatchObject({
    kind: 'done',
    manifest: { name: 'parts-model', version: '1.0.0' },
  });
  expect(of('reading').length).toBe(20);
  expect(said.findIndex(({ kind }) => kind === 'opened')).toBe(20);
  expect(of('note')).toEqual([{ kind: 'note', sentence: '7.png is blurred.' }]);
  expect(of('progress').at(-1)?.progress).toMatchObject({ step: 6, steps: 6, epoch: 3, loss: 1 / 6 });
  expect(of('history').map(({ history }) => history.length)).toEqual([1, 2, 3]);
  const shown = of('seen')[0]?.pictures ?? [];
  expect(shown.length).toBe(12);
  expect(shown[0]).toMatchObject({
    widthPx: 2,
    labels: ['pit'],
    boxes: [{ label: 'pit', box: [0, 0, 1, 1] }],
    predictions: [{ label: 'pit', score: 0.1 }],
    image: { encoding: 'gray' },
  });
  expect(training.checkpoint).toBeNull();
  expect(kept[0]?.manifest).toMatchObject({
    training: {
      dataset: 'parts',
      images: 4,
      command: 'loupe train --dataset parts --task classify --seed 1 --epochs 3 --quality fast --threads 3',
    },
    metrics: [{ name: 'accuracy', value: 0.3, split: 'validation' }],
    runtime: '1.30.0',
  });
  expect(kept[0]?.card).toMatch(/^# parts-model@1\.0\.0\n/);
});

test('stands still between two steps while it is paused', async () => {
  const { send, of, last } = job();
  let steps = 0;
  standIn.step = async () => void (++steps === 2 && send({ kind: 'pause' }));
  send(order(3));
  await expect.poll(() => steps).toBe(2);
  await new Promise((resolve) => void setTimeout(resolve, 50));
  expect(steps).toBe(2);
  send({ kind: 'resume' });
  expect((await last()).kind).toBe('done');
  expect([steps, of('history').length]).toEqual([6, 3]);
});

test('goes on from its checkpoint only where that is wanted, and tells what was found before', async () => {
  const first = job();
  standIn.step = async () => {
    if (first.of('history').length === 2) throw new Error('the power is gone');
  };
  first.send(order(4));
  expect(await first.last()).toEqual({ kind: 'threw', text: 'described: Error: the power is gone' });

  standIn.step = async () => {};
  const resumed = job();
  resumed.checkpoint = first.checkpoint;
  resumed.send(order(4, { resume: true, sha256: 'd'.repeat(64) }));
  await resumed.last();
  const epochs = resumed.of('history').map(({ history }) => history.map(({ epoch }) => epoch));
  expect(epochs.at(-1)).toEqual([1, 2, 3, 4]);
  expect(epochs[0]?.length).toBeLessThan(3);
  expect(resumed.of('progress').every(({ progress }) => progress.epoch > (epochs[0]?.length ?? 0))).toBe(
    true,
  );

  const anew = job();
  anew.checkpoint = first.checkpoint;
  anew.send(order(4));
  await anew.last();
  expect(anew.of('history')[0]?.history.length).toBe(1);
});

test('a checkpoint of another training, or of another Loupe, is refused', async () => {
  const checkpoint: Checkpoint = {
    epoch: 1,
    epochs: 2,
    rateScale: 1,
    rollbacks: 0,
    carried: {},
    best: null,
    sinceBest: 0,
    history: [],
  };
  const { settings } = order(2) as Extract<JobOrder, { kind: 'train' }>;
  const resumedFrom = async (loupe: string, sha256: string) => {
    const resumed = job();
    resumed.checkpoint = encodeCheckpoint(checkpoint, JSON.stringify([loupe, sha256, 'classify', settings]));
    resumed.send(order(2, { resume: true }));
    return resumed.last();
  };
  expect((await resumedFrom('1.2.3', 'd'.repeat(64))).kind).toBe('done');
  const refused = { kind: 'failed', error: { code: 'input.invalid' } };
  expect(await resumedFrom('1.2.2', 'd'.repeat(64))).toMatchObject(refused);
  expect(await resumedFrom('1.2.3', 'e'.repeat(64))).toMatchObject(refused);
});

test('a full disk at a checkpoint is told once, and the training goes on', async () => {
  const { send, disk, of, last, kept } = job();
  disk.full = true;
  send(order(30));
  expect((await last()).kind).toBe('done');
  expect(of('note').map(({ sentence }) => sentence)).toEqual([
    '7.png is blurred.',
    expect.stringMatching(/^The disk is full: the training goes on/),
  ]);
  expect(kept.length).toBe(1);
});

test('a full disk at the package fails, and the checkpoint stays to go on from', async () => {
  const broken = job();
  broken.disk.fullForPackages = true;
  broken.send(order(2));
  expect(await broken.last()).toMatchObject({ kind: 'failed', error: { code: 'disk.full' } });
  expect(broken.checkpoint).not.toBeNull();
});

test('a dataset that changes, before or while it is trained with, ends the training with its sentence', async () => {
  const before = job();
  before.send(order(2, { sha256: 'e'.repeat(64) }));
  expect(await before.last()).toMatchObject({ kind: 'failed', error: { code: 'dataset.changed' } });

  const load = async () => {
    throw new AppFailure('dataset.changed', '3.png is not what it was.');
  };
  const during = job({ load });
  standIn.step = async (run) => {
    const { dataset, train: items } = (run as TrainingRun).data;
    if (items[0]) await dataset.load(items[0]);
  };
  during.send(order(2));
  expect(await during.last()).toMatchObject({
    kind: 'failed',
    error: { code: 'dataset.changed', message: '3.png is not what it was.' },
  });
  expect(during.kept).toEqual([]);
});

test('looks at a dataset: what there is, and for each task why it cannot be learnt', async () => {
  const { send, last } = job({ problems: Array.from({ length: 500 }, (_, i) => `${i}.png is blurred.`) });
  send({ kind: 'look', dataset: { path: '/parts', options: {} } });
  const looked = await last();
  expect(looked).toMatchObject({
    kind: 'looked',
    look: {
      pictures: 20,
      labels: [{ label: 'pit', pictures: 20, boxes: 20 }],
      split: { counts: { train: 4, validation: 16, test: 0 }, own: true },
      problemCount: 500,
      tasks: [{ task: 'classify', problem: null }],
    },
  });
  expect(looked.kind === 'looked' && looked.look.problems.length).toBe(200);

  const single = job({ items: [{ ...item(0), split: null }] });
  single.send({ kind: 'look', dataset: { path: '/parts', options: {} } });
  expect(await single.last()).toMatchObject({
    look: { tasks: [{ task: 'classify', problem: expect.stringMatching(/too few pictures/) }] },
  });
});
