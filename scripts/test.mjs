/**
 * `npm test`: set-up, static checks, build, then all tests; the same as CI runs.
 *   npm test -- unit flow          some kinds of tests
 *   npm test -- tests/unit/x       some files
 *   npm run check                  the static checks alone
 * The last line is `N passed, N failed, N skipped`; a check counts as one.
 */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, root, run } from './process.mjs';
import { setUp } from './setup.mjs';
import { runBuild, runChecks } from './test/checks.mjs';
import { virtualDisplay } from './test/display.mjs';
import { softwareGpu } from './test/software-gpu.mjs';

/** Kinds of tests, each a folder of tests/; webgpu has some of the unit tests once more. */
const kinds = ['unit', 'flow', 'contract', 'e2e', 'webgpu'];
const args = process.argv.slice(2);
const checksOnly = args.includes('--checks');
const chosen = kinds.filter((kind) => args.includes(kind));
const passOn = args.filter((arg) => arg !== '--checks' && !kinds.includes(arg));
const narrowed = chosen.length > 0 || passOn.length > 0;

/** @type {{ name: string, passed: number, failed: number, skipped: number }[]} */
const rows = [];
try {
  const env = await setUp({ window: !checksOnly });
  for (const { name, passed } of narrowed ? [await runBuild()] : await runChecks()) {
    rows.push({ name, passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });
  }
  if (!checksOnly) rows.push(...(await runTests(env)));
} catch (error) {
  console.error(error.message);
  rows.push({ name: 'set-up', passed: 0, failed: 1, skipped: 0 });
}
summarize(rows);

async function runTests(env) {
  const display = await virtualDisplay();
  const rows = [];
  const usual = (chosen.length > 0 ? chosen : kinds).filter((kind) => kind !== 'webgpu');
  if (usual.length > 0) rows.push(...(await runVitest(usual, { ...env, ...display.env })));
  display.stop();
  // In a process of its own: where a library is looked for is settled when a process starts.
  if (chosen.includes('webgpu') || !narrowed) rows.push(...(await runVitest(['webgpu'], softwareGpu(env))));
  return rows;
}

async function runVitest(projects, env) {
  const folder = mkdtempSync(join(tmpdir(), 'loupe-test-'));
  const countsFile = join(folder, 'counts.json');
  const vitest = [bin('vitest/vitest.mjs'), 'run', '--passWithNoTests', '--reporter=default'];
  vitest.push(`--reporter=${join(root, 'scripts/test/reporter.mjs')}`);
  for (const project of projects) vitest.push('--project', project);
  const code = await run(process.execPath, [...vitest, ...passOn], {
    env: { ...process.env, ...env, LOUPE_TEST_COUNTS: countsFile },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const counted = existsSync(countsFile) ? JSON.parse(readFileSync(countsFile, 'utf8')) : null;
  rmSync(folder, { recursive: true, force: true });
  return testRows(projects, counted, code);
}

/** A kind that has files but ran nothing has failed, and so has a run that ended badly with no test to blame. */
function testRows(projects, counted, code) {
  if (!counted) return [{ name: 'tests', passed: 0, failed: 1, skipped: 0 }];
  const rows = [];
  for (const kind of projects) {
    const counts = counted.projects[kind] ?? { passed: 0, failed: 0, skipped: 0 };
    const ran = counts.passed + counts.failed + counts.skipped;
    if (ran === 0 && (narrowed || !hasTests(kind))) continue;
    rows.push({ name: kind, ...counts, failed: ran === 0 ? 1 : counts.failed });
  }
  const failed = rows.reduce((sum, row) => sum + row.failed, 0);
  if ((code !== 0 || counted.errors > 0) && failed === 0) {
    rows.push({ name: 'outside of tests', passed: 0, failed: 1, skipped: 0 });
  }
  if (counted.skips.length > 0)
    console.log(`Skipped:\n${counted.skips.map((skip) => `  ${skip}`).join('\n')}\n`);
  return rows;
}

function hasTests(kind) {
  const folder = join(root, 'tests', kind);
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true }).some((file) => /\.test\.tsx?$/.test(`${file}`))
  );
}

function summarize(rows) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  console.log('                    passed  failed skipped');
  for (const { name, ...counts } of rows) {
    const cells = Object.entries(counts).map(([key, count]) => {
      total[key] += count;
      return String(count).padStart(8);
    });
    console.log(name.padEnd(18) + cells.join(''));
  }
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
}
