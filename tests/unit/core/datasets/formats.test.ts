import { describe, expect, test } from 'vitest';
import type { Dataset } from '#shared/domain/dataset';
import { maskPng, open, png, refusal } from './memory-dataset';

const brief = ({ items }: Dataset) =>
  items.map(({ name, split, labels }) => `${name} ${split ?? '-'} ${labels.join('+') || 'good'}`);

describe('folders', () => {
  test('the folder is the class; good and ok are none; splits lie above', async () => {
    const dataset = await open({
      'train/scratch/1.png': png(),
      'train/good/1.png': png(),
      'Valid/OK/2.png': png(),
      'test/dent/deeper/3.png': png(),
      'README.md': 'words',
    });
    expect(brief(dataset)).toEqual([
      'Valid/OK/2.png validation good',
      'test/dent/deeper/3.png test dent',
      'train/good/1.png train good',
      'train/scratch/1.png train scratch',
    ]);
    expect(dataset.labels).toEqual(['dent', 'scratch']);
    expect(dataset.problems).toEqual([]);
  });

  test('another class can be the good one; a picture in no folder is told', async () => {
    const dataset = await open(
      { 'fine/1.png': png(), 'dent/1.png': png(), 'loose.png': png() },
      { good: 'fine' },
    );
    expect(brief(dataset)).toEqual(['dent/1.png - dent', 'fine/1.png - good']);
    expect(dataset.problems).toEqual([
      'loose.png was left out: it lies in no folder of a class. Move it into one.',
    ]);
  });
});

describe('deeppcb', () => {
  const pair = (id: string, text: string) => ({
    [`${id}_test.png`]: png(100, 80),
    [`${id}_temp.png`]: png(100, 80),
    [`${id}.txt`]: text,
  });

  test('pairs, boxes, classes, groups and lists', async () => {
    const dataset = await open({
      ...pair('group1/a', '10 20 30 50 1\n40 40 44 44 6\n'),
      ...pair('group1/b', ''),
      ...pair('group2/c', '1,2,3,4,3'),
      'trainval.txt': 'group1/a\ngroup1/b\n',
      'test.txt': 'group2/c.jpg group2/c.txt\n',
    });
    expect(dataset.problems).toEqual([]);
    expect(dataset.labels).toEqual(['mousebite', 'open', 'pin-hole']);
    expect(dataset.items).toEqual([
      {
        name: 'group1/a_test.png',
        group: 'group1',
        split: 'train',
        labels: ['open', 'pin-hole'],
        boxes: [
          { label: 'open', box: [10, 20, 20, 30] },
          { label: 'pin-hole', box: [40, 40, 4, 4] },
        ],
      },
      { name: 'group1/b_test.png', group: 'group1', split: 'train', labels: [], boxes: [] },
      {
        name: 'group2/c_test.png',
        group: 'group2',
        split: 'test',
        labels: ['mousebite'],
        boxes: [{ label: 'mousebite', box: [1, 2, 2, 2] }],
      },
    ]);
    const loaded = await dataset.load(dataset.items[0]!);
    expect(loaded.golden).toMatchObject({ widthPx: 100, heightPx: 80, channels: 1 });
    expect(loaded.golden?.data).not.toEqual(loaded.image.data);
    expect(loaded.mask).toBeNull();
  });

  test('the layout of the source: lists of defects in a folder with _not', async () => {
    const dataset = await open({
      'g/20/201_test.png': png(),
      'g/20/201_temp.png': png(),
      'g/20_not/201.txt': '1 1 5 5 2',
      'trainval.txt': 'g/20/201.jpg g/20_not/201.txt',
    });
    expect(brief(dataset)).toEqual(['g/20/201_test.png train short']);
  });

  test('what is missing or wrong is told and left out', async () => {
    const dataset = await open({
      ...pair('good', ''),
      ...pair('seventh', '1 1 5 5 7'),
      ...pair('short-line', '1 1 5 5'),
      'alone_test.png': png(),
      'alone.txt': '',
      'unlisted_test.png': png(),
      'unlisted_temp.png': png(),
      'spare_temp.png': png(),
      'other.png': png(),
      'small_test.png': png(100, 80),
      'small_temp.png': png(90, 80),
      'small.txt': '',
    });
    expect(brief(dataset)).toEqual(['good_test.png - good']);
    expect(dataset.problems).toEqual([
      'other.png was left out: name it <id>_test and add its golden picture <id>_temp.',
      'spare_temp.png is the golden picture of none: add spare_test.',
      'alone_test.png was left out: it has no golden picture alone_temp. Add it.',
      'seventh.txt, line 1: the picture was left out. Write x1 y1 x2 y2 class, with a class from 1 to 6.',
      'short-line.txt, line 1: the picture was left out. Write x1 y1 x2 y2 class, with a class from 1 to 6.',
      'unlisted_test.png was left out: it has no list of defects unlisted.txt. Add it.',
      'small_temp.png was left out with its picture: it has 90 × 80 px, its picture 100 × 80. Make them the same.',
    ]);
  });
});

