/**
 * Brings a fresh clone to where it can run: packages, an Electron runtime, and on Debian the system packages that
 * a window needs. Uses nothing but Node 20 itself, because it runs before anything is installed.
 */
import { pathToFileURL } from 'node:url';
import { debianPackages } from './setup/debian.mjs';
import { electronRuntime } from './setup/electron.mjs';
import { nodePackages } from './setup/packages.mjs';
import { findChromium } from './setup/chromium.mjs';

/**
 * @param {{ say?: (line: string) => void, window?: boolean }} [options] `window: false` where no window will open:
 *   then neither Electron nor the system packages are looked at
 * @returns {Promise<Record<string, string>>} environment variables for what is started next
 */
export async function setUp({ say = (line) => console.log(line), window = true } = {}) {
  await nodePackages(say);
  if (!window) return {};
  await debianPackages(say);
  return { ...(await electronRuntime(say)), ...sandbox(), ...findChromium() };
}

/** Chromium refuses to run its sandbox as root, so root, and only root, goes without it: in development alone. */
function sandbox() {
  return process.getuid?.() === 0 ? { NO_SANDBOX: '1' } : {};
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    await setUp();
    console.log('Ready.');
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
