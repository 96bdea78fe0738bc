import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatasetFolder } from '#electron/adapters/files/dataset-folder';
import { createImageCodec } from '#electron/adapters/image/codec';
import { openDataset } from '#electron/core/datasets/open-dataset';
import { layouts, type LayoutName } from '#electron/hosts/commands/generate/layouts';
import { writeSet } from '#electron/hosts/commands/generate/write-set';
import { createLine, type ProductName } from '#models/generate/products';
import { splitItems } from '#models/train/split';
import { AppFailure } from '#shared/contract/errors';
import { countsOf, type Dataset } from '#shared/domain/dataset';

const tools = {
  codec: createImageCodec(),
  sha256: (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex'),
};

async function open(path: string, options: Record<string, string> = {}): Promise<Dataset> {
  const opening = { options, cacheBytes: 5e7, signal: new AbortController().signal, onProgress: () => {} };
  return openDataset(await openDatasetFolder(path), tools, opening);
}

describe('what the command generate writes is read back', () => {
  const shares = { train: 50, validation: 25, test: 25 };

  async function generated(product: ProductName, layout: LayoutName, count = 24) {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'loupe-dataset-')));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { oneKind } = layouts[layout];
    const line = createLine(product, { seed: 7, defectShare: 0.6, oneKind, widthPx: 128, heightPx: 96 });
    const { signal } = new AbortController();
    await writeSet(() => line, {
      folder,
      count,
      designs: 1,
      layout: layouts[layout],
      shares,
      signal,
      onProgress: () => {},
    });
    const parts = Array.from({ length: count }, (_, i) => ({ name: line.name(i), ...line.part(i) }));
    return { folder, parts };
  }

  test.each([
    ['surface', 'classes'],
    ['surface', 'boxes'],
    ['surface', 'masks'],
    ['surface', 'coco'],
    ['pcb', 'boxes'],
    ['pcb', 'coco'],
    ['pcb', 'pairs'],
  ] as const)('%s as %s', async (product, layout) => {
    const { folder, parts } = await generated(product, layout);
    const dataset = await open(folder);
    expect(dataset.problems).toEqual([]);
    expect(dataset.items).toHaveLength(parts.length);
    const sides = new Map<string | null, number>();
    for (const item of dataset.items) {
      sides.set(item.split, (sides.get(item.split) ?? 0) + 1);
      const part = parts.find(({ name }) => item.name.includes(name))!;
      const defects = part.defects.map(({ label, box }) => ({ label, box: [...box] }));
      expect(new Set(item.labels)).toEqual(new Set(defects.map(({ label }) => label)));
      if (layout !== 'classes' && layout !== 'masks') expect(item.boxes).toEqual(defects);
      const { image, golden, mask } = await dataset.load(item);
      expect(image.data.every((value, i) => value === part.image.data[i])).toBe(true);
      expect(golden !== null).toBe(layout === 'pairs' || (product === 'pcb' && layout === 'coco'));
      expect(mask !== null).toBe(layout === 'masks');
    }
    expect(new Set(sides.keys())).toEqual(new Set(['train', 'validation', 'test']));
    expect(Math.abs(sides.get('train')! - 12)).toBeLessThanOrEqual(4);
  });

  test('masks mark what was drawn', async () => {
    const { folder, parts } = await generated('surface', 'masks');
    const dataset = await open(folder);
    let marked = 0;
    for (const item of dataset.items) {
      const part = parts.find(({ name }) => item.name.includes(name))!;
      const { mask } = await dataset.load(item);
      const differing = mask!.data.filter((value, i) => value > 0 !== part.mask!.data[i]! > 0);
      expect(differing).toHaveLength(0);
      marked += mask!.data.filter((value) => value > 0).length;
      const shown = new Set(
        [...mask!.data].filter((value) => value > 0).map((value) => dataset.labels[value - 1]),
      );
      expect(shown).toEqual(new Set(item.labels));
    }
    expect(marked).toBeGreaterThan(100);
  });

  test('a picture that changes while it is used is refused, whatever its size', async () => {
    const { folder } = await generated('surface', 'classes', 8);
    const dataset = await open(folder);
    const [first, second] = dataset.items;
    writeFileSync(join(folder, first!.name), Buffer.from(await pngOf(second!.name, folder)));
    unlinkSync(join(folder, second!.name));
    for (const item of [first, second]) {
      const thrown: unknown = await dataset.load(item!).catch((failure: unknown) => failure);
      expect(thrown instanceof AppFailure && thrown.error.code).toBe('dataset.changed');
    }
  });

  async function pngOf(name: string, folder: string): Promise<Uint8Array> {
    return (await openDatasetFolder(folder)).read(name, 1e6);
  }
});