const object = (name: string, ...[x1, y1, x2, y2]: (number | string)[]) =>
  `<object><name>${name}</name><bndbox><xmin>${x1}</xmin><ymin>${y1}</ymin><xmax>${x2}</xmax><ymax>${y2}</ymax></bndbox></object>`;
const annotation = (...objects: string[]) =>
  `<?xml version="1.0"?><annotation>${objects.join('')}</annotation>`;

describe('voc', () => {
  test('pictures and annotations beside each other, in splits, and as Pascal VOC has them', async () => {
    const dataset = await open({
      'images/a.png': png(),
      'annotations/a.xml': annotation(object('pit', 1, 2, 4.5, 8), object('crack &amp; chip', 0, 0, 20, 10)),
      'train/images/b.png': png(),
      'train/annotations/b.xml': annotation(),
      'JPEGImages/c.png': png(),
      'Annotations/c.xml': annotation(object('pit', 1, 1, 2, 2)),
      'ImageSets/Main/val.txt': 'c\n',
      'ImageSets/Main/trainval.txt': 'a 1\nc -1\n',
    });
    expect(dataset.problems).toEqual([]);
    expect(brief(dataset)).toEqual([
      'JPEGImages/c.png validation pit',
      'images/a.png train pit+crack & chip',
      'train/images/b.png train good',
    ]);
    expect(dataset.items[1]?.boxes).toEqual([
      { label: 'pit', box: [1, 2, 3.5, 6] },
      { label: 'crack & chip', box: [0, 0, 20, 10] },
    ]);
  });

  test('what is wrong is told and left out', async () => {
    const dataset = await open({
      'a.png': png(),
      'a.xml': annotation(object('pit', 0, 0, 5, 5)),
      'b.png': png(),
      'c.xml': annotation(),
      'd.png': png(),
      'd.xml': '<annotation><object>',
      'e.png': png(),
      'e.xml': '<html/>',
      'f.png': png(),
      'f.xml': annotation('<object><bndbox/></object>'),
      'g.png': png(),
      'g.xml': Uint8Array.of(0xff, 0xfe, 0x3c),
      'h.png': png(),
      'h.xml': '<a>'.repeat(200_000),
      'i.png': png(),
      'i.xml': annotation(object('rust', 0, 0, 5, 5)),
      'labels.txt': 'pit\n',
    });
    expect(brief(dataset)).toEqual(['a.png - pit']);
    const sentences = dataset.problems.map((problem) => problem.replace(/\(.*\)/, '(…)'));
    expect(sentences.toSorted()).toEqual([
      'b.png was left out: it has no annotation. Add one, without objects where it is good.',
      'c.xml was left out: there is no picture of that name. Add it.',
      'd.xml was left out: it is no sound XML (…). Write it again.',
      'e.xml was left out: it is no <annotation> of Pascal VOC. Write it again.',
      'f.xml: the picture was left out, an object has no name or no bndbox. Add what is missing.',
      'g.xml is no text in UTF-8. Save it as such.',
      'h.xml was left out: it is no sound XML (…). Write it again.',
      'i.xml: the picture was left out, labels.txt has no rust. Correct one of them.',
    ]);
  });

  test('entities of its own are not expanded', async () => {
    const bomb = '<!DOCTYPE annotation [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>';
    const dataset = await open({
      'a.png': png(),
      'a.xml': annotation(),
      'b.png': png(),
      'b.xml': `${bomb}${annotation(object('&b;', 0, 0, 5, 5)).replace(/<\?.*\?>/, '')}`,
    });
    expect(brief(dataset)).toEqual(['a.png - good']);
    expect(dataset.problems[0]).toContain('b.xml was left out: it is no sound XML');
  });
});

