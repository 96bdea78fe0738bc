import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Part } from '#shared/domain/inspection';
import type { Recipe } from '#shared/domain/recipe';
import { recordFilter } from '#shared/domain/records';
import { openTestStation, type TestStation } from '../station/test-ports';
import { badFiles, goodFiles, writeBadFiles } from './bad-files';

/** The real adapters on files that a folder can hold; the inference worker is the built one. */
let folder: string;
let station: TestStation;
let demo: Recipe;
let good: Uint8Array;
const { signal } = new AbortController();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loupe-bad-'));
  station = await openTestStation();
  const [recipe] = await station.handlers['recipes.list']({}, signal);
  if (recipe?.golden.kind !== 'image') throw new Error('the demo recipe has no golden image');
  demo = recipe;
  good = (await station.ports.images.get(recipe.golden.sha256)).bytes;
  await writeBadFiles(folder, good);
});
afterAll(async () => {
  await station.close();
  await rm(folder, { recursive: true });
});

/** Runs the recipe over the source until the line is idle; gives the parts in their order, and why it stopped. */
async function run(some: Partial<Recipe>): Promise<{ parts: Part[]; fault: string | undefined }> {
  const { handlers, ports } = station;
  await handlers['recipes.write']({ ...demo, id: 'bad', ...some }, signal);
  const start = { recipeId: 'bad', mode: 'run', serial: '', lot: '' } as const;
  const { runId } = await handlers['inspection.start'](start, signal);
  await station.until(({ state }) => state === 'idle');
  const found = await ports.records.find(recordFilter.parse({ runId }), null, 500);
  const { fault } = await station.status();
  return { parts: found.toReversed(), fault: fault?.code };
}

const files = () => ({ kind: 'files' as const, paths: [folder], silentAfterMs: null });
const order = [...goodFiles, ...Object.keys(badFiles)].toSorted();

describe('a folder with every kind of bad file', () => {
  test('each is one part that was not inspected, with a sentence; the good ones are inspected; nothing is lost', async () => {
    const { parts } = await run({ source: files(), onFault: 'continue' });
    expect(parts.map(({ frameName }) => frameName)).toEqual(order);
    for (const { frameName, verdict, reasons, imageSha256 } of parts) {
      const code = badFiles[frameName];
      if (code === undefined) {
        expect([frameName, verdict]).toEqual([frameName, 'pass']);
        expect(imageSha256).not.toBeNull();
        continue;
      }
      expect([frameName, verdict, reasons.length]).toEqual([frameName, 'not-inspected', 1]);
      const [reason] = reasons;
      if (reason?.code !== 'fault') throw new Error(`${frameName} has no fault`);
      expect([frameName, reason.error]).toEqual([frameName, code]);
      if (code !== 'golden.mismatch') expect(reason.message).toContain(frameName);
      expect(reason.message).toMatch(/^[^\n]{20,250}\.$/);
      expect(reason.message).not.toMatch(/\bat .*:\d+|Error/);
    }
  });

  test('where the recipe says stop, the line stops at the first one; what was under way is recorded too', async () => {
    const { parts, fault } = await run({ source: files(), onFault: 'stop' });
    expect(fault).toBe('image.unreadable');
    expect(parts.map(({ frameName }) => frameName)).toEqual(order.slice(0, parts.length));
    expect(parts.slice(0, 2).map(({ verdict }) => verdict)).toEqual(['pass', 'not-inspected']);
    expect(parts.length).toBeLessThanOrEqual(3); // two at a time are under way
  });

  test('the golden image is a bad file: the line does not start, or no part passes', async () => {
    const start = run({ source: files(), golden: { kind: 'image', sha256: '0'.repeat(64) } });
    await expect(start).rejects.toMatchObject({ error: { code: 'golden.missing' } });
    const pair = { kind: 'pair', match: '{id}-good.png', golden: '{dir}/{id}-golden.png' } as const;
    const { parts } = await run({ source: files(), golden: pair });
    expect(parts.map(({ verdict }) => verdict)).toEqual(parts.map(() => 'not-inspected'));
    expect(parts).toHaveLength(order.length);
  });
});

