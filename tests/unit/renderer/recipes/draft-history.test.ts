import { describe, expect, test } from 'vitest';
import { change, redo, startHistory, undo } from '../../../../renderer/recipes/draft-history';

describe('draft history', () => {
  test('goes back and forth through every step', () => {
    let history = startHistory('a');
    history = change(history, 'b', null, 0);
    history = change(history, 'c', null, 1);
    expect(undo(history).present).toBe('b');
    expect(undo(undo(history)).present).toBe('a');
    expect(undo(undo(undo(history))).present).toBe('a');
    expect(redo(undo(history)).present).toBe('c');
  });

  test('takes the steps of one drag back together, those of two drags one by one', () => {
    let history = startHistory(0);
    for (const [value, atMs] of [
      [1, 0],
      [2, 16],
      [3, 32],
      [4, 5000],
      [5, 5016],
    ] as const) {
      history = change(history, value, 'scores', atMs);
    }
    expect(undo(history).present).toBe(3);
    expect(undo(undo(history)).present).toBe(0);
  });

  test('a drag of another field begins a new step', () => {
    const history = change(change(startHistory(0), 1, 'spur', 0), 2, 'open', 10);
    expect(undo(history).present).toBe(1);
  });

  test('a drag that goes on after an undo is a step of its own', () => {
    const undone = undo(change(change(startHistory(0), 1, 'spur', 0), 2, null, 10));
    const history = change(undone, 7, 'spur', 20);
    expect(undo(history).present).toBe(1);
    expect(redo(history).present).toBe(7);
  });
});