describe('coco', () => {
  const document = {
    categories: [{ id: 3, name: 'short' }],
    images: [
      { id: 1, file_name: 'images/1.png', width: 20, height: 10 },
      { id: 2, file_name: '2.png', width: 20, height: 10 },
      { id: 3, file_name: '3.png' },
      { id: 4, file_name: '4.png' },
    ],
    annotations: [
      { image_id: 1, category_id: 3, bbox: [1, 2, 3, 4] },
      { image_id: 4, category_id: 9, bbox: [1, 2, 3, 4] },
      { image_id: 8, category_id: 3, bbox: [1, 2, 3, 4] },
    ],
  };

  test('boxes, a golden for all, and what is wrong', async () => {
    const dataset = await open({
      'golden.png': png(),
      'images/1.png': png(),
      'images/2.png': png(),
      'images/4.png': png(),
      'images/5.png': png(),
      'annotations.json': JSON.stringify(document),
    });
    expect(brief(dataset)).toEqual(['images/1.png - short', 'images/2.png - good']);
    expect(dataset.items[0]?.boxes).toEqual([{ label: 'short', box: [1, 2, 3, 4] }]);
    expect((await dataset.load(dataset.items[1]!)).golden?.widthPx).toBe(20);
    expect(dataset.problems).toEqual([
      'annotations.json: a box is of picture 8, which is not listed. Correct it.',
      'annotations.json: the picture 3.png was left out, it is not there. Correct it.',
      'annotations.json: the picture 4.png was left out, a box has an unknown class. Correct it.',
      'images/4.png was left out: no COCO file names it. Add it to one.',
      'images/5.png was left out: no COCO file names it. Add it to one.',
    ]);
  });

  test('a picture in two files counts once', async () => {
    const images = [{ id: 1, file_name: '1.png' }];
    const text = JSON.stringify({ categories: [], images, annotations: [] });
    const dataset = await open({ '1.png': png(), 'instances_a.json': text, 'instances_b.json': text });
    expect(brief(dataset)).toEqual(['1.png - good']);
    expect(dataset.problems).toEqual(['1.png is in two COCO files: the first counts. Remove it from one.']);
  });

  test('a file that is none', async () => {
    const files = (text: string) => ({ '1.png': png(), 'annotations.json': text });
    expect((await refusal(open(files('{')))).message).toContain('it is no JSON');
    expect((await refusal(open(files('{"images":[]}')))).message).toContain(
      'annotations.json cannot be read as COCO',
    );
  });
});

