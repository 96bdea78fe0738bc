/** From the start of the real program to its window, and from the click on the demo line to the first verdict. Options: --starts=N (5). */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openWindow } from '../station/launch';
import { printTable, quantile, row } from './table';

const { values } = parseArgs({ options: { starts: { type: 'string', default: '5' } } });
const windowMs: number[] = [];
const usableMs: number[] = [];
const verdictMs: number[] = [];

for (let start = 0; start < Number(values.starts); start++) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'loupe-launch-'));
  const startedAt = performance.now();
  const { page, close } = await openWindow(dataFolder);
  windowMs.push(performance.now() - startedAt);
  const demo = page.getByRole('button', { name: /demo line/i });
  await demo.waitFor();
  usableMs.push(performance.now() - startedAt);
  await demo.click();
  await page.waitForSelector('[data-testid="verdict-band"][data-tone]:not([data-tone="none"])');
  verdictMs.push(performance.now() - startedAt);
  await close();
  await rm(dataFolder, { recursive: true, force: true });
}
const seconds = (each: number[]) => `${(quantile(each, 0.5) / 1000).toFixed(2)} s`;
printTable([
  row('launch → window, median', seconds(windowMs), '', true),
  row('launch → a page that answers', seconds(usableMs), '', true),
  row('launch → first verdict, with the click on the demo line', seconds(verdictMs), '', true),
]);
