import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openWindow, type OpenStation, type WindowStation } from '../station/launch';
import { pageFaults } from './page-faults';
import { keepShot } from './shots';

const hosts = [
  ['in the window', openWindow],
  ['in a browser', openBrowser],
] as const;

/** Small enough to learn in seconds; how good it becomes does not matter here. */
const made = ['generate', 'surface', '--labels', 'classes', '--count', '60', '--size', '64'];
const cli = join(process.cwd(), 'out/main/cli.js');

describe.each(hosts)('from pictures to a recipe, %s', (where, open) => {
  let folder: string;
  let pictures: string;
  let station: OpenStation;
  let page: Page;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loupe-e2e-'));
    pictures = join(folder, 'surface');
    await promisify(execFile)(process.execPath, [cli, ...made, pictures]);
    station = await open(join(folder, 'data'));
    page = station.page;
    // The smallest screen that is promised.
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('button', { name: /my own product/i }).click();
    await page.getByRole('link', { name: 'Train' }).click();
  });
  afterAll(async () => {
    await station.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('the empty list leads to a dataset: a folder, read with what is in it', async () => {
    await page.getByRole('button', { name: 'Add a dataset' }).click();
    const dialog = page.getByRole('dialog');
    if (isWindow(station)) {
      await station.app.evaluate(({ dialog: system }, chosen) => {
        system.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      }, pictures);
      await dialog.getByRole('button', { name: 'Browse…' }).click();
      await expect.poll(() => dialog.getByRole('textbox', { name: 'Folder' }).inputValue()).toBe(pictures);
    } else {
      await dialog.getByRole('textbox', { name: 'Folder' }).fill(pictures);
    }
    await dialog.getByRole('button', { name: 'Add and read' }).click();
    const card = page.getByRole('radio', { name: /^surface/ });
    await card.waitFor();
    expect(await card.getAttribute('aria-checked')).toBe('true');
    expect(await card.innerText()).toMatch(/60\s+pictures/);
    expect(await card.innerText()).toMatch(/scratch \d+/i);
  });

  test('what it cannot teach is told why, and the rest is chosen already', async () => {
    const detect = page.getByRole('radio', { name: /^Detect/ });
    expect(await detect.isDisabled()).toBe(true);
    expect(await detect.innerText()).toContain('draw boxes around defects');
    expect(await page.getByRole('radio', { name: /^Classify/ }).getAttribute('aria-checked')).toBe('true');
    expect(await page.getByRole('textbox', { name: 'Name of the model' }).inputValue()).toBe(
      'surface-classify',
    );
    expect(await page.getByRole('button', { name: /Start training/ }).isEnabled()).toBe(true);
  });

  test('a training runs, with curves and with what the model says of the pictures', async () => {
    await page.getByRole('radio', { name: /^Fast/ }).click();
    await page.getByRole('button', { name: 'More settings' }).click();
    await page.getByText('Epochs', { exact: true }).first().click();
    await page.getByRole('textbox', { name: 'Epochs', exact: true }).fill('4');
    await page.getByRole('textbox', { name: 'Picture size' }).fill('32');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'surface-classify' }).waitFor();
    await expect.poll(() => curvePixels(page, /Accuracy/), { timeout: 60_000 }).toBeGreaterThan(50);
    await expect.poll(() => curvePixels(page, /Loss/)).toBeGreaterThan(50);
    await page
      .getByRole('button', { name: /\.png: (Right|Wrong)$/ })
      .first()
      .waitFor();
  });

  test('it ends with figures in words', async () => {
    await page.getByText('Done', { exact: true }).waitFor({ timeout: 60_000 });
    const results = page.getByRole('region', { name: 'How good it is' });
    expect(await results.innerText()).toMatch(/[\d.]+%\s+of the pictures are named rightly/);
    const labels = results.getByRole('table', { name: 'By label' }).getByRole('rowheader');
    expect(await labels.allInnerTexts()).toEqual(['Good', 'Crack', 'Pit', 'Scratch', 'Stain']);
  });

  test('every page of it fits and speaks one language', async () => {
    for (const [language, name, train] of [
      ['zh-CN', '简体中文', '训练'],
      ['en', 'English', 'Train'],
    ] as const) {
      const address = await page.evaluate(() => window.location.hash);
      await page.getByRole('link').last().click();
      await page.locator('[aria-labelledby="settings-language"]').first().click();
      await page.getByRole('option', { name }).click();
      await page.getByRole('link', { name: train, exact: true }).waitFor();
      for (const hash of [address, '#/train', '#/train/new', `#/train/compare:${address.split('/')[2]}`]) {
        await page.evaluate((next) => (window.location.hash = next), hash);
        await page.getByRole('main').getByText('surface').first().waitFor();
        await keepShot(
          page,
          `${where.split(' ').at(-1)}-${language}-${hash.replace(/\W+/g, '-').slice(1, 20)}`,
        );
        expect(await pageFaults(page, language), `${hash}, ${language}`).toEqual([]);
      }
      await page.evaluate((next) => (window.location.hash = next), address);
    }
  });

  test('the model is registered and chosen in a recipe', async () => {
    await page.getByRole('heading', { name: 'surface-classify' }).waitFor();
    await page.keyboard.press('r');
    await page.getByRole('button', { name: /Use in a recipe/ }).click();
    await page.getByRole('button', { name: /New recipe/ }).click();
    await page.getByRole('combobox', { name: 'Model' }).click();
    await page.getByRole('option', { name: 'surface-classify@1.0.0' }).click();
    await page.getByText(/^good, crack, pit, scratch, stain$/i).waitFor();
  });

  test('nothing went wrong in the page', () => {
    expect(station.errors).toEqual([]);
  });
});

function isWindow(station: OpenStation): station is WindowStation {
  return 'app' in station;
}

/** How many pixels of a chart have the colour of the first curve. */
function curvePixels(page: Page, name: RegExp): Promise<number> {
  return page.getByRole('img', { name }).evaluateAll((charts) => {
    const canvas = charts[0]?.querySelector('canvas');
    const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let count = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (data[i] === 0x4a && data[i + 1] === 0x86 && data[i + 2] === 0xf0) count++;
    }
    return count;
  });
}
