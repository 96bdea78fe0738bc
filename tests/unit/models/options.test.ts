import { expect, test } from 'vitest';
import { optionsIn, standardOptions } from '#models/options';

const table = { size: { standard: 3, min: 1, max: 9 }, share: { standard: 0.5, min: 0, max: 1 } } as const;

test('options are those of the manifest, standard where it has none', () => {
  expect(standardOptions(table)).toEqual({ size: 3, share: 0.5 });
  expect(optionsIn(table, { name: 'm', options: { size: 9, other: 1 } })).toEqual({ size: 9, share: 0.5 });
});

test('an option outside its range is told with the range', () => {
  for (const size of [0.9, 9.1, NaN]) {
    expect(() => optionsIn(table, { name: 'm', options: { size } })).toThrow(
      `Option size of model m is ${size}: it must be from 1 to 9.`,
    );
  }
});
