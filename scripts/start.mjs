/**
 * `npm start`: opens the station. Where there is no display it serves the station to a browser on this machine
 * instead, with the demo product, until Ctrl+C.
 */
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { build } from './build.mjs';
import { root, run } from './process.mjs';
import { setUp } from './setup.mjs';

const display = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const args = process.argv.slice(2);

try {
  const env = { ...process.env, ...(await setUp({ window: display })) };
  await build();
  process.exitCode = await (display ? openWindow(env) : serveInBrowser(env));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function openWindow(env) {
  // The package's own answer to where Electron is; it honours ELECTRON_OVERRIDE_DIST_PATH.
  Object.assign(process.env, env);
  const electron = createRequire(import.meta.url)('electron');
  const sandbox = env.NO_SANDBOX === '1' ? ['--no-sandbox'] : [];
  return run(electron, [root, ...sandbox, ...args], { env });
}

function serveInBrowser(env) {
  console.log(
    'This machine has no display: serving the station to a browser on this machine. Ctrl+C ends it.',
  );
  return run(
    process.execPath,
    ['--enable-source-maps', join(root, 'out/main/cli.js'), 'serve', '--demo', ...args],
    { env },
  );
}
