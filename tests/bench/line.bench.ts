/**
 * The live loop against the bare runtime, side by side in one run: the same model, frames and thread count.
 * The loop does all that the station does: it stores each image (PNG, synced), records each part (FULL) and publishes it.
 * A verdict that outlives a power cut waits for the disk once, after the model: the bare model is also measured with one
 * synced write behind each run, and beside it stands what a synced write, a way to another thread and back, and a loop of
 * pure arithmetic take on this machine, so that what it takes can be told from what the loop takes.
 * A shared machine has busy seconds that meet one side or the other: what is compared are the fastest rounds of each side
 * for the throughput, and the median of the rounds for the spread.
 * Options: --parts=N for the long paced run (10000), --rounds=N (8).
 */
import { parseArgs } from 'node:util';
import { detect } from '#models/detect/detect';
import { createPcbLine } from '#models/generate/pcb';
import type { PixelImage } from '#shared/domain/frame';
import { builtInRecipe } from '#electron/core/built-in-recipes';
import { demoRecipeId } from '#electron/core/demo';
import type { OpenSource, SourceEvent } from '#electron/core/ports';
import { openTestStation, type TestStation } from '../station/test-ports';
import { arithmeticEach, eachOf, thereAndBackEach } from './machine';
import { openRawSession } from './raw-session';
import { openSyncedFile } from './synced-file';
import { printTable, quantile, row } from './table';

const { values } = parseArgs({
  options: { parts: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '8' } },
});
const perRound = 60;
const pacedPerRound = 100;
/** Of the long run: its spread is told for each of so many blocks, too. */
const blocks = 20;

const line = createPcbLine({ seed: 1, defectShare: 0.2 });
const images = Array.from({ length: 32 }, (_, i) => line.part(i).image);
const station = await openTestStation();
const { model } = builtInRecipe('pcb-detector');
const raw = await openRawSession(model, detect.outputs, line.golden, images);
const disk = openSyncedFile();

/** Both sides in turn, so that what else the machine does meets both. */
const rawMs: number[] = [];
const loopMs: number[] = [];
await runParts(station, perRound, 0);
for (let round = 0; round < Number(values.rounds); round++) {
  rawMs.push(await raw.run(perRound));
  loopMs.push((await runParts(station, perRound, 0)).totalMs / perRound);
}
const throughput = Math.min(...rawMs) / Math.min(...loopMs);

/** A line with time between the parts, also for the slowest runs of the bare model: what the loop adds to each. */
const alone = await raw.runEach(4 * perRound, Math.ceil(quantile(rawMs, 0.5) * 1.5));
const intervalMs = Math.ceil(quantile(alone, 0.99) * 1.25);
const arithmetic: number[][] = [];
const rawEach: number[][] = [];
const durableEach: number[][] = [];
const pacedEach: number[][] = [];
for (let round = 0; round < Number(values.rounds); round++) {
  arithmetic.push(await arithmeticEach(pacedPerRound, quantile(alone, 0.5), intervalMs));
  rawEach.push(await raw.runEach(pacedPerRound, intervalMs));
  durableEach.push(await raw.runEach(pacedPerRound, intervalMs, disk.append));
  pacedEach.push([...(await runParts(station, pacedPerRound, intervalMs)).latenciesMs]);
}
const added = (share: number, to: readonly number[][]) => ofRounds(pacedEach, share) - ofRounds(to, share);
const addedP99 = added(0.99, rawEach);

const synced = quantile(await eachOf(pacedPerRound * 4, intervalMs, disk.append), 0.5);
const thereAndBack = quantile(await thereAndBackEach(pacedPerRound * 4, intervalMs), 0.5);

const long = await runParts(station, Number(values.parts), intervalMs);
const jitter = spread(long.latenciesMs);
const perBlock = Math.ceil(long.latenciesMs.length / blocks);
const ofBlocks = Array.from({ length: blocks }, (_, i) =>
  spread(long.latenciesMs.slice(i * perBlock, (i + 1) * perBlock)),
);
const aside = long.asideMs / long.inferenceMs;
await station.close();
disk.close();