describe('masks', () => {
  const half = (value: number) => maskPng(20, 10, (x) => (x < 10 ? value : 0));

  test('a PNG beside each JPEG, a folder a class: marked from 128 on; the class without marks is the good one', async () => {
    const jpeg = await jpegOf();
    const dataset = await open({
      'crack/1.jpg': jpeg(1),
      'crack/1.png': half(128),
      'crack/2.jpg': jpeg(2),
      'crack/2.png': half(127),
      'free/3.jpg': jpeg(3),
      'free/3.png': half(0),
    });
    expect(brief(dataset)).toEqual(['crack/1.jpg - crack', 'crack/2.jpg - crack', 'free/3.jpg - good']);
    expect(dataset.problems).toEqual([
      'crack/2.jpg is in the folder crack, but its mask is empty. Mark the place, or move it.',
    ]);
    const { mask } = await dataset.load(dataset.items[0]!);
    expect([...mask!.data.subarray(0, 20)]).toEqual([...Array(10).fill(1), ...Array(10).fill(0)]);
    expect((await dataset.load(dataset.items[2]!)).mask!.data.every((value) => value === 0)).toBe(true);
  });

  test('label numbers by labels.txt; only labels that occur are kept', async () => {
    const dataset = await open({
      '1.png': png(),
      'masks/1.png': maskPng(20, 10, (x) => [0, 3, 1][x] ?? 0),
      '2.png': png(),
      'masks/2.png': half(0),
      '3.png': png(),
      'masks/3.png': half(4),
      'labels.txt': 'pit\nscratch\nstain\n',
    });
    expect(brief(dataset)).toEqual(['1.png - pit+stain', '2.png - good']);
    expect(dataset.labels).toEqual(['pit', 'stain']);
    const { mask } = await dataset.load(dataset.items[0]!);
    expect([...mask!.data.subarray(0, 4)]).toEqual([0, 2, 1, 0]);
    expect(dataset.problems).toEqual([
      'masks/3.png holds the value 4, but labels.txt lists 3 labels. Correct one of them.',
    ]);
  });

  test('as in MVTec AD: masks of test in ground_truth, good pictures without', async () => {
    const dataset = await open({
      'train/good/000.png': png(),
      'test/good/000.png': png(),
      'test/bent/000.png': png(),
      'ground_truth/bent/000_mask.png': half(255),
    });
    expect(dataset.problems).toEqual([]);
    expect(brief(dataset)).toEqual([
      'test/bent/000.png test bent',
      'test/good/000.png test good',
      'train/good/000.png train good',
    ]);
    const bent = await dataset.load(dataset.items[0]!);
    expect(bent.mask!.data.filter((value) => value === 1)).toHaveLength(100);
    const good = await dataset.load(dataset.items[1]!);
    expect(good.mask).toEqual({ widthPx: 20, heightPx: 10, data: new Uint8Array(200) });
  });

  test('without folders what is marked is a defect', async () => {
    const dataset = await open({
      '1.png': png(),
      '1_mask.png': half(255),
      '2.png': png(),
      '2_mask.png': half(0),
    });
    expect(brief(dataset)).toEqual(['1.png - defect', '2.png - good']);
  });

  test('what is wrong is told and left out', async () => {
    const dataset = await open({
      'images/crack/1.png': png(),
      'masks/crack/1.png': half(255),
      'images/crack/2.png': png(),
      'images/crack/3.png': png(),
      'masks/crack/3.png': maskPng(10, 20, () => 0),
      'images/good/4.png': png(),
      'masks/good/4.png': half(200),
      'masks/crack/9.png': half(255),
    });
    expect(brief(dataset)).toEqual(['images/crack/1.png - crack']);
    expect(dataset.problems).toEqual([
      'masks/crack/9.png was left out: there is no picture of that name. Add it.',
      'images/crack/2.png was left out: it has no mask. Add one, or move it to a folder good.',
      'masks/crack/3.png was left out with its picture: it has 10 × 20 px, its picture 20 × 10. Make them the same.',
      'images/good/4.png was left out: it is said to be good, but masks/good/4.png marks a place. Correct one of them.',
    ]);
  });
});

