import { join } from 'node:path';
import { app, BrowserWindow, dialog, Menu, nativeTheme } from 'electron';
import { superviseEngine, type EngineSupervisor } from './engine-supervisor';
import { pageOrigin, registerPageScheme } from './page';
import { proveProvider } from './provider-proof';
import { harden } from './security';

// out/main/main.js: its neighbours are the engine, ../preload and ../renderer.
const here = import.meta.dirname;

/** The window's first colour, so that it does not flash white before the page is there. */
const backgrounds = { dark: '#101418', light: '#f5f6f8' };

function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Loupe',
    width: 1600,
    height: 1000,
    minWidth: 1280,
    minHeight: 720,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    webPreferences: {
      preload: join(here, '../preload/preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}

async function run(): Promise<void> {
  await app.whenReady();
  Menu.setApplicationMenu(null);
  harden(join(here, '../renderer'));

  const window = openWindow();
  const engine = superviseEngine({
    enginePath: join(here, 'engine.js'),
    jobPath: join(here, 'job-worker.js'),
    services: {
      async chooseFolder() {
        const { filePaths } = await dialog.showOpenDialog(window, {
          properties: ['openDirectory', 'createDirectory'],
        });
        return filePaths[0] ?? null;
      },
      proveProvider: (name, limitMs) => proveProvider(join(here, 'inference-worker.js'), name, limitMs),
    },
  });
  engine.connect(window.webContents);
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  stopBeforeQuit(engine);
  await window.loadURL(`${pageOrigin}/`);
}

/** Quitting waits until the part under way is recorded. */
function stopBeforeQuit(engine: EngineSupervisor): void {
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void engine.stop().finally(() => {
      stopped = true;
      app.quit();
    });
  });
  app.on('window-all-closed', () => app.quit());
}

// A data folder of its own is a station of its own: then the window's state and the single-instance lock are too.
const dataFolder = process.env['LOUPE_DATA'];
if (dataFolder) app.setPath('userData', join(dataFolder, 'window'));

registerPageScheme();
if (!app.requestSingleInstanceLock()) app.quit();
else void run();