describe('data sets of the field', () => {
  const data = join(process.cwd(), '../shared/data');
  const there = existsSync(data) && readdirSync(data).includes('deeppcb');
  if (!there) console.log(`skipped: ${data} is not there`);
  /** The counts are those that the README of each names. */
  const counts = (dataset: Dataset) => countsOf(dataset.labels, dataset.items);

  test.skipIf(!there)('DeepPCB', async () => {
    const dataset = await open(join(data, 'deeppcb'));
    const { byLabel, good } = counts(dataset);
    expect(Object.fromEntries([...byLabel].map(([label, { boxes }]) => [label, boxes]))).toEqual({
      open: 430,
      short: 323,
      mousebite: 438,
      spur: 380,
      'spurious-copper': 349,
      'pin-hole': 333,
    });
    expect([good, dataset.problems]).toEqual([0, []]);
    const sides = splitItems(dataset.items, { train: 0.7, validation: 0.15, test: 0.15 }, 1);
    expect(sides.test).toHaveLength(76);
    expect(sides.train.length + sides.validation.length).toBe(260);
    expect(Math.abs(sides.validation.length - 46)).toBeLessThanOrEqual(12);
    const boards = new Set(sides.train.map(({ group }) => group));
    // Its test list shows boards of its training list, and so does the validation.
    expect(sides.validation.some(({ group }) => boards.has(group))).toBe(true);
    for (const label of dataset.labels) {
      expect(sides.validation.some(({ labels }) => labels.includes(label))).toBe(true);
    }
    const { image, golden } = await dataset.load(dataset.items[0]!);
    expect([image.widthPx, image.heightPx, golden?.widthPx, golden?.heightPx]).toEqual([640, 640, 640, 640]);
  });

  test.skipIf(!there)('NEU-DET', async () => {
    const dataset = await open(join(data, 'neu-det'));
    const { pictures, byLabel } = counts(dataset);
    expect(pictures).toBe(1440);
    expect(Object.fromEntries([...byLabel].map(([label, { boxes }]) => [label, boxes]))).toEqual({
      crazing: 527,
      inclusion: 852,
      patches: 688,
      pitted_surface: 345,
      'rolled-in_scale': 496,
      scratches: 427,
    });
    expect(dataset.problems).toEqual([]);
    // One pair is byte for byte the same.
    expect(new Set(dataset.items.map(({ group }) => group)).size).toBe(1439);
  });

  test.skipIf(!there)('magnetic tiles', async () => {
    const dataset = await open(join(data, 'magnetic-tile'));
    const { good, byLabel } = counts(dataset);
    expect(good).toBe(150);
    expect(Object.fromEntries([...byLabel].map(([label, { pictures }]) => [label, pictures]))).toEqual({
      MT_Blowhole: 60,
      MT_Break: 60,
      MT_Crack: 47,
      MT_Fray: 25,
      MT_Uneven: 60,
    });
    expect(dataset.problems).toHaveLength(4);
    expect(dataset.problems.every((problem) => problem.startsWith('MT_Uneven/'))).toBe(true);
    expect(new Set(dataset.items.map(({ group }) => group)).size).toBe(30);
    const sides = splitItems(dataset.items, { train: 0.7, validation: 0.15, test: 0.15 }, 1);
    for (const side of Object.values(sides))
      expect(counts({ ...dataset, items: side }).good).toBeGreaterThan(0);
  });

  test.skipIf(!there)('ELPV', async () => {
    const dataset = await open(join(data, 'elpv'), { column: 'defect_probability', threshold: '0.5' });
    expect(counts(dataset)).toMatchObject({ pictures: 359, good: 247 });
    expect(dataset.labels).toEqual(['defective']);
    await expect(open(join(data, 'elpv'))).rejects.toThrow(
      'Its columns are file, defect_probability, module_type.',
    );
  });
});
