import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Part } from '#shared/domain/inspection';
import { recordFilter } from '#shared/domain/records';
import { createRandom } from '#shared/numeric/random';
import { openStore } from '#electron/adapters/store/store';
import { openWindow, type WindowStation } from '../../station/launch';
import { openTestStation } from '../../station/test-ports';
import { quantile, row, type Row } from '../table';

/**
 * Kills the engine of the real program with SIGKILL, again and again at random moments of a run. What the page showed
 * is written down by the page itself; afterwards each shown part must be in the records as it was shown.
 */
export async function killEngine(kills: number): Promise<Row[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'loupe-kill-'));
  // In a process of its own: a station keeps its data folder for itself.
  spawnSync(process.execPath, [process.argv[1] ?? '', `--prepare=${dataFolder}`], { stdio: 'inherit' });
  const station = await openWindow(dataFolder);
  const { page } = station;
  await page.getByRole('button', { name: /demo line/i }).click();
  await watchShownParts(station);
  await wait(launchMs);

  const random = createRandom(1);
  const killed: { readonly atMs: number; readonly again: boolean }[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const before = await newestShown(station);
    await waitForPartAfter(station, before);
    const again = kill % againEvery === againEvery - 1;
    await wait(again ? random.uniform(0, 400) : random.uniform(standbyMs, standbyMs + 1000));
    const [pid] = await station.enginePids();
    if (pid === undefined) continue;
    killed.push({ atMs: Date.now(), again });
    process.kill(pid, 'SIGKILL');
    await wait(lastShownMs);
    await waitForInspectedAfter(station, await newestShown(station));
    if (kill % 20 === 19) console.log(`${kill + 1} of ${kills} kills`);
  }
  await wait(lastPartsMs);
  const shown = await page.evaluate(() => [...(window as unknown as ShownParts).shownParts]);
  await station.close();

  const { records, close } = openStore(dataFolder);
  const parts = [];
  for (let before: number | null = null; ;) {
    const found: Awaited<ReturnType<typeof records.find>> = await records.find(
      recordFilter.parse({}),
      before,
      500,
    );
    if (found.length === 0) break;
    parts.push(...found);
    before = found.at(-1)?.id ?? null;
  }
  const byId = new Map(parts.map((part) => [part.id, part]));
  const lost = shown.filter(([id, { verdict }]) => byId.get(id)?.verdict !== verdict).length;
  const back = killed.map(({ atMs, again }) => ({ ...backAfter(atMs, shown, byId), again }));
  const duplicated = parts.length - new Set(parts.map(({ runId, frameKey }) => `${runId} ${frameKey}`)).size;
  const sequences = parts.map(({ sequence }) => sequence).toSorted((a, b) => a - b);
  const gaps = sequences.filter((sequence, i) => i > 0 && sequence !== (sequences[i - 1] ?? 0) + 1).length;
  const brokenOff = parts.filter(({ reasons }) =>
    reasons.some((r) => r.code === 'fault' && r.error === 'engine.crashed'),
  );
  const passed = brokenOff.filter(({ verdict }) => verdict !== 'not-inspected').length;
  close();
  await rm(dataFolder, { recursive: true });
  const ready = back.filter(({ again }) => !again);
  const again = back.filter((each) => each.again);
  return [
    row(
      `kill -9 of the engine, ${killed.length} times: shown parts lost or changed`,
      `${lost} of ${shown.length}`,
      '0',
      lost === 0,
    ),
    row('… recorded twice', `${duplicated} of ${parts.length}`, '0', duplicated === 0),
    row('… gaps in the series of parts', `${gaps}`, '0', gaps === 0),
    row(
      '… parts in flight recorded, all not-inspected',
      `${brokenOff.length}, ${passed} otherwise`,
      '0 otherwise',
      passed === 0,
    ),
    row(
      '… inspecting again: median, slowest',
      medianAndSlowest(ready.map(({ inspectedMs }) => inspectedMs)),
      '≤ 2 s',
      ready.every(({ inspectedMs }) => inspectedMs <= 2000),
    ),
    row('… seen on the page', medianAndSlowest(ready.map(({ shownMs }) => shownMs)), '', true),
    row(
      `… inspecting again, ${again.length} times killed before another stood by`,
      medianAndSlowest(again.map(({ inspectedMs }) => inspectedMs)),
      '≤ 2 s',
      again.every(({ inspectedMs }) => inspectedMs <= 2000),
    ),
  ];
}

