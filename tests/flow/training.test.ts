import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { InputOf } from '#shared/contract/contract';
import type { KnownDataset } from '#shared/domain/known-dataset';
import type { TrainingRun } from '#shared/domain/training';
import { openTestStation, type TestStation } from '../station/test-ports';
import { writeStripes } from './generated-dataset';

/** Trainings of a real station, each in a real process of its own (the built job worker). */
let stripes: string;
const never = new AbortController().signal;

beforeAll(async () => {
  stripes = join(await mkdtemp(join(tmpdir(), 'loupe-stripes-')), 'stripes');
  await writeStripes(stripes, { lying: 24, standing: 24 });
});
afterAll(() => rm(join(stripes, '..'), { recursive: true }));

type Request = InputOf<'training.start'>;
const settings = (epochs: number): Request['settings'] => ({
  seed: 5,
  duration: { kind: 'epochs', epochs },
  quality: 'fast',
  sizePx: 32,
});

async function newStation(inFolder?: string): Promise<{ station: TestStation; data: string }> {
  const data = inFolder ?? (await mkdtemp(join(tmpdir(), 'loupe-training-')));
  if (inFolder === undefined) onTestFinished(() => rm(data, { recursive: true, force: true }));
  const station = await openTestStation(data);
  return { station, data };
}

async function addStripes({ handlers }: TestStation, path = stripes): Promise<KnownDataset> {
  return handlers['datasets.add']({ path, options: {} }, never);
}

async function start(station: TestStation, dataset: KnownDataset, epochs: number): Promise<string> {
  const request: Request = {
    datasetId: dataset.id,
    task: 'classify',
    name: 'stripes',
    settings: settings(epochs),
  };
  return (await station.handlers['training.start'](request, never)).id;
}

/** Waits until the run is so; every state on the way is noted. */
async function until(
  { handlers }: TestStation,
  id: string,
  holds: (run: TrainingRun) => boolean,
): Promise<TrainingRun> {
  for await (const runs of handlers['training.runs']({}, AbortSignal.timeout(50_000))) {
    const run = runs.find((one) => one.id === id);
    if (run && holds(run)) return run;
    if (run?.error) throw new Error(run.error.message);
  }
  throw new Error('the run did not get there within 50 s');
}

const done = (run: TrainingRun) => run.state === 'done';
const atEpoch = (epoch: number) => (run: TrainingRun) => (run.last?.epoch ?? 0) >= epoch;

function packageHash(data: string, id: string): string {
  const folder = join(data, 'training', id, 'package');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).toSorted())
    hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

