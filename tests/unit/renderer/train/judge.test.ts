import { describe, expect, it } from 'vitest';
import type { Prediction } from '#shared/domain/inspection';
import type { SeenPicture } from '#shared/domain/training';
import { judge } from '../../../../renderer/train/judge';

type Box = Prediction['box'];

const predicted = (label: string, score: number, box: Box = [0, 0, 100, 100]): Prediction => ({
  label,
  score,
  box,
  areaPx: box[2] * box[3],
});

const picture = (given: Partial<SeenPicture>): SeenPicture => ({
  name: 'a.png',
  widthPx: 100,
  heightPx: 100,
  labels: [],
  boxes: [],
  predictions: [],
  ...given,
});

describe('a classification', () => {
  const says = (predictions: Prediction[], labels: string[], several = false) =>
    judge(picture({ predictions, labels }), 'classify', 0, several);

  it('says the label with the most, unless what is left over for good is more', () => {
    expect(says([predicted('pit', 0.6)], ['pit'])).toMatchObject({ right: true });
    // 0.3 + 0.2: good has 0.5.
    expect(says([predicted('pit', 0.3), predicted('crack', 0.2)], [])).toMatchObject({
      right: true,
      said: [],
    });
    expect(says([predicted('pit', 0.3), predicted('crack', 0.2)], ['pit']).right).toBe(false);
    // Of five labels the strongest has little, and good even less.
    const four = [predicted('a', 0.3), predicted('b', 0.25), predicted('c', 0.25), predicted('d', 0.1)];
    expect(says(four, ['a']).said.map(({ label }) => label)).toEqual(['a']);
  });

  it('answers each label by itself where there may be several', () => {
    const both = [predicted('pit', 0.9), predicted('crack', 0.6), predicted('stain', 0.4)];
    expect(says(both, ['crack', 'pit'], true)).toMatchObject({ right: true });
    expect(says(both, ['pit'], true).right).toBe(false);
    expect(says([predicted('pit', 0.4), predicted('crack', 0.4)], [], true).right).toBe(true);
  });
});

describe('a detection', () => {
  const boxes = [
    { label: 'pit', box: [0, 0, 10, 10] as Box },
    { label: 'pit', box: [50, 50, 10, 10] as Box },
  ];
  const says = (predictions: Prediction[], threshold = 0.3) =>
    judge(picture({ predictions, boxes, labels: ['pit'] }), 'detect', threshold, false);

  it('is right where each box is found and nothing else', () => {
    // Moved by 2 of 10 pixels: 80 of 120 overlap.
    const all = [predicted('pit', 0.9, [0, 0, 10, 10]), predicted('pit', 0.8, [52, 50, 10, 10])];
    expect(says(all)).toMatchObject({ right: true, missed: 0 });
    expect(says([...all, predicted('pit', 0.2, [80, 80, 5, 5])]).right).toBe(true);
    expect(says([...all, predicted('pit', 0.4, [80, 80, 5, 5])]).found.map(({ hit }) => hit)).toEqual([
      true,
      true,
      false,
    ]);
    expect(says([...all, predicted('pit', 0.4, [80, 80, 5, 5])]).right).toBe(false);
  });

  it('counts what was missed: another label is no hit, a second box on the same defect neither', () => {
    const one = predicted('pit', 0.9, [0, 0, 10, 10]);
    expect(says([one])).toMatchObject({ right: false, missed: 1 });
    expect(says([one, predicted('crack', 0.9, [50, 50, 10, 10])])).toMatchObject({
      right: false,
      missed: 1,
    });
    expect(says([one, predicted('pit', 0.8, [1, 0, 10, 10])])).toMatchObject({ right: false, missed: 1 });
  });

  it('says each label once, the surest first', () => {
    const { said } = says([
      predicted('pit', 0.5),
      predicted('crack', 0.9),
      predicted('pit', 0.7, [50, 50, 10, 10]),
    ]);
    expect(said).toEqual([
      { label: 'crack', score: 0.9 },
      { label: 'pit', score: 0.7 },
    ]);
  });
});

describe('a segmentation', () => {
  const says = (predictions: Prediction[], labels: string[]) =>
    judge(picture({ predictions, labels }), 'segment', 0, false);

  it('is right where the regions have the labels of the picture', () => {
    expect(says([predicted('pit', 0.9), predicted('pit', 0.8)], ['pit']).right).toBe(true);
    expect(says([], ['pit']).right).toBe(false);
    expect(says([predicted('crack', 0.9)], ['pit']).found[0]?.hit).toBe(false);
    expect(says([], []).right).toBe(true);
  });
});

describe('an anomaly', () => {
  const says = (predictions: Prediction[], given: Partial<SeenPicture>) =>
    judge(picture({ predictions, ...given }), 'anomaly', 0, false).right;

  it('is right where something is marked on a bad part, whatever it is called, and nothing on a good one', () => {
    expect(says([predicted('anomaly', 0.6)], { labels: ['scratch'] })).toBe(true);
    expect(says([predicted('anomaly', 0.6)], {})).toBe(false);
    expect(says([], { boxes: [{ label: 'scratch', box: [0, 0, 1, 1] }] })).toBe(false);
    expect(says([], {})).toBe(true);
  });
});