printTable([
  row('raw session.run, fastest round', `${Math.min(...rawMs).toFixed(2)} ms`, '', true),
  row('live loop ÷ raw throughput', throughput.toFixed(3), '≥ 0.95', throughput >= 0.95),
  row('added by the loop: median', `${added(0.5, rawEach).toFixed(2)} ms`, '', true),
  row('added by the loop: p99', `${addedP99.toFixed(2)} ms`, '≤ 1 ms', addedP99 <= 1),
  row('… to a run with one synced write: median', `${added(0.5, durableEach).toFixed(2)} ms`, '', true),
  row('… to a run with one synced write: p99', `${added(0.99, durableEach).toFixed(2)} ms`, '', true),
  row('the least of it here: one synced write', `${synced.toFixed(2)} ms`, '', true),
  row('… and to a thread and back', `${thereAndBack.toFixed(2)} ms`, '', true),
  row('beside its own inference: median', `${quantile(long.besideMs, 0.5).toFixed(2)} ms`, '', true),
  row('beside its own inference: p99', `${quantile(long.besideMs, 0.99).toFixed(2)} ms`, '', true),
  row('pure arithmetic, so paced: p99 ÷ median', medianSpread(arithmetic).toFixed(3), '', true),
  row('raw session.run, so paced: p99 ÷ median', medianSpread(rawEach).toFixed(3), '', true),
  row('… with one synced write: p99 ÷ median', medianSpread(durableEach).toFixed(3), '', true),
  row(`trigger→verdict p99 ÷ median, ${values.parts} parts`, jitter.toFixed(3), '≤ 1.25', jitter <= 1.25),
  row('… the median of its blocks', quantile(ofBlocks, 0.5).toFixed(3), '', true),
  row('… the quietest of its blocks', Math.min(...ofBlocks).toFixed(3), '', true),
  row('preprocess + postprocess ÷ inference', aside.toFixed(3), '≤ 0.10', aside <= 0.1),
]);
process.exit(0);

/** How far the slowest hundredth lies from the middle. */
function spread(valuesMs: readonly number[]): number {
  return quantile(valuesMs, 0.99) / quantile(valuesMs, 0.5);
}

/** The median over the rounds of what lies below the share of each. */
function ofRounds(rounds: readonly (readonly number[])[], share: number): number {
  return quantile(
    rounds.map((round) => quantile(round, share)),
    0.5,
  );
}

function medianSpread(rounds: readonly (readonly number[])[]): number {
  return quantile(rounds.map(spread), 0.5);
}

interface Measured {
  readonly totalMs: number;
  /** Capture → recorded and published. */
  readonly latenciesMs: readonly number[];
  /** The same without the part's own inference. */
  readonly besideMs: readonly number[];
  readonly asideMs: number;
  readonly inferenceMs: number;
}

/** Runs the demo recipe on frames from memory; `intervalMs` 0: as fast as they are taken. */
async function runParts(
  { handlers, ports, until }: TestStation,
  parts: number,
  intervalMs: number,
): Promise<Measured> {
  const never = new AbortController();
  const capturedAt: number[] = [];
  (ports as { openSource: OpenSource }).openSource = async () => ({
    settings: [],
    set: async (_, value) => value,
    trigger: async () => {},
    events: () => fromMemory(parts, intervalMs, capturedAt),
    close: async () => {},
  });
  const latenciesMs: number[] = [];
  const besideMs: number[] = [];
  let asideMs = 0;
  let inferenceMs = 0;
  const leave = new AbortController();
  const watching = (async () => {
    for await (const part of handlers['inspection.parts']({}, leave.signal)) {
      if (part.verdict === 'not-inspected') throw new Error(JSON.stringify(part.reasons));
      const latencyMs = performance.now() - (capturedAt[part.sequence] ?? NaN);
      latenciesMs.push(latencyMs);
      besideMs.push(latencyMs - part.timings.inferenceMs);
      asideMs += part.timings.preprocessMs + part.timings.postprocessMs;
      inferenceMs += part.timings.inferenceMs;
    }
  })();
  await handlers['inspection.start'](
    { recipeId: demoRecipeId, mode: 'run', serial: '', lot: '' },
    never.signal,
  );
  const startedAt = performance.now();
  for (;;) {
    try {
      await until(({ state }) => state === 'idle');
      break;
    } catch {
      continue; // a long run: looked at again
    }
  }
  const totalMs = performance.now() - startedAt;
  leave.abort();
  await watching;
  return { totalMs, latenciesMs, besideMs, asideMs, inferenceMs };
}

async function* fromMemory(
  parts: number,
  intervalMs: number,
  capturedAt: number[],
): AsyncIterable<SourceEvent> {
  const startMs = performance.now();
  for (let sequence = 0; sequence < parts; sequence++) {
    const waitMs = startMs + sequence * intervalMs - performance.now();
    if (intervalMs > 0 && waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const capturedAtMs = performance.now();
    capturedAt.push(capturedAtMs);
    const key = `${startMs}-${sequence}`;
    const frame = {
      key,
      name: key,
      path: null,
      sequence,
      capturedAtMs,
      image: unlike(sequence),
      encoded: null,
    };
    yield { kind: 'frame', frame, decodeMs: 0 };
  }
}

/** A copy that no part before had, so that each image is really stored. */
function unlike(sequence: number): PixelImage {
  const image = images[sequence % images.length] ?? line.golden;
  const data = image.data.slice();
  data[0] = sequence & 255;
  data[1] = (sequence >> 8) & 255;
  return { ...image, data };
}
