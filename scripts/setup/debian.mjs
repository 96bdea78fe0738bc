import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture, run } from '../process.mjs';
import { cacheFolder } from './cache.mjs';

/** What an Electron window, a virtual display and the browser tests need, by the names of Debian 12. */
const wanted = [
  'xvfb',
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libnotify4',
  'chromium',
  'fonts-noto-cjk',
];
const database = '/var/lib/dpkg/status';
const stampFile = join(cacheFolder, 'debian-packages');

/** Installs what is missing as root; for anyone else prints the command that does. Elsewhere than on Debian: nothing. */
export async function debianPackages(say) {
  if (process.platform !== 'linux' || !existsSync(database)) return;
  if (read(stampFile) === stamp()) return;
  const missing = await notInstalled();
  if (missing.length > 0) {
    const install = ['install', '-y', '--no-install-recommends', ...missing];
    if (process.getuid?.() !== 0) {
      say(
        `The window and the tests need system packages. Install them with:\n  sudo apt-get ${install.join(' ')}`,
      );
      return;
    }
    say(`Installing system packages: ${missing.join(' ')}…`);
    await apt(['update', '-qq']);
    await apt([install[0], '-qq', ...install.slice(1)]);
  }
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(stampFile, stamp());
}

/** Later releases renamed some libraries to …t64; either name will do, and an absent one is asked for as named here. */
async function notInstalled() {
  const { text } = await capture('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n']);
  const installed = new Set();
  for (const line of text.split('\n')) {
    const [name, status] = line.split(' ');
    if (status === 'installed') installed.add(name?.replace(/t64$/, ''));
  }
  return wanted.filter((name) => !installed.has(name));
}

async function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const code = await run('apt-get', args, { env, stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new Error(`apt-get ${args[0]} failed with exit code ${code}; its message is above.`);
}

/** The package database changes with every install and removal, so an old answer stands while it has not. */
function stamp() {
  return `${statSync(database).mtimeMs} ${wanted.join(' ')}`;
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
