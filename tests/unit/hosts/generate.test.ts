import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatasetFolder } from '#electron/adapters/files/dataset-folder';
import { createImageCodec } from '#electron/adapters/image/codec';
import { openDataset } from '#electron/core/datasets/open-dataset';
import { generate } from '#electron/hosts/commands/generate';
import { createPcbLine } from '#models/generate/pcb';
import { createSurfaceLine } from '#models/generate/surface';
import { AppFailure } from '#shared/contract/errors';
import type { Dataset } from '#shared/domain/dataset';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'loupe-generate-'));
});
afterAll(() => rm(root, { recursive: true }));

async function made(name: string, product: string, ...options: string[]): Promise<string> {
  const folder = join(root, name);
  expect(await generate.run([product, folder, ...options])).toBe(0);
  return folder;
}

/** As the program reads a dataset; nothing may have been left out. */
async function readBack(folder: string): Promise<Dataset> {
  const dataset = await openDataset(
    await openDatasetFolder(folder),
    { codec: createImageCodec(), sha256: (data) => createHash('sha256').update(data).digest('hex') },
    { options: {}, cacheBytes: 1e8, signal: new AbortController().signal, onProgress: () => {} },
  );
  expect(dataset.problems).toEqual([]);
  return dataset;
}

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted();

describe('surfaces', () => {
  it('come as a folder a class, each picture with defects of one kind', async () => {
    const folder = await made('classes', 'surface', '--count', '30', '--seed', '4', '--size', '96x64');
    const line = createSurfaceLine({ seed: 4, defectShare: 0.5, widthPx: 96, heightPx: 64, oneKind: true });
    const expected = Array.from({ length: 30 }, (_, i) => {
      const kinds = new Set(line.part(i).defects.map(({ label }) => label));
      expect(kinds.size).toBeLessThanOrEqual(1);
      return `${[...kinds][0] ?? 'good'}/${line.name(i)}.png`;
    });
    expect(await filesIn(folder)).toEqual(expected.toSorted());
    const first = decode(await readFile(join(folder, expected[0]!)));
    expect([first.width, first.height, first.channels, first.depth]).toEqual([96, 64, 1, 8]);
    expect(Buffer.from(first.data.buffer)).toEqual(Buffer.from(line.part(0).image.data));
    const dataset = await readBack(folder);
    expect(dataset.items.length).toBe(30);
    expect(dataset.items.filter(({ labels }) => labels.length === 0).length).toBe(
      expected.filter((path) => path.startsWith('good/')).length,
    );
  });

  it('come good only', async () => {
    const folder = await made('good', 'surface', '--count', '5', '--defects', '0', '--size', '64');
    expect((await filesIn(folder)).every((path) => path.startsWith('good/'))).toBe(true);
  });

  it('come with boxes, in splits that each have their share of every kind', async () => {
    const options = ['--count', '60', '--size', '96', '--labels', 'boxes', '--split', '50,25,25'];
    const folder = await made('boxes', 'surface', ...options, '--defects', '0.8');
    const line = createSurfaceLine({ seed: 1, defectShare: 0.8, widthPx: 96, heightPx: 96 });
    const dataset = await readBack(folder);
    expect(dataset.items.length).toBe(60);
    const good = { train: 0, validation: 0, test: 0 };
    const all = { train: 0, validation: 0, test: 0 };
    for (const { name, boxes, labels, split } of dataset.items) {
      const index = Number(/(\d+)\.png$/.exec(name)![1]);
      expect(boxes).toEqual(line.part(index).defects);
      expect(name).toBe(`${split}/images/${line.name(index)}.png`);
      all[split!]++;
      if (labels.length === 0) good[split!]++;
    }
    const goods = good.train + good.validation + good.test;
    expect(goods).toBeGreaterThan(5);
    expect(Math.abs(good.train - goods / 2)).toBeLessThanOrEqual(1);
    expect(Math.abs(good.test - goods / 4)).toBeLessThanOrEqual(1);
    expect(all.train).toBeGreaterThan(all.test);
  });

  it('come with exact masks', async () => {
    const options = ['--count', '12', '--size', '128', '--labels', 'masks', '--defects', '0.7'];
    const folder = await made('masks', 'surface', ...options);
    const line = createSurfaceLine({ seed: 1, defectShare: 0.7, widthPx: 128, heightPx: 128 });
    expect(await readFile(join(folder, 'labels.txt'), 'utf8')).toBe('pit\nscratch\nstain\ncrack\n');
    const dataset = await readBack(folder);
    expect(dataset.items.length).toBe(12);
    for (let i = 0; i < 12; i++) {
      const { mask, defects } = line.part(i);
      const png = decode(await readFile(join(folder, 'masks', `${line.name(i)}.png`)));
      expect([png.width, png.height, png.channels, png.depth]).toEqual([128, 128, 1, 8]);
      expect(Buffer.from(png.data.buffer)).toEqual(Buffer.from(mask!.data));
      const item = dataset.items.find(({ name }) => name === `${line.name(i)}.png`)!;
      expect(new Set(item.labels)).toEqual(new Set(defects.map(({ label }) => label)));
    }
  });
});

