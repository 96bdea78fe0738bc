import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWindow, type WindowStation } from '../station/launch';

let dataFolder: string;
let station: WindowStation;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'loupe-e2e-'));
  station = await openWindow(dataFolder);
  await station.page.waitForLoadState('load');
});
afterAll(async () => {
  await station.close();
  await rm(dataFolder, { recursive: true, force: true });
});

describe('the window is closed to the outside', () => {
  test('the page has no Node and nothing of Electron', async () => {
    const seen = await station.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in window),
    );
    expect(seen).toEqual([]);
  });

  test('context isolation, sandbox and web security are on', async () => {
    const preferences = await station.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false });
    expect(preferences['webSecurity']).not.toBe(false);
  });

  test('the page listens to its engine’s port alone, and the main process to no page', async () => {
    const channels = await station.app.evaluate(({ ipcMain }) => ipcMain.eventNames().map(String));
    // `error` is the emitter's own.
    expect(channels.filter((name) => name !== 'error' && !name.startsWith('ELECTRON_'))).toEqual([]);
  });

  test('inline scripts and eval do not run', async () => {
    const ran = await station.page.evaluate(async () => {
      // The driver's own call may evaluate; a later task is the page's.
      await new Promise((resolve) => setTimeout(resolve));
      const script = document.createElement('script');
      script.textContent = 'window.ranInline = true';
      document.head.append(script);
      let evaluated = true;
      try {
        // oxlint-disable-next-line no-new-func, no-implied-eval -- that the policy forbids it is what is tested
        new Function('return 1')();
      } catch {
        evaluated = false;
      }
      return { inline: 'ranInline' in window, evaluated };
    });
    expect(ran).toEqual({ inline: false, evaluated: false });
  });

  test('no address outside is reached', async () => {
    const outcome = await station.page.evaluate(() =>
      fetch('http://127.0.0.1:9/').then(
        () => 'reached',
        () => 'refused',
      ),
    );
    expect(outcome).toBe('refused');
    const blocked = await station.app.evaluate(async ({ session }) => {
      try {
        await session.defaultSession.fetch('http://127.0.0.1:9/');
        return 'reached';
      } catch (error) {
        return String(error);
      }
    });
    expect(blocked).toMatch(/BLOCKED_BY_CLIENT/);
  });

  test('it does not navigate away and opens no window', async () => {
    const before = station.page.url();
    await station.page.evaluate(() => {
      window.open('https://example.com/');
      window.location.href = 'https://example.com/';
    });
    await station.page.waitForTimeout(300);
    expect(station.page.url()).toBe(before);
    expect(await station.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('every permission is denied', async () => {
    const states = await station.page.evaluate(async () => {
      const media = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        () => 'denied',
      );
      const { state } = await navigator.permissions.query({ name: 'geolocation' });
      return { media, geolocation: state, notification: Notification.permission };
    });
    expect(states).toEqual({ media: 'denied', geolocation: 'denied', notification: 'denied' });
  });

  test('files of the machine are not served', async () => {
    const statuses = await station.page.evaluate(async () => {
      const paths = ['/../main/main.js', '/..%2fmain%2fmain.js', '/%2e%2e/%2e%2e/package.json'];
      return Promise.all(paths.map(async (path) => (await fetch(path)).status));
    });
    expect(statuses).toEqual([404, 404, 404]);
  });

  test('a second start of the program gives way to the first', async () => {
    const second = openWindow(dataFolder).then(
      async (opened) => {
        await opened.close();
        return 'opened';
      },
      () => 'gave way',
    );
    expect(await second).toBe('gave way');
  });
});
