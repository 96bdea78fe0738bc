import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';

/** With LOUPE_SHOTS set, pictures of the screens are kept. */
const folder = process.env['LOUPE_SHOTS'] ? mkdtempSync(join(tmpdir(), 'loupe-shots-')) : null;
if (folder) console.log(`Screenshots: ${folder}`);

export async function keepShot(page: Page, name: string): Promise<void> {
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}
