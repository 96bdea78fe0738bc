/**
 * What a picture for the screen costs the engine's thread, which the line shares: made by that thread itself, and by the
 * display thread, in turns. 1920×1080 pixels shrunk to 1180 for the window, one picture after another.
 * Options: --pictures=N a round (30), --rounds=N (5).
 */
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createImageCodec } from '#electron/adapters/image/codec';
import type { ImageCodec } from '#electron/core/ports';
import type { PixelImage } from '#shared/domain/frame';
import { printTable, quantile, row, type Row } from './table';

const { values } = parseArgs({
  options: { pictures: { type: 'string', default: '30' }, rounds: { type: 'string', default: '5' } },
});
const pictures = Number(values.pictures);
const shownPx = 1180;

const inline = createImageCodec();
const apart = createImageCodec({
  displayWorkerUrl: pathToFileURL(join(process.cwd(), 'out/main/display-worker.js')),
});

const rows: Row[] = [];
for (const [name, channels] of [
  ['gray', 1],
  ['RGB', 3],
] as const) {
  const data = Uint8Array.from({ length: 1920 * 1080 * channels }, (_, i) => (i * 7919) % 251);
  const image: PixelImage = { widthPx: 1920, heightPx: 1080, channels, data };
  const own: Cost[] = [];
  const thread: Cost[] = [];
  await Promise.all([costOf(inline, image), costOf(apart, image)]); // warm-up
  for (let round = 0; round < Number(values.rounds); round++) {
    own.push(await costOf(inline, image));
    thread.push(await costOf(apart, image));
  }
  const median = (costs: Cost[], of: keyof Cost) =>
    quantile(
      costs.map((cost) => cost[of]),
      0.5,
    );
  const ms = (of: keyof Cost) => `${median(own, of).toFixed(2)} → ${median(thread, of).toFixed(2)} ms`;
  const ratio = median(thread, 'busyMs') / median(own, 'busyMs');
  rows.push(
    row(`${name}: the engine's thread is busy for, a picture`, ms('busyMs'), '', true),
    row(`${name}: display thread ÷ engine's thread`, ratio.toFixed(3), '≤ 0.25', ratio <= 0.25),
    row(`${name}: longest time that nothing else could run`, ms('longestMs'), '', true),
    row(`${name}: asked → made`, ms('tookMs'), '', true),
  );
}
await apart.close();
printTable(rows);

interface Cost {
  /** Time in which this thread did something, a picture. */
  readonly busyMs: number;
  readonly longestMs: number;
  readonly tookMs: number;
}

async function costOf(codec: ImageCodec, image: PixelImage): Promise<Cost> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await wait(20);
  delay.enable();
  const before = performance.eventLoopUtilization();
  let tookMs = 0;
  for (let i = 0; i < pictures; i++) {
    const startedAt = performance.now();
    await codec.display(image, null, shownPx);
    tookMs += performance.now() - startedAt;
    await wait(5);
  }
  const { active } = performance.eventLoopUtilization(before);
  delay.disable();
  return { busyMs: active / pictures, longestMs: delay.max / 1e6, tookMs: tookMs / pictures };
}