/** Processes of the jobs of this test: children of this process that run the worker. */
function jobPids(): number[] {
  const { stdout } = spawnSync('ps', ['-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, parent, ...args]) =>
        Number(parent) === process.pid && args.some((arg) => arg.endsWith('job-worker.js')),
    )
    .map(([pid]) => Number(pid));
}

test('from a folder to a registered model: looked at, trained, shown, registered, listed', async () => {
  const { station } = await newStation();
  const { handlers } = station;
  const dataset = await addStripes(station);
  expect(await addStripes(station)).toEqual(dataset);

  const items = [];
  for await (const item of handlers['datasets.look']({ id: dataset.id }, never)) items.push(item);
  expect(items.slice(0, -1).every(({ look }) => look === null)).toBe(true);
  const look = items.at(-1)?.look;
  expect(look).toMatchObject({
    format: 'folders',
    pictures: 48,
    good: 0,
    labels: [
      { label: 'lying', pictures: 24, boxes: 0 },
      { label: 'standing', pictures: 24, boxes: 0 },
    ],
    split: { counts: { train: 34, validation: 8, test: 6 }, own: false },
    problemCount: 0,
  });
  expect(look?.tasks).toContainEqual({ task: 'classify', problem: null });
  expect(await handlers['datasets.list']({}, never)).toEqual([{ ...dataset, look }]);

  const id = await start(station, dataset, 4);
  const shown = (async () => {
    const all = [];
    for await (const pictures of handlers['training.predictions']({ id }, never)) all.push(pictures);
    return all;
  })();
  const run = await until(station, id, done);
  expect(run).toMatchObject({
    dataset: { name: 'stripes', sha256: look?.sha256 },
    progress: { step: 80, steps: 80, epoch: 4, epochs: 4, secondsLeft: 0 },
    last: { epoch: 4 },
    manifest: { name: 'stripes', task: 'classify', labels: ['lying', 'standing'], parity: { samples: 4 } },
    error: null,
  });
  expect(run.progress?.picturesPerSecond).toBeGreaterThan(1);
  expect(run.best?.metrics['accuracy']).toBe(1);
  const { history } = await handlers['training.run']({ id }, never);
  expect(history.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
  // Of equals the last.
  expect(run.best).toEqual(history.findLast(({ metric }) => metric === 1));

  const last = (await shown).at(-1) ?? [];
  expect(last.length).toBe(8);
  for (const { name, labels, image, predictions, widthPx, heightPx } of last) {
    expect(name).toMatch(new RegExp(`^${labels[0]}/`));
    expect([widthPx, heightPx, image.widthPx, image.encoding]).toEqual([32, 32, 32, 'gray']);
    expect(predictions[0]?.box).toEqual([0, 0, 32, 32]);
  }
  for await (const pictures of handlers['training.predictions']({ id }, never))
    expect(pictures).toEqual(last);

  expect(await handlers['training.register']({ id }, never)).toEqual({ name: 'stripes', version: '1.0.0' });
  await expect(handlers['training.register']({ id }, never)).rejects.toThrow(
    'registered already, as stripes@1.0.0',
  );
  expect((await handlers['models.list']({}, never)).find(({ name }) => name === 'stripes')).toEqual(
    run.manifest,
  );
  await handlers['training.remove']({ id }, never);
  await expect(handlers['training.run']({ id }, never)).rejects.toMatchObject({
    error: { code: 'training.missing' },
  });
  expect((await station.ports.models.open({ name: 'stripes', version: '1.0.0' })).manifest).toEqual(
    run.manifest,
  );
  await station.close();
});

test('one at a time: the next waits, a paused one stands still, a cancelled one makes room', async () => {
  const { station } = await newStation();
  const { handlers } = station;
  const dataset = await addStripes(station);
  const first = await start(station, dataset, 500);
  const second = await start(station, dataset, 500);
  const third = await start(station, dataset, 2);
  expect(new Set([first, second, third]).size).toBe(3);

  await until(station, first, atEpoch(1));
  expect((await handlers['training.run']({ id: second }, never)).state).toBe('waiting');
  await expect(handlers['training.pause']({ id: second }, never)).rejects.toThrow(
    /Only the training that runs/,
  );
  await expect(handlers['training.remove']({ id: first }, never)).rejects.toMatchObject({
    error: { code: 'busy' },
  });
  expect(() => handlers['settings.moveData']({ folder: '/tmp/elsewhere' }, never)).toThrow(
    /A training is under way/,
  );

  await handlers['training.pause']({ id: first }, never);
  const still = async () => (await handlers['training.run']({ id: first }, never)).progress?.step;
  await new Promise((resolve) => setTimeout(resolve, 500));
  const held = await still();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(await still()).toBe(held);
  expect(jobPids()).toHaveLength(1);
  await handlers['training.resume']({ id: first }, never);
  await until(station, first, ({ progress }) => (progress?.step ?? 0) > (held ?? 0));

  await handlers['training.cancel']({ id: second }, never);
  await handlers['training.cancel']({ id: first }, never);
  expect((await until(station, third, done)).manifest).not.toBeNull();
  expect(await handlers['training.run']({ id: first }, never)).toMatchObject({
    state: 'cancelled',
    error: null,
  });
  expect(await handlers['training.run']({ id: second }, never)).toMatchObject({
    state: 'cancelled',
    startedAt: null,
  });
  await station.close();
});

test('killed, then ended with its station, a run goes on each time, to the same package as unbroken', async () => {
  const { station, data } = await newStation();
  const { handlers } = station;
  const dataset = await addStripes(station);
  const whole = await start(station, dataset, 4);
  await until(station, whole, done);

  const id = await start(station, dataset, 4);
  await until(station, id, atEpoch(1));
  jobPids().forEach((pid) => process.kill(pid, 'SIGKILL'));
  const killed = await until(station, id, ({ state }) => state === 'failed');
  expect(killed.error).toMatchObject({
    code: 'training.crashed',
    message: expect.stringMatching(/ended unexpectedly/),
  });
  await expect(handlers['training.register']({ id }, never)).rejects.toMatchObject({
    error: { code: 'unavailable' },
  });
  await handlers['training.resume']({ id }, never);
  const waiting = await start(station, dataset, 4);
  await until(station, id, atEpoch(2));
  await station.close();
  expect(jobPids()).toEqual([]);

  const { station: next } = await newStation(data);
  const interrupted = await until(next, id, () => true);
  expect(interrupted).toMatchObject({ state: 'interrupted', progress: null, reading: null });
  expect((await until(next, waiting, () => true)).state).toBe('interrupted');
  await next.handlers['training.resume']({ id }, never);
  expect((await until(next, id, done)).startedAt).toBe(interrupted.startedAt);
  expect(packageHash(data, id)).toBe(packageHash(data, whole));
  await next.close();
});

test('a dataset that has changed since is not gone on with', async () => {
  const { station } = await newStation();
  const { handlers } = station;
  const folder = await mkdtemp(join(tmpdir(), 'loupe-changing-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeStripes(join(folder, 'parts'), { lying: 12, standing: 12 });
  const dataset = await addStripes(station, join(folder, 'parts'));
  const id = await start(station, dataset, 500);
  await until(station, id, atEpoch(1));
  await handlers['training.cancel']({ id }, never);
  await rm(join(folder, 'parts/lying/lying-0.png'));
  await handlers['training.resume']({ id }, never);
  await expect(until(station, id, done)).rejects.toThrow('parts has changed since this training began');

  await rm(join(folder, 'parts'), { recursive: true });
  const gone = await start(station, dataset, 2);
  await expect(until(station, gone, done)).rejects.toThrow(/there is no such folder/);
  const looking = async () => {
    for await (const _ of handlers['datasets.look']({ id: dataset.id }, never));
  };
  await expect(looking()).rejects.toMatchObject({ error: { code: 'dataset.missing' } });
  await handlers['datasets.remove']({ id: dataset.id }, never);
  await expect(start(station, dataset, 2)).rejects.toMatchObject({ error: { code: 'dataset.missing' } });
  await station.close();
});
