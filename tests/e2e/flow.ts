import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenStation } from '../station/launch';

/** The first of the reasons that are offered for a part that is good after all. */
const reason = 'Dust or dirt, can be cleaned';

/** The first day of a new station, seen by a person: the same in the window and in a browser. */
export function firstDay(where: string, open: (dataFolder: string) => Promise<OpenStation>): void {
  describe(`first day, ${where}`, () => {
    let dataFolder: string;
    let station: OpenStation;
    let page: Page;
    /** Number of the part that is overruled. */
    let overruled: string;
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

    test('a code from a scanner is the serial of a part', async () => {
      await page.keyboard.type('SN-4711005');
      await page.keyboard.press('Enter');
      const serial = page.getByRole('textbox', { name: 'Serial of the next part' });
      const shown = () => Promise.all([serial.inputValue(), band().innerText()]);
      await expect.poll(async () => (await shown()).join(' ')).toContain('SN-4711005');
    });

    test('a rejected part is overruled by keys', async () => {
      const rejected = page.locator('[data-verdict="reject"][aria-pressed]').first();
      await rejected.waitFor({ timeout: 60_000 });
      await rejected.click();
      await expect.poll(() => band().innerText()).toMatch(/FROZEN\s+REJECT/);
      overruled = /#(\d+)/.exec(await band().innerText())?.[1] ?? '';
      await page.keyboard.press('o');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('1');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    });

    test('the overruled part is found in the records by its reason', async () => {
      await page.getByRole('link', { name: 'Records' }).click();
      await page.getByRole('textbox', { name: /^Serial, lot, file/ }).fill('dust dirt');
      const rows = page.getByRole('listbox', { name: 'Records' }).getByRole('option');
      await expect.poll(() => rows.count()).toBe(1);
      await rows.first().click();
    });

    test('its record tells what the machine said, what the inspector said, and why', async () => {
      const record = page.getByRole('region', { name: `Part ${overruled}`, exact: true });
      await record.waitFor();
      expect(await record.locator('header').innerText()).toContain('PASS');
      const decisions = await record.getByRole('list', { name: 'Decisions' }).innerText();
      expect(decisions.split('\n').map((line) => line.trim())).toEqual(
        expect.arrayContaining(['REJECT', 'Loupe', 'PASS', reason]),
      );
      expect(decisions.indexOf('REJECT')).toBeLessThan(decisions.indexOf('PASS'));
    });

    test('nothing went wrong in the page', () => {
      expect(station.errors).toEqual([]);
    });
  });
}
