import { build } from '../build.mjs';
import { bin, capture, root } from '../process.mjs';

/**
 * What is checked without running the program, with the command behind each.
 * @type {Record<string, string[]>}
 */
const commands = {
  format: [
    bin('prettier/bin/prettier.cjs'),
    '--check',
    '--log-level=warn',
    '--cache',
    '--cache-location=node_modules/.cache/prettier/checked',
    '.',
  ],
  lint: [bin('oxlint/bin/oxlint')],
  types: [bin('typescript/bin/tsc'), '-b'],
  unused: [bin('knip/bin/knip.js'), '--no-progress'],
};

/**
 * Runs all checks and the build side by side; each prints when it is done.
 * @returns {Promise<{ name: string, passed: boolean }[]>}
 */
export function runChecks() {
  const checks = Object.entries(commands).map(async ([name, args]) => {
    const startedMs = Date.now();
    const { code, text } = await capture(process.execPath, args, { cwd: root });
    return report(name, startedMs, code === 0, text);
  });
  return Promise.all([...checks, runBuild()]);
}

/** @returns {Promise<{ name: string, passed: boolean }>} */
export async function runBuild() {
  const startedMs = Date.now();
  try {
    return report('build', startedMs, true, await build({ say: () => {} }));
  } catch (error) {
    return report('build', startedMs, false, error.message);
  }
}

function report(name, startedMs, passed, text) {
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  if (!passed && text.trim()) console.log(text.trim());
  return { name, passed };
}