test('a folder that goes away during the run is lost, in red, and comes back by itself', async () => {
  const { handlers } = station;
  const hot = await mkdtemp(join(tmpdir(), 'loupe-hot-'));
  const source = {
    kind: 'folder',
    path: hot,
    subfolders: false,
    order: 'name',
    silentAfterMs: null,
  } as const;
  await handlers['recipes.write']({ ...demo, id: 'hot', source }, signal);
  await writeFile(join(hot, 'a.png'), good);
  await handlers['inspection.start']({ recipeId: 'hot', mode: 'run', serial: '', lot: '' }, signal);
  await station.until(({ tally }) => tally.total === 1);

  await rename(hot, `${hot}-away`);
  await station.until(({ source: status, fault }) => status === 'lost' && fault !== null);
  const { fault, state } = await station.status();
  expect(state).toBe('running');
  expect(['source.lost', 'source.missing']).toContain(fault?.code);
  expect(fault?.message).toContain(hot);

  await rename(`${hot}-away`, hot);
  await writeFile(join(hot, 'b.png'), good);
  await station.until(({ tally, source: status }) => tally.total === 2 && status === 'live');
  expect((await station.status()).fault).toBeNull();
  await handlers['inspection.stop']({}, signal);
  await rm(hot, { recursive: true });
});

describe('a recipe file', () => {
  const file = (recipe: unknown, images: unknown = {}) => JSON.stringify({ recipe, images });
  const bytes = () => Buffer.from(good).toString('base64');

  test.each<[string, () => string, string, RegExp]>([
    ['of a newer version', () => file({ ...demo, formatVersion: 2 }), 'recipe.newer', /newer Loupe/],
    ['with a field that is wrong', () => file({ ...demo, onFault: 'panic' }), 'recipe.malformed', /onFault/],
    [
      'with a field deep inside',
      () => file({ ...demo, golden: { kind: 'image', sha256: 'x' } }),
      'recipe.malformed',
      /golden\.sha256/,
    ],
    [
      'with no rule for other labels',
      () => file({ ...demo, labels: {} }),
      'recipe.malformed',
      /every other label/,
    ],
    [
      'with a review above the reject score',
      () => file({ ...demo, labels: { '*': { reviewScore: 0.9, rejectScore: 0.1 } } }),
      'recipe.malformed',
      /must not be above/,
    ],
    [
      'whose golden leads out of the folder',
      () => file({ ...demo, golden: { kind: 'pair', match: '{id}.png', golden: '{dir}/../../{id}' } }),
      'recipe.malformed',
      /stay below/,
    ],
    [
      'with an image that is not the one named',
      () => file(demo, { ['0'.repeat(64)]: bytes() }),
      'recipe.malformed',
      /not the one/,
    ],
    [
      'with an image that is none',
      () => file(demo, { ['0'.repeat(64)]: btoa('no picture') }),
      'image.unreadable',
      /not a picture/,
    ],
    [
      'with an image that is not base64',
      () => file(demo, { ['0'.repeat(64)]: '§' }),
      'recipe.malformed',
      /base64/,
    ],
    ['with an image named by a path', () => file(demo, { '../../x': bytes() }), 'recipe.malformed', /images/],
    ['that is no JSON', () => '{"recipe":', 'recipe.malformed', /not JSON/],
    ['that is JSON of something else', () => '[1, 2]', 'recipe.malformed', /recipe/],
    ['that is nothing', () => 'null', 'recipe.malformed', /recipe/],
  ])('%s is refused in one sentence, and nothing is changed', async (_, text, code, words) => {
    const before = await station.handlers['recipes.list']({}, signal);
    const refused = station.handlers['recipes.import']({ text: text() }, signal);
    await expect(refused).rejects.toMatchObject({ error: { code, message: expect.stringMatching(words) } });
    await refused.catch(({ message }: Error) => expect(message).toMatch(/^[^\n]{20,250}\.$/));
    expect(await station.handlers['recipes.list']({}, signal)).toEqual(before);
  });

  test('that was exported is taken', async () => {
    const { text } = await station.handlers['recipes.export']({ id: demo.id }, signal);
    expect(await station.handlers['recipes.import']({ text }, signal)).toEqual(demo);
  });
});