describe('boards', () => {
  it('come as COCO with their golden picture, as before', async () => {
    const folder = await made('coco', 'pcb', '--count', '4', '--seed', '2', '--defects', '1');
    const line = createPcbLine({ seed: 2, defectShare: 1 });
    const names = Array.from({ length: 4 }, (_, i) => `images/${line.name(i)}.png`);
    expect(await filesIn(folder)).toEqual(['annotations.json', 'golden.png', ...names]);
    const golden = decode(await readFile(join(folder, 'golden.png')));
    expect(Buffer.from(golden.data.buffer)).toEqual(Buffer.from(line.golden.data));
    const coco = JSON.parse(await readFile(join(folder, 'annotations.json'), 'utf8'));
    expect(coco.images[1]).toEqual({ id: 2, file_name: names[1], width: 640, height: 640 });
    expect(coco.categories.map(({ name }: { name: string }) => name)).toEqual(line.labels);
    const dataset = await readBack(folder);
    names.forEach((name, i) => {
      expect(dataset.items.find((item) => item.name === name)!.boxes).toEqual(line.part(i).defects);
    });
  });

  it('come in several designs, each with its golden and on one side of the split', async () => {
    const options = ['--count', '12', '--designs', '4', '--size', '320', '--labels', 'pairs'];
    const folder = await made('designs', 'pcb', ...options, '--seed', '7', '--split', '50,25,25');
    const { items, load } = await readBack(folder);
    expect(items.length).toBe(12);
    const groups = new Set(items.map(({ group }) => group));
    expect(groups.size).toBe(4);
    for (const group of groups) {
      const own = items.filter((item) => item.group === group);
      expect(own.length).toBe(3);
      expect(new Set(own.map(({ split }) => split)).size).toBe(1);
      const seed = 6 + Number(/\d+$/.exec(group)![0]);
      const { golden } = await load(own[0]!);
      const line = createPcbLine({ seed, defectShare: 0.5, widthPx: 320, heightPx: 320 });
      expect(Buffer.from(golden!.data.buffer)).toEqual(Buffer.from(line.golden.data));
    }
    const coco = generate.run(['pcb', join(root, 'none'), '--designs', '2']);
    await expect(coco).rejects.toThrow('use --labels pairs');
  });

  it('come as pairs', async () => {
    const options = ['--count', '5', '--size', '320', '--defects', '0.9', '--labels', 'pairs'];
    const folder = await made('pairs', 'pcb', ...options, '--split', '60,20,20');
    const line = createPcbLine({ seed: 1, defectShare: 0.9, widthPx: 320, heightPx: 320 });
    const dataset = await readBack(folder);
    expect(dataset.items.length).toBe(5);
    for (const item of dataset.items) {
      const index = Number(/(\d+)_test\.png$/.exec(item.name)![1]);
      const { defects, image } = line.part(index);
      expect(item.boxes.map(({ box }) => box)).toEqual(defects.map(({ box }) => box));
      const loaded = await dataset.load(item);
      expect(Buffer.from(loaded.image.data)).toEqual(Buffer.from(image.data));
      expect(Buffer.from(loaded.golden!.data)).toEqual(Buffer.from(line.golden.data));
      const text = await readFile(join(folder, item.name.replace('_test.png', '.txt')), 'utf8');
      const numbers = text
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((row) => Number(row.split(' ')[4]));
      expect(numbers).toEqual(defects.map(({ label }) => line.labels.indexOf(label) + 1));
    }
  });
});

describe('wrong options', () => {
  it.each<[string, string[], RegExp]>([
    ['labels of no kind', ['surface', 'x', '--labels', 'toString'], /--labels takes one of classes/],
    ['masks of boards', ['pcb', 'x', '--labels', 'masks'], /has no masks/],
    ['pairs of surfaces', ['surface', 'x', '--labels', 'pairs'], /has no golden picture/],
    ['a size that is none', ['surface', 'x', '--size', 'big'], /--size takes/],
    ['a size that is too small', ['surface', 'x', '--size', '32'], /--size takes/],
    ['a size that is too large', ['surface', 'x', '--size', '64x5000'], /--size takes/],
    ['a split of two', ['surface', 'x', '--split', '80,20'], /--split takes/],
    ['a split of more than all', ['surface', 'x', '--split', '80,20,20'], /--split takes/],
    ['a split of less than nothing', ['surface', 'x', '--split', '120,-10,-10'], /--split takes/],
    ['a split of words', ['surface', 'x', '--split', 'a,b,c'], /--split takes/],
    ['an empty split', ['surface', 'x', '--split', '100,,'], /--split takes/],
    ['a product that is not made', ['cars', 'x'], /product \(pcb, surface\)/],
  ])('are told in a sentence, and nothing is written: %s', async (_, args, words) => {
    const folder = join(root, 'never');
    const thrown = await generate
      .run(args.map((arg) => (arg === 'x' ? folder : arg)))
      .catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(AppFailure);
    expect((thrown as AppFailure).message).toMatch(words);
    expect((thrown as AppFailure).message).toMatch(/^[^\n]{10,200}\.$/);
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });
});
