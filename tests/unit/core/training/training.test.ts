import { expect, test } from 'vitest';
import { AppFailure } from '#shared/contract/errors';
import type { TrainingRecord, TrainingRequest } from '#shared/domain/training';
import type { JobOrder, JobReport, JobWord } from '#electron/core/training/job';
import { createTraining } from '#electron/core/training/training';
import { createFakeStation, manifest } from '../../../flow/fake-ports';

interface FakeJob {
  readonly heard: (JobOrder | JobWord)[];
  say(report: JobReport): void;
  end(): void;
}

/** Trainings with processes that do what the test says. */
async function station(kept: TrainingRecord[] = []) {
  const { ports, documents, reported } = createFakeStation();
  documents.set('dataset/parts', {
    id: 'parts',
    name: 'Parts',
    path: '/parts',
    options: {},
    addedAt: '2026-01-01T00:00:00.000Z',
    look: null,
  });
  const jobs: FakeJob[] = [];
  const written: TrainingRecord[] = [];
  const disk = { full: false };
  const training = createTraining({
    ...ports,
    startJob() {
      const heard: (JobOrder | JobWord)[] = [];
      let report: (said: JobReport) => void = () => {};
      let end = () => {};
      jobs.push({ heard, say: (said) => report(said), end: () => end() });
      return {
        send: (message) => void heard.push(message),
        onReport: (listener) => void (report = listener),
        onEnd: (listener) => void (end = listener),
        kill: () => end(),
      };
    },
    trainingRuns: {
      ...ports.trainingRuns,
      list: async () => [...kept, { id: 'nonsense' }],
      async write(_, record) {
        if (disk.full) throw new AppFailure('disk.full', 'The disk is full.');
        written.push(record as TrainingRecord);
      },
    },
  });
  await training.open();
  return { training, jobs, written, disk, reported };
}

const request: TrainingRequest = {
  datasetId: 'parts',
  task: 'classify',
  name: 'parts',
  settings: { seed: 1, duration: { kind: 'epochs', epochs: 3 }, quality: 'fast', sizePx: null },
};
const done: JobReport = { kind: 'done', manifest: { ...manifest, name: 'parts' } };

test('the first begins, the others wait in their order, and too many are refused', async () => {
  const { training, jobs } = await station();
  const ids: string[] = [];
  for (let i = 0; i < 21; i++) ids.push((await training.start(request)).id);
  expect(new Set(ids).size).toBe(21);
  await expect(training.start(request)).rejects.toMatchObject({ error: { code: 'busy' } });
  expect(ids.map((id) => training.run(id).state)).toEqual([
    'running',
    ...Array.from({ length: 20 }, () => 'waiting'),
  ]);
  expect(jobs.length).toBe(1);
  expect(jobs[0]?.heard[0]).toMatchObject({
    kind: 'train',
    folder: `/nowhere/${ids[0]}`,
    resume: false,
    sha256: null,
  });
  jobs[0]?.say(done);
  await expect.poll(() => jobs.length).toBe(2);
  expect([ids[0], ids[1], ids[2]].map((id) => training.run(id ?? '').state)).toEqual([
    'done',
    'running',
    'waiting',
  ]);
});

test('what the process says is kept, and what comes first at the end counts', async () => {
  const { training, jobs, written } = await station();
  const { id } = await training.start(request);
  const [job] = jobs;
  job?.say({ kind: 'opened', sha256: 'e'.repeat(64) });
  const found = (epoch: number, metric: number) => ({
    epoch,
    metric,
    loss: 1,
    metrics: { accuracy: metric },
  });
  job?.say({ kind: 'history', history: [found(1, 0.4), found(2, 0.9), found(3, 0.7)] });
  job?.say({ kind: 'note', sentence: 'A picture was left out.' });
  job?.say({ kind: 'note', sentence: 'A picture was left out.' });
  job?.say(done);
  await training.cancel(id);
  await expect.poll(() => training.busy).toBe(false);
  expect(training.run(id)).toMatchObject({
    state: 'done',
    dataset: { sha256: 'e'.repeat(64) },
    last: { epoch: 3 },
    best: { epoch: 2 },
    notes: ['A picture was left out.'],
    manifest: { name: 'parts' },
  });
  expect(written.at(-1)).toEqual(training.run(id));
});

test('a defect is told with its place in the log, a death as such; both can be gone on from', async () => {
  const { training, jobs, reported } = await station();
  const { id } = await training.start(request);
  jobs[0]?.say({ kind: 'opened', sha256: 'e'.repeat(64) });
  jobs[0]?.say({ kind: 'threw', text: 'TypeError: nothing\n  at nowhere' });
  await expect.poll(() => training.run(id).state).toBe('failed');
  expect(training.run(id).error).toMatchObject({ code: 'internal', details: { logId: 'log-1' } });
  expect(String(reported[0])).toMatch(/TypeError: nothing/);
  await training.resume(id);
  expect(jobs[1]?.heard[0]).toMatchObject({ kind: 'train', resume: true, sha256: 'e'.repeat(64) });
  expect(training.run(id)).toMatchObject({ state: 'running', error: null });
  jobs[1]?.end();
  await expect.poll(() => training.run(id).state).toBe('failed');
  expect(training.run(id).error?.code).toBe('training.crashed');
});

test('a full disk refuses a new training, and is noted by one that runs', async () => {
  const { training, jobs, disk } = await station();
  disk.full = true;
  await expect(training.start(request)).rejects.toMatchObject({ error: { code: 'disk.full' } });
  for await (const runs of training.runs(new AbortController().signal)) {
    expect(runs).toEqual([]);
    break;
  }
  disk.full = false;
  const { id } = await training.start(request);
  disk.full = true;
  jobs[0]?.say(done);
  await expect.poll(() => training.busy).toBe(false);
  expect(training.run(id)).toMatchObject({ state: 'done', notes: ['The disk is full.'] });
});

test('what was under way when the station ended is interrupted; what had ended stays as it was', async () => {
  const first = await station();
  const { id } = await first.training.start(request);
  await first.training.close();
  const kept = first.written.at(-1) as TrainingRecord;
  expect(kept.state).toBe('running');
  const { training, jobs } = await station([kept, { ...kept, id: 'older', state: 'cancelled' }]);
  expect(training.run(id)).toMatchObject({ state: 'interrupted' });
  expect(training.run('older').state).toBe('cancelled');
  expect(jobs).toEqual([]);
  expect(() => training.run('nonsense')).toThrow(/no longer there/);
});

test('a task that cannot be learnt and a dataset that is not known are refused', async () => {
  const { training } = await station();
  await expect(training.start({ ...request, task: 'golden' })).rejects.toMatchObject({
    error: { code: 'input.invalid' },
  });
  await expect(training.start({ ...request, datasetId: 'other' })).rejects.toMatchObject({
    error: { code: 'dataset.missing' },
  });
});
