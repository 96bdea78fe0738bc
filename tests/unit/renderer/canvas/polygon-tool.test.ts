import { beforeEach, describe, expect, it } from 'vitest';
import type { Polygon } from '#shared/numeric/geometry';
import { emptyTool, step, type PolygonTool } from '../../../../renderer/canvas/tools/polygon-tool';

let tool: PolygonTool;
const down = (x: number, y: number) => (tool = step(tool, { kind: 'down', at: [x, y], reach: 5 }));
const move = (x: number, y: number) => (tool = step(tool, { kind: 'move', at: [x, y] }));
const up = (x: number, y: number) => (tool = step(tool, { kind: 'up', at: [x, y] }));
const double = (x: number, y: number) => (tool = step(tool, { kind: 'double', at: [x, y] }));
const key = (name: string) => (tool = step(tool, { kind: 'key', key: name }));
const press = (x: number, y: number) => {
  down(x, y);
  up(x, y);
};

const square: Polygon = [
  [10, 10],
  [90, 10],
  [90, 90],
  [10, 90],
];

beforeEach(() => {
  tool = emptyTool;
});

describe('drawing a polygon', () => {
  beforeEach(() => {
    press(10, 10);
    press(90, 10);
    press(50, 80);
  });

  it('is closed by a press on its first corner', () => {
    press(13, 12);
    expect(tool).toMatchObject({ state: { kind: 'idle' }, selected: 0 });
    expect(tool.polygons).toEqual([
      [
        [10, 10],
        [90, 10],
        [50, 80],
      ],
    ]);
  });

  it('is closed by Enter', () => {
    key('Enter');
    expect(tool.polygons[0]).toHaveLength(3);
  });

  it('is closed by a double click, whose second press sets no corner', () => {
    press(20, 70);
    press(20, 70);
    double(20, 70);
    expect(tool.polygons[0]).toHaveLength(4);
  });

  it('takes its corners back one by one', () => {
    key('Backspace');
    expect(tool.state).toMatchObject({ kind: 'drawing', points: { length: 2 } });
    key('Backspace');
    key('Backspace');
    expect(tool.state.kind).toBe('idle');
    expect(tool.polygons).toEqual([]);
  });

  it('is given up by Escape', () => {
    key('Escape');
    expect(tool).toMatchObject({ state: { kind: 'idle' }, polygons: [] });
  });
});

it('does not close a polygon that has no area', () => {
  press(10, 10);
  press(90, 10);
  key('Enter');
  press(11, 11);
  expect(tool.state.kind).toBe('drawing');
  expect(tool.polygons).toEqual([]);
});

describe('a polygon that is there', () => {
  beforeEach(() => {
    tool = { ...emptyTool, polygons: [square] };
  });

  it('has a corner dragged', () => {
    down(88, 92);
    move(120, 110);
    up(130, 120);
    expect(tool.polygons[0]).toEqual([
      [10, 10],
      [90, 10],
      [130, 120],
      [10, 90],
    ]);
    expect(tool.state.kind).toBe('idle');
  });

  it('is moved as a whole by a drag inside', () => {
    down(50, 50);
    move(70, 40);
    up(60, 55);
    expect(tool.polygons[0]).toEqual([
      [20, 15],
      [100, 15],
      [100, 95],
      [20, 95],
    ]);
  });

  it('goes back where it was on Escape', () => {
    down(50, 50);
    move(70, 40);
    key('Escape');
    expect(tool).toMatchObject({ state: { kind: 'idle' }, polygons: [square] });
  });

  it('is removed by Delete once it is selected, and not before', () => {
    key('Delete');
    expect(tool.polygons).toEqual([square]);
    press(50, 50);
    key('Delete');
    expect(tool.polygons).toEqual([]);
  });
});
