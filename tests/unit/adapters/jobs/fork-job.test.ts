import { spawn } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { forkJobs } from '#electron/adapters/jobs/fork-job';

const worker = new URL('./fake-job.mjs', import.meta.url);
const order = (path: string) => ({ kind: 'look', dataset: { path, options: {} } }) as const;

/** All that a job says, and its end as the last item. */
function started(workerUrl = worker) {
  const job = forkJobs(workerUrl)();
  const said: unknown[] = [];
  job.onReport((report) => void said.push(report));
  const ended = new Promise<void>((resolve) => job.onEnd(resolve)).then(() => void said.push('end'));
  return { job, said, ended };
}

test('a job hears its order and says what it has to say, bytes as bytes', async () => {
  const { job, said, ended } = started();
  job.send(order('bytes'));
  await expect.poll(() => said).toEqual([{ kind: 'note', sentence: 'bytes', bytes: Uint8Array.of(1, 2, 3) }]);
  job.kill();
  await ended;
  expect(said.at(-1)).toBe('end');
  job.send(order('too late'));
  job.kill();
});

test('what it said before it died comes before the news of its death', async () => {
  const { job, said, ended } = started();
  job.send(order('flood'));
  await ended;
  expect(said.length).toBe(1001);
  expect(said.slice(-2)).toEqual([{ kind: 'note', sentence: '999' }, 'end']);
});

test('a process that cannot be started has ended', async () => {
  const { said, ended } = started(pathToFileURL('/nowhere/job.mjs'));
  await ended;
  expect(said).toEqual(['end']);
});

test('it ends when the station is gone', async () => {
  const station = spawn(process.execPath, [fileURLToPath(worker), 'station'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await new Promise<number>((resolve) =>
    station.stdout.once('data', (text) => resolve(Number(text))),
  );
  expect(isAlive(pid)).toBe(true);
  station.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