describe('csv', () => {
  test('a column of names', async () => {
    const dataset = await open({
      'images/1.png': png(),
      'images/2.png': png(),
      'labels.csv': '\uFEFFFile;Label\r\nimages/1.png;dent\r\n"images\\2.png";good\r\n',
    });
    expect(brief(dataset)).toEqual(['images/1.png - dent', 'images/2.png - good']);
  });

  test('a column of numbers with a threshold', async () => {
    const files = {
      'images/1.png': png(),
      'images/2.png': png(),
      'images/3.png': png(),
      'labels.csv': 'file,probability\nimages/1.png,0.5\nimages/2.png,0.49\nimages/3.png,often\n',
    };
    const dataset = await open(files, { column: 'probability', threshold: '0.5' });
    expect(brief(dataset)).toEqual(['images/1.png - defective', 'images/2.png - good']);
    expect(dataset.problems).toEqual(['labels.csv, line 4, was left out: "often" is no number. Correct it.']);
  });

  test('what is wrong is told and left out', async () => {
    const dataset = await open({
      '1.png': png(),
      '2.png': png(),
      '3.png': png(),
      'labels.csv': 'file,label\n1.png,dent\n1.png,good\n2.png,\nlost.png,dent\n../1.png,dent\n',
    });
    expect(brief(dataset)).toEqual(['1.png - dent']);
    expect(dataset.problems).toEqual([
      'labels.csv, line 3, was left out: 1.png has its label in line 2 already. Remove one of the two.',
      'labels.csv, line 4, was left out: it has no label. Add one.',
      'labels.csv, line 5, was left out: there is no picture lost.png. Add it, or remove the line.',
      'labels.csv, line 6, was left out: there is no picture ../1.png. Add it, or remove the line.',
      '3.png was left out: it has no line in labels.csv. Add one.',
    ]);
  });

  test('a table without the column says which there are', async () => {
    const files = { '1.png': png(), 'labels.csv': 'file,probability,kind\n1.png,1,mono\n' };
    const message = 'Its columns are file, probability, kind.';
    expect(await refusal(open(files))).toMatchObject({
      code: 'dataset.malformed',
      message: `labels.csv has no column called label: name the one to learn from with the option column. ${message}`,
    });
    expect((await refusal(open(files, { column: 'score' }))).message).toBe(
      `labels.csv has no column called score. ${message}`,
    );
    expect((await refusal(open({ ...files, 'labels.csv': 'a,b\n1,"2' }))).message).toContain(
      'line 2 is never closed',
    );
  });
});

describe('which format', () => {
  test('can be named', async () => {
    const files = { 'a/1.png': png(), 'b/2.png': png(), 'labels.csv': 'file,label\na/1.png,x\nb/2.png,y\n' };
    expect((await open(files)).labels).toEqual(['x', 'y']);
    expect((await open(files, { format: 'folders' })).labels).toEqual(['a', 'b']);
  });

  test.each([
    [
      { format: 'yolo' },
      'There is no dataset format yolo: the formats are deeppcb, voc, coco, masks, csv, folders.',
    ],
    [
      { colum: 'x' },
      'A dataset has no option colum: the options are format, column, threshold, good, names.',
    ],
    [{ threshold: 'half' }, 'The threshold half is no number: give one such as 0.5.'],
  ])('a wrong option %o', async (options, message) => {
    const error = await refusal(open({ 'a/1.png': png() }, options as unknown as Record<string, string>));
    expect(error).toMatchObject({ code: 'input.invalid', message });
  });

  test('nothing that can be recognised', async () => {
    expect(await refusal(open({ 'notes.txt': 'nothing' }))).toMatchObject({
      code: 'dataset.malformed',
      message: 'There is no picture in parts: choose a folder with pictures.',
    });
    expect((await refusal(open({ '1.png': png() }))).message).toContain(
      'have no labels that Loupe knows. It reads: pairs',
    );
    expect((await refusal(open({ 'a/1.png': 'text' }))).message).toBe(
      'No picture of parts can be used. a/1.png cannot be read: it is not a picture. Copy or save it again.',
    );
  });
});

/** JPEGs are written by the codec's library: only their names matter here. */
async function jpegOf(): Promise<(seed: number) => Uint8Array> {
  const { Transformer } = await import('@napi-rs/image');
  const jpegs = await Promise.all(
    [1, 2, 3].map((seed) => new Transformer(Buffer.from(png(20, 10, seed * 60))).jpeg(90)),
  );
  return (seed) => jpegs[seed - 1]!;
}
