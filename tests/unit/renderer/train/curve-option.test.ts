import { describe, expect, it } from 'vitest';
import { curveOption, type Curve } from '../../../../renderer/train/curve-option';

interface Drawn {
  readonly name: string;
  readonly data: readonly (readonly [number, number])[];
  readonly showSymbol: boolean;
  readonly markPoint?: { readonly data: readonly { readonly coord: readonly [number, number] }[] };
}

const colors = { ink: '#111111', quiet: '#555555', line: '#dddddd', accent: '#0000ff' };
const words = { epoch: 'Epoch', best: 'best', short: String, value: String };
const drawn = (curves: Curve[]) => curveOption(curves, words, colors, 16)['series'] as Drawn[];

describe('curves', () => {
  it('mark the best epoch where it is, and nothing where there is none', () => {
    const points = [
      [1, 0.2],
      [2, 0.6],
      [3, 0.5],
    ] as const;
    const [marked, unmarked] = drawn([
      { name: 'a', points, best: 2 },
      { name: 'b', points, best: null },
    ]);
    expect(marked?.markPoint?.data).toEqual([{ coord: [2, 0.6] }]);
    expect(unmarked?.markPoint).toBeUndefined();
    expect(marked?.data).toEqual(points);
  });

  it('show points one by one only where there are few', () => {
    const long = Array.from({ length: 500 }, (_, i) => [i + 1, i] as const);
    expect(drawn([{ name: 'a', points: long, best: null }])[0]?.showSymbol).toBe(false);
    expect(drawn([{ name: 'a', points: long.slice(0, 1), best: null }])[0]?.showSymbol).toBe(true);
  });

  it('end at a whole epoch', () => {
    const { max } = curveOption([], words, colors, 16)['xAxis'] as { max(extent: { max: number }): number };
    expect(max({ max: 1.8 })).toBe(2);
    expect(max({ max: 12 })).toBe(12);
    expect(max({ max: 0.2 })).toBe(1);
  });
});
