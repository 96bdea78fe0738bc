import { describe, expect, test } from 'vitest';
import { openDataset } from '#electron/core/datasets/open-dataset';
import { codec, maskPng, memoryFolder, open, png, refusal, sha256, type Files } from './memory-dataset';

const folders = (): Files => ({ 'a/1.png': png(), 'a/2.png': png(), 'good/3.png': png() });

const pair = (boxes: string): Files => ({
  '1_test.png': png(100, 80),
  '1_temp.png': png(100, 80),
  '1.txt': boxes,
});

describe('boxes', () => {
  test('are clipped to the picture; those that say nothing are left out, each told', async () => {
    const dataset = await open(
      pair('10 10 20 20 1\n-5 70 30 90 2\n99 79 101 81 2\n100 0 120 10 3\n5 5 5 9 4\n9 9 5 5 4\nx 1 2 3 5\n'),
    );
    expect(dataset.items[0]?.boxes).toEqual([
      { label: 'open', box: [10, 10, 10, 10] },
      { label: 'short', box: [0, 70, 30, 10] },
      { label: 'short', box: [99, 79, 1, 1] },
    ]);
    const of = '1_test.png: the box of';
    expect(dataset.problems).toEqual([
      `${of} short at -5, 70 (35 × 20 px) was clipped to the picture: a part lies outside. Correct it.`,
      `${of} mousebite at 100, 0 (20 × 10 px) was left out: it lies outside. Correct it.`,
      `${of} spur at 5, 5 (0 × 4 px) was left out: it has no area. Correct it.`,
      `${of} spur at 9, 9 (-4 × -4 px) was left out: it has no area. Correct it.`,
      `${of} spurious-copper at NaN, 1 (NaN × 2 px) was left out: it has no numbers. Correct it.`,
    ]);
    expect(dataset.labels).toEqual(['open', 'short']);
  });

  test('a picture none of whose boxes is sound is not taken for a good one', async () => {
    const { message } = await refusal(open(pair('200 200 220 220 1\n')));
    expect(message).toContain('No picture of parts can be used.');
    expect(message).toContain('it lies outside');
  });
});

describe('groups', () => {
  test('come from groups.csv, with or without the ending of the names', async () => {
    const dataset = await open({
      ...folders(),
      'groups.csv': 'image,group\na/1,7\na/2.png,7\nlost,8\ngood/3,\n',
    });
    expect(dataset.items.map(({ group }) => group)).toEqual(['7', '7', 'good/3.png']);
    expect(dataset.problems).toEqual([
      'groups.csv, line 4: there is no lost. Correct it.',
      'groups.csv, line 5: the group is missing. Correct it.',
    ]);
    const { message } = await refusal(open({ ...folders(), 'groups.csv': 'a,b\n' }));
    expect(message).toBe('groups.csv needs the columns file and group; it has a, b.');
  });

  test('join pictures that are byte for byte the same, through others if need be', async () => {
    const [same, other] = [png(), png()];
    const dataset = await open({
      'a/1.png': same,
      'a/2.png': same,
      'a/3.png': other,
      'a/4.png': png(),
      'b/5.png': other,
      'groups.csv': 'file,group\na/2,x\na/3,x\n',
    });
    const groups = new Map(dataset.items.map(({ name, group }) => [name, group]));
    expect(new Set(['a/1.png', 'a/2.png', 'a/3.png', 'b/5.png'].map((name) => groups.get(name))).size).toBe(
      1,
    );
    expect(groups.get('a/4.png')).toBe('a/4.png');
    expect(dataset.problems).toEqual([
      'a/3.png and b/5.png are the same picture, but one is a and the other b. Remove one of them.',
    ]);
  });

  test('the same picture on two sides of a split is told', async () => {
    const same = png();
    const dataset = await open({ 'train/a/1.png': same, 'test/a/9.png': same });
    expect(dataset.problems).toEqual([
      'test/a/9.png and train/a/1.png are the same picture, but one is for test and the other for train. Remove one of them.',
    ]);
  });
});

describe('split lists', () => {
  test('what is in two lists counts as test; names that are not there are told', async () => {
    const dataset = await open({
      ...folders(),
      'train.txt': 'a/1.png\na/2\nlost\n',
      'test.txt': './a\\2.png\n3\n',
    });
    expect(dataset.items.map(({ split }) => split)).toEqual(['train', 'test', 'test']);
    expect(dataset.problems).toEqual([
      'train.txt lists lost, which is not in the dataset. Add it, or remove the line.',
      'a/2.png is in train.txt and in test.txt: it counts as test. Remove it from one.',
    ]);
  });
});

