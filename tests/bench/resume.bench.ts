/**
 * Kills trainings of the command line with SIGKILL at random moments, goes on with --resume until they are done, and
 * compares each finished package byte for byte with that of a training that nobody killed. Options: --kills=N (20),
 * --epochs=N (8).
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '#shared/numeric/random';
import { printTable, row } from './table';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '20' }, epochs: { type: 'string', default: '8' } },
});
const kills = Number(values.kills);
const folder = await mkdtemp(join(tmpdir(), 'loupe-resume-'));
const dataset = join(folder, 'surface');
await ended(loupe('generate', 'surface', dataset, '--count', '100', '--size', '96x96', '--seed', '1'));

const startedMs = performance.now();
const whole = packageAt('whole');
if ((await ended(train(whole))).code !== 0) throw new Error('the unbroken training failed');
const wholeMs = performance.now() - startedMs;

const random = createRandom(1);
let [killed, finished, different, failed, leftOver] = [0, 0, 0, 0, 0];
/** Validations that were told by the time of each kill: how far it had come. */
const reached: number[] = [];
const broken = packageAt('broken');
while (failed === 0 && (killed < kills || finished === 0)) {
  const training = train(broken, '--resume');
  const outcome = await ended(training, killed < kills ? random.uniform(0.1, 0.9) * wholeMs : null);
  if (outcome.code === null) {
    reached.push(outcome.epochs);
    killed++;
    continue;
  }
  if (outcome.code !== 0) {
    console.log(outcome.stderr);
    failed++;
    continue;
  }
  finished++;
  if (!sameFiles(whole, broken)) different++;
  leftOver += readdirSync(join(folder, 'broken')).length - 1;
  rmSync(broken, { recursive: true });
}
await rm(folder, { recursive: true });

console.log(`An unbroken training took ${(wholeMs / 1000).toFixed(1)} s.`);
printTable([
  row('trainings killed, at epochs', `${killed}, ${reached.join(' ')}`, `${kills}`, killed === kills),
  row('… gone on with to their end', `${finished}, ${failed} failed`, '0 failed', failed === 0),
  row('… packages that differ from the unbroken one', `${different} of ${finished}`, '0', different === 0),
  row('… files left beside them', `${leftOver}`, '0', leftOver === 0),
]);

function packageAt(name: string): string {
  mkdirSync(join(folder, name));
  // The same name for both: it stands in the manifest.
  return join(folder, name, 'model');
}

function train(out: string, ...more: string[]): ChildProcess {
  const how = ['--task', 'classify', '--quality', 'fast', '--size', '64', '--seed', '1', '--threads', '2'];
  return loupe('train', '--dataset', dataset, '--out', out, ...how, '--epochs', values.epochs, ...more);
}

function loupe(...args: string[]): ChildProcess {
  return spawn(process.execPath, [join(process.cwd(), 'out/main/cli.js'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** @param killAfterMs null: never */
async function ended(
  child: ChildProcess,
  killAfterMs: number | null = null,
): Promise<{ code: number | null; stderr: string; epochs: number }> {
  let stderr = '';
  child.stderr?.on('data', (text: Buffer) => (stderr += text.toString()));
  const timer = killAfterMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  return { code, stderr, epochs: stderr.match(/^epoch \d+:/gm)?.length ?? 0 };
}

function sameFiles(a: string, b: string): boolean {
  const names = readdirSync(a).toSorted();
  return (
    names.join() === readdirSync(b).toSorted().join() &&
    names.every((name) => readFileSync(join(a, name)).equals(readFileSync(join(b, name))))
  );
}
