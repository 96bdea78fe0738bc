/**
 * The app that Electron runs when it is started as `electron [-r module] folder`: loads the app in that folder.
 * The development runtime comes without Electron's own one.
 */
import { existsSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, dialog } from 'electron/main';

const { folder, preloads } = readArguments(process.argv.slice(1));
if (preloads.length > 0) Module._preloadModules(preloads);
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });

try {
  await load(resolve(folder ?? '.'));
} catch (error) {
  console.error(error);
  dialog.showErrorBox('The app could not be loaded', String(error?.stack ?? error));
  process.exit(1);
}

function readArguments(args) {
  const preloads = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg === '-r' || arg === '--require') preloads.push(args[++i]);
    else if (!arg.startsWith('-')) return { folder: arg, preloads };
  }
  return { folder: undefined, preloads };
}

/** Everything is awaited: Electron holds back `ready` until this module has run to its end. */
async function load(path) {
  const packageFile = join(path, 'package.json');
  let entry = path;
  if (existsSync(packageFile)) {
    const { name, productName, version, main } = JSON.parse(readFileSync(packageFile, 'utf8'));
    app.name = productName ?? name ?? 'Electron';
    if (version) app.setVersion(version);
    app.setPath('userData', join(app.getPath('appData'), app.name));
    app.setAppPath(path);
    entry = join(path, main ?? 'index.js');
  }
  await import(pathToFileURL(entry).href);
}
