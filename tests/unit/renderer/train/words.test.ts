import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import en from '../../../../resources/locales/en.json';
import { formatDuration, phaseWords, shareDone } from '../../../../renderer/train/words';
import { matches } from '../../../../renderer/train/run-search';
import { saidWords, truthWords } from '../../../../renderer/train/seen-words';
import { record } from './runs';

await i18next.init({
  lng: 'en',
  resources: { en: { translation: en } },
  interpolation: { escapeValue: false },
});
const { t } = i18next;

const progress = {
  step: 40,
  steps: 100,
  epoch: 4,
  epochs: 10,
  loss: 0.5,
  rate: 0.001,
  picturesPerSecond: 120,
  secondsLeft: 61,
};

describe('lengths of time', () => {
  it.each([
    [0.2, '1 sec'],
    [59.2, '60 sec'],
    [61, '1 min'],
    [600, '10 min'],
    [5399, '90 min'],
    [9000, '2.5 hr'],
  ])('%d s is told as %s', (seconds, words) => {
    expect(formatDuration(seconds, 'en')).toBe(words);
  });
});

describe('what a run does just now', () => {
  it('is told in each of its phases', () => {
    const words = (given: Parameters<typeof record>[0]) => phaseWords(record(given), t, 'en');
    expect(words({ state: 'waiting' })).toBe('Waits for its turn');
    expect(words({ state: 'running', reading: { done: 30, total: 120 } })).toBe('Reading the pictures: 25%');
    expect(words({ state: 'running' })).toBe('Choosing a network');
    expect(words({ state: 'running', progress })).toBe('Epoch 4 of 10 · 1 min left');
    expect(words({ state: 'paused', progress })).toBe('Epoch 4 of 10');
    expect(words({ state: 'running', progress: { ...progress, step: 100 } })).toBe(
      'Measuring how good it is',
    );
  });

  it('is so far', () => {
    expect(shareDone(record({ progress }))).toBe(0.4);
    expect(shareDone(record({ reading: { done: 1, total: 2 } }))).toBe(0);
    expect(shareDone(record())).toBe(0);
  });
});

describe('what is seen in a picture', () => {
  const picture = { name: 'a', widthPx: 9, heightPx: 9, labels: ['pit'], predictions: [] };
  const box = [0, 0, 1, 1] as [number, number, number, number];

  it('is told in words: labels, and of boxes how many', () => {
    const boxes = ['pit', 'pit', 'crack'].map((label) => ({ label, box }));
    expect(truthWords({ ...picture, boxes }, 'detect', t)).toBe('2 × Pit, Crack');
    expect(truthWords({ ...picture, boxes }, 'classify', t)).toBe('Pit');
    expect(truthWords({ ...picture, labels: [], boxes: [] }, 'detect', t)).toBe('Good');
  });

  it('is told with how sure the model is', () => {
    const judged = { right: false, said: [{ label: 'pit', score: 0.814 }], found: [], missed: 0 };
    expect(saidWords(judged, 'classify', t, 'en')).toBe('Pit 81%');
    expect(saidWords({ ...judged, said: [] }, 'classify', t, 'en')).toBe('Good');
  });
});

describe('a search for runs', () => {
  it('finds each word in the name, the dataset or the task', () => {
    expect(matches(record(), 'surface classi', 'Classify')).toBe(true);
    expect(matches(record(), 'CLASSIFY', 'Classify')).toBe(true);
    expect(matches(record(), 'surface detect', 'Classify')).toBe(false);
    expect(matches(record(), '', 'Classify')).toBe(true);
  });
});
