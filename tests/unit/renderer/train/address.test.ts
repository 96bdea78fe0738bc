import { describe, expect, it } from 'vitest';
import { compareAddress, newAddress, viewOf } from '../../../../renderer/train/address';

describe('the address of the training screen', () => {
  it('is the list without an argument, else a run', () => {
    expect(viewOf(null)).toEqual({ kind: 'runs' });
    expect(viewOf('2026-01-02-030405')).toEqual({ kind: 'run', id: '2026-01-02-030405' });
    expect(viewOf('newest')).toEqual({ kind: 'run', id: 'newest' });
  });

  it('leads back to what it was made of', () => {
    expect(viewOf(newAddress())).toEqual({ kind: 'new', like: null });
    expect(viewOf(newAddress('2026-01-02-030405'))).toEqual({ kind: 'new', like: '2026-01-02-030405' });
    expect(viewOf(compareAddress(['a', 'b']))).toEqual({ kind: 'compare', ids: ['a', 'b'] });
    expect(viewOf(compareAddress([]))).toEqual({ kind: 'compare', ids: [] });
  });
});
