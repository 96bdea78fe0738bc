import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWindow, type WindowStation } from '../station/launch';

/** Faults of the real program's engine: another one stands by, and one more behind it. */
let folder: string;
let station: WindowStation;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loupe-e2e-'));
  station = await openWindow(join(folder, 'data'));
});
afterAll(async () => {
  await station.close();
  await rm(folder, { recursive: true, force: true });
});

/** Number of the newest part that the page shows with a verdict of the model's. */
async function newestInspected(): Promise<number> {
  const strip = station.page.getByRole('group', { name: 'Last parts' });
  const shown = strip.locator('[data-verdict]:not([data-verdict="not-inspected"])');
  const names = await shown.evaluateAll((parts) => parts.map((part) => part.getAttribute('aria-label')));
  return Math.max(0, ...names.map((name) => Number(/#(\d+)/.exec(name ?? '')?.[1])));
}

test('the line goes on after a fault, and after one that follows at once', async () => {
  await station.page.getByRole('button', { name: /demo line/i }).click();
  await expect.poll(newestInspected, { timeout: 30_000 }).toBeGreaterThan(0);
  await expect.poll(async () => (await station.enginePids()).length, { timeout: 30_000 }).toBe(3);

  const [engine = 0, ...standing] = await station.enginePids();
  let working = engine;
  for (const next of standing) {
    const before = await newestInspected();
    process.kill(working, 'SIGKILL');
    await expect.poll(newestInspected, { timeout: 20_000 }).toBeGreaterThan(before);
    [working = 0] = await station.enginePids();
    expect(working).toBe(next);
  }
  await expect.poll(async () => (await station.enginePids()).length, { timeout: 30_000 }).toBe(3);
});