/** How long after the kill a part was inspected, and how long until it was seen. */
function backAfter(
  killedMs: number,
  shown: readonly [number, Shown][],
  parts: ReadonlyMap<number, Part>,
): { inspectedMs: number; shownMs: number } {
  for (const [id, { verdict, atMs }] of shown) {
    const inspectedMs = Date.parse(parts.get(id)?.inspectedAt ?? '') - killedMs;
    if (verdict !== 'not-inspected' && inspectedMs > 0) return { inspectedMs, shownMs: atMs - killedMs };
  }
  return { inspectedMs: Infinity, shownMs: Infinity };
}

function medianAndSlowest(ms: readonly number[]): string {
  return `${(quantile(ms, 0.5) / 1000).toFixed(2)} s, ${(Math.max(...ms) / 1000).toFixed(2)} s`;
}

interface Shown {
  readonly verdict: string;
  readonly atMs: number;
}

interface ShownParts {
  shownParts: Map<number, Shown>;
}

/** The first engine that stands by starts when the program has come to rest. */
const launchMs = 7000;
/** By then another engine stands by. */
const standbyMs = 2500;
/** Every so many kills one comes before that. */
const againEvery = 10;
/** After the last kill the page comes to rest. */
const lastPartsMs = 2000;
/** So long the page still shows what the engine recorded before it died. */
const lastShownMs = 300;

/** A data folder whose demo line runs at ten parts a second, so that a kill mostly meets a part in flight. */
export async function prepareQuickLine(dataFolder: string): Promise<void> {
  const station = await openTestStation(dataFolder);
  const demo = (await station.handlers['recipes.list']({}, new AbortController().signal))[0];
  if (demo?.source.kind !== 'demo') throw new Error('the station has no demo recipe');
  const source = { ...demo.source, ratePerMinute: 600 };
  await station.handlers['recipes.write']({ ...demo, source }, new AbortController().signal);
  await station.close();
}

/** The page notes number and verdict of every part that it shows in its strip. */
async function watchShownParts({ page }: WindowStation): Promise<void> {
  const strip = page.getByRole('group', { name: 'Last parts' });
  await strip.waitFor();
  await strip.evaluate((element) => {
    const shown: ShownParts['shownParts'] = new Map();
    Object.assign(window, { shownParts: shown });
    const note = () => {
      for (const part of element.querySelectorAll<HTMLElement>('[data-verdict]')) {
        const id = Number(/#(\d+)/.exec(part.getAttribute('aria-label') ?? '')?.[1]);
        const verdict = part.dataset['verdict'] ?? '';
        if (!shown.has(id)) shown.set(id, { verdict, atMs: Date.now() });
      }
    };
    note();
    new MutationObserver(note).observe(element, { childList: true, subtree: true, attributes: true });
  });
}

function newestShown({ page }: WindowStation): Promise<number> {
  return page.evaluate(() => Math.max(0, ...(window as unknown as ShownParts).shownParts.keys()));
}

function waitForPartAfter({ page }: WindowStation, id: number): Promise<unknown> {
  return page.waitForFunction(
    (after) => Math.max(0, ...(window as unknown as ShownParts).shownParts.keys()) > after,
    id,
    { polling: 200, timeout: 30_000 },
  );
}

/** A part with a verdict of the model's: the parts in flight at the kill come first, as not-inspected. */
function waitForInspectedAfter({ page }: WindowStation, id: number): Promise<unknown> {
  return page.waitForFunction(
    (after) =>
      [...(window as unknown as ShownParts).shownParts].some(
        ([shown, { verdict }]) => shown > after && verdict !== 'not-inspected',
      ),
    id,
    { polling: 200, timeout: 30_000 },
  );
}
