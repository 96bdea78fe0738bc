import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { npm, root, run } from '../process.mjs';

const lockFile = join(root, 'package-lock.json');
const installedFile = join(root, 'node_modules/.package-lock.json');
const stampFile = join(root, 'node_modules/.cache/loupe-lock');

/** Installs the packages of package-lock.json where node_modules holds something else. */
export async function nodePackages(say) {
  const lock = readFileSync(lockFile);
  const stamp = createHash('sha256').update(lock).digest('hex');
  if (read(stampFile) === stamp && read(installedFile)) return;
  if (!holds(JSON.parse(lock.toString()))) {
    say('Installing packages with npm ci (about half a minute)…');
    // All that npm prints goes to stderr: stdout may belong to a command.
    const code = await run(
      ...npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: ['ignore', 2, 2] }),
    );
    if (code !== 0) throw new Error(`npm ci failed with exit code ${code}; its message is above.`);
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

/** Is every package of the lock installed in its version? Those for other systems are optional and may be absent. */
function holds(lock) {
  const installed = JSON.parse(read(installedFile) || '{"packages":{}}').packages;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === wanted.version : wanted.optional === true || wanted.devOptional === true;
  });
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
