import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron, chromium, type ElectronApplication, type Page } from 'playwright';

/** Tests and benchmarks are started from the project's folder. */
const root = process.cwd();

/** A station that a person would sit at: a window of the real program, or a browser at its web host. */
export interface OpenStation {
  readonly page: Page;
  /** What the page wrote to its console as an error. */
  readonly errors: string[];
  close(): Promise<void>;
}

export interface WindowStation extends OpenStation {
  readonly app: ElectronApplication;
  /** Processes of the engine that works, where there is one, and of those that stand by, the next one first. */
  enginePids(): Promise<number[]>;
}

const size = { width: 1600, height: 1000 };
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** The real Electron program on a data folder. Needs a display and the built program. */
export async function openWindow(dataFolder: string, args: string[] = []): Promise<WindowStation> {
  const app = await _electron.launch({
    executablePath: createRequire(import.meta.url)('electron') as string,
    args: [root, '--disable-gpu', '--lang=en-US', ...sandbox, ...args],
    env: { ...(process.env as Record<string, string>), LOUPE_DATA: dataFolder },
  });
  const page = await app.firstWindow();
  const errors = watchErrors(page);
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
  return {
    app,
    page,
    errors,
    enginePids: () =>
      app.evaluate(({ app: electron }) =>
        electron
          .getAppMetrics()
          .filter(({ name }) => name === 'Loupe engine')
          .toSorted((a, b) => a.creationTime - b.creationTime)
          .map(({ pid }) => pid),
      ),
    close: () => app.close(),
  };
}

/** The web host and a headless Chromium at its address. */
export async function openBrowser(dataFolder: string): Promise<OpenStation> {
  const host = spawn(process.execPath, [join(root, 'out/main/cli.js'), 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LOUPE_DATA: dataFolder },
  });
  const url = await printedUrl(host);
  const executablePath = process.env['LOUPE_CHROMIUM'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({
    executablePath,
    args: ['--disable-gpu', '--disable-quic', ...sandbox],
  });
  const page = await browser.newPage({ viewport: size, locale: 'en-US' });
  const errors = watchErrors(page);
  await page.goto(url);
  return {
    page,
    errors,
    async close() {
      await browser.close();
      const exited = new Promise((resolve) => host.once('exit', resolve));
      host.kill('SIGINT');
      await exited;
    },
  };
}

function watchErrors(page: Page): string[] {
  page.setDefaultTimeout(20_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

async function printedUrl(host: ChildProcess): Promise<string> {
  if (!host.stdout) throw new Error('the host has no output');
  for await (const line of createInterface(host.stdout)) {
    const url = /http:\/\/\S+/.exec(line)?.[0];
    if (url) return url;
  }
  throw new Error('the host ended without an address');
}
