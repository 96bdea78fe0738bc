/** Builds the program into out/ when a source is newer than the last build. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bin, capture, root } from './process.mjs';
import { setUp } from './setup.mjs';

const out = join(root, 'out');
const stampFile = join(out, 'stamp');
const sources = [
  'shared',
  'models',
  'electron',
  'renderer',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];
/** Read when the program runs, not built into it. */
const notBuilt = new Set([join(root, 'models/packages')]);

/**
 * @param {{ say?: (line: string) => void, force?: boolean }} [options]
 * @returns {Promise<string>} what the bundler printed; empty where the build was fresh
 */
export async function build({ say = (line) => console.log(line), force = false } = {}) {
  const stamp = sourceStamp();
  if (!force && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return '';
  say('Building…');
  // Built aside and then swapped in: a program that is running, or a second build, never sees half of one. Beside
  // out/, so that the paths in the source maps stay right.
  const made = join(root, `.out-${process.pid}`);
  const old = `${made}-old`;
  try {
    const args = [bin('electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn', '--outDir', made];
    const built = await capture(process.execPath, args);
    if (built.code !== 0) throw new Error(`The build failed:\n${built.text.trim()}`);
    mkdirSync(made, { recursive: true });
    writeFileSync(join(made, 'stamp'), stamp);
    if (existsSync(out)) renameSync(out, old);
    renameSync(made, out);
    return built.text;
  } finally {
    rmSync(made, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

/** Changes when a source file appears, goes away or is written. */
function sourceStamp() {
  const hash = createHash('sha256');
  for (const source of sources) add(join(root, source), hash);
  return hash.digest('hex');
}

function add(path, hash) {
  if (notBuilt.has(path)) return;
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) {
    hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(path).sort()) add(join(path, name), hash);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await setUp({ window: false });
    await build({ force: process.argv.includes('--force') });
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
