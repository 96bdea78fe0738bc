import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenStation } from '../station/launch';

/** The first day of a new station, seen by a person: the same in the window and in a browser. */
export function firstDay(where: string, open: (dataFolder: string) => Promise<OpenStation>): void {
  describe(`first day, ${where}`, () => {
    let dataFolder: string;
    let station: OpenStation;
    let page: Page;
    const band = () => page.getByTestId('verdict-band');

    beforeAll(async () => {
      dataFolder = await mkdtemp(join(tmpdir(), 'loupe-e2e-'));
      station = await open(dataFolder);
      page = station.page;
    });
    afterAll(async () => {
      await station.close();
      await rm(dataFolder, { recursive: true, force: true });
    });

    test('the welcome leads to the demo line in one click', async () => {
      await page.getByRole('button', { name: /demo line/i }).click();
      await band().waitFor();
      await expect.poll(() => band().innerText(), { timeout: 30_000 }).toMatch(/PASS|REVIEW|REJECT/);
    });

    test('each part is shown with a word, and the counters count them', async () => {
      const strip = page.getByRole('group', { name: 'Last parts' }).getByRole('button');
      await expect.poll(() => strip.count(), { timeout: 30_000 }).toBeGreaterThanOrEqual(5);
      expect(await strip.first().getAttribute('data-verdict')).toMatch(/pass|review|reject/);
    });

    test('a rejected part is overruled by keys', async () => {
      const rejected = page.locator('[data-verdict="reject"]').first();
      await rejected.waitFor({ timeout: 60_000 });
      await rejected.click();
      await page.keyboard.press('o');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('1');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    });

    test('the overruled part is found in the records', async () => {
      await page.getByRole('link', { name: 'Records' }).click();
      await expect.poll(() => page.locator('main').innerText(), { timeout: 20_000 }).toMatch(/overrul|REJECT → PASS/i);
    });

    test('nothing went wrong in the page', () => {
      expect(station.errors).toEqual([]);
    });
  });
}