describe('the fingerprint', () => {
  test('is the same for the same data and another for any change', async () => {
    const files = folders();
    const first = (await open(files)).sha256;
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect((await open({ ...files, 'README.md': 'about it' })).sha256).toBe(first);
    const changes: Files[] = [
      { ...files, 'a/2.png': png() },
      { ...files, 'a/4.png': png() },
      { ...files, 'groups.csv': 'file,group\na/1,x\na/2,x\n' },
      { ...files, 'test.txt': 'a/1\n' },
    ];
    const others = await Promise.all(changes.map(async (each) => (await open(each)).sha256));
    const relabelled = await open(files, { good: 'a' });
    expect(new Set([first, ...others, relabelled.sha256]).size).toBe(6);
  });

  test('knows boxes, goldens and masks', async () => {
    const files = pair('10 10 20 20 1');
    const first = (await open(files)).sha256;
    expect((await open({ ...files, '1.txt': '10 10 20 21 1' })).sha256).not.toBe(first);
    expect((await open({ ...files, '1_temp.png': png(100, 80) })).sha256).not.toBe(first);
  });
});

describe('loading', () => {
  test('refuses a picture that is no longer what was opened', async () => {
    const files = folders();
    const dataset = await open(files, {}, 0);
    const [item] = dataset.items;
    const before = await dataset.load(item!);
    expect(before.image).toMatchObject({ widthPx: 20, heightPx: 10 });
    files['a/1.png'] = png();
    expect(await refusal(dataset.load(item!))).toMatchObject({
      code: 'dataset.changed',
      message: 'a/1.png changed: leave the dataset as it is while it is used, and open it again.',
    });
    delete files['a/1.png'];
    expect((await refusal(dataset.load(item!))).code).toBe('dataset.changed');
  });

  test('keeps as many pictures as fit, the last used longest', async () => {
    const files = folders();
    const reads: string[] = [];
    const folder = memoryFolder(files);
    const counting = {
      ...folder,
      read: (path: string, most: number) => (reads.push(path), folder.read(path, most)),
    };
    const dataset = await openDataset(
      counting,
      { codec, sha256 },
      { options: {}, cacheBytes: 450, signal: new AbortController().signal, onProgress: () => {} },
    );
    reads.length = 0;
    const load = (index: number) => dataset.load(dataset.items[index]!);
    const [one, again] = await Promise.all([load(0), load(0)]);
    expect(again.image).toBe(one.image);
    await load(1);
    await load(0);
    await load(2); // the second goes: 200 bytes each, 450 in all
    await load(0);
    expect(reads).toEqual(['a/1.png', 'a/2.png', 'good/3.png']);
    await load(1);
    expect(reads).toEqual(['a/1.png', 'a/2.png', 'good/3.png', 'a/2.png']);
  });

  test('a picture damaged behind its header is found when it is loaded, each time', async () => {
    const noise = maskPng(40, 40, (x, y) => (x * 7919 + y * 104729) % 251);
    const damaged = noise.slice().fill(0, 80, 200);
    const cut = noise.subarray(0, noise.length / 2);
    const dataset = await open({ ...folders(), 'a/4.png': damaged, 'a/5.png': cut });
    expect(dataset.problems).toHaveLength(1);
    expect(dataset.problems[0]).toContain('a/5.png cannot be read');
    const item = dataset.items.find(({ name }) => name === 'a/4.png');
    expect((await refusal(dataset.load(item!))).code).toBe('image.unreadable');
    expect((await refusal(dataset.load(item!))).code).toBe('image.unreadable');
  });
});

test('opening tells how far it is and ends when it is cancelled', async () => {
  const told: number[] = [];
  const controller = new AbortController();
  const files = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`a/${i}.png`, png()]));
  const onProgress = ({ done, total }: { done: number; total: number }) => {
    expect(total).toBe(20);
    told.push(done);
    if (done === 6) controller.abort();
  };
  const opened = openDataset(
    memoryFolder(files),
    { codec, sha256 },
    { options: {}, cacheBytes: 0, signal: controller.signal, onProgress },
  );
  await expect(opened).rejects.toMatchObject({ name: 'AbortError' });
  expect(told).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
