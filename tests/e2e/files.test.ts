import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWindow, type WindowStation } from '../station/launch';

describe('files and folders, in the window', () => {
  let folder: string;
  let station: WindowStation;
  const page = () => station.page;
  const goTo = (screen: string) => page().getByRole('link', { name: screen }).click();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loupe-e2e-'));
    station = await openWindow(join(folder, 'data'));
    await page()
      .getByRole('button', { name: /demo line/i })
      .click();
    const parts = page().getByRole('group', { name: 'Last parts' }).getByRole('button');
    await parts.nth(1).waitFor({ timeout: 30_000 });
  });
  afterAll(async () => {
    await station.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('a recipe is saved as one file', async () => {
    const path = join(folder, 'recipe.json');
    await station.app.evaluate(({ session }, savePath) => {
      session.defaultSession.once('will-download', (_event, item) => item.setSavePath(savePath));
    }, path);
    await goTo('Recipes');
    const recipe = page().getByRole('group', { name: 'Demo PCB' });
    await recipe.getByRole('button', { name: 'Export to a file' }).click();
    const written = () => readFile(path, 'utf8').catch(() => '');
    await expect.poll(written).toContain('"recipe"');
    const file = JSON.parse(await written()) as { recipe: { id: string }; images: Record<string, string> };
    expect(file.recipe.id).toBe('demo-pcb');
    expect(Object.keys(file.images)).toHaveLength(1);
  });

  test('a folder is chosen in the system’s dialog', async () => {
    await station.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, folder);
    await goTo('Recipes');
    await page().getByRole('button', { name: 'New recipe' }).click();
    await page().getByRole('button', { name: 'Browse…' }).click();
    await expect.poll(() => page().getByRole('textbox', { name: 'Folder' }).inputValue()).toBe(folder);
  });

  test('records are exported as a table that a spreadsheet opens', async () => {
    await goTo('Records');
    await page().getByRole('button', { name: 'Export' }).click();
    await page().getByRole('menuitem', { name: 'Table (CSV)' }).click();
    const path = await page().getByRole('dialog').locator('pre').innerText();
    const bytes = await readFile(path);
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(bytes.toString('utf8').trim().split('\n').length).toBeGreaterThanOrEqual(3);
    await page().getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  });

  test('nothing went wrong in the page', () => {
    expect(station.errors).toEqual([]);
  });
});
