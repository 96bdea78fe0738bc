import { beforeEach, describe, expect, it } from 'vitest';
import { confirmedVerdict, overruledVerdict } from '../../../../renderer/ui/disposition';
import {
  freeze,
  freezeNeighbour,
  mergeParts,
  showLive,
  stripLength,
  takeParts,
  toggleLook,
  useInspect,
} from '../../../../renderer/inspect/store';
import { makePart } from './parts';

const ids = (parts: readonly { id: number }[]) => parts.map(({ id }) => id);
const word = (verdict: 'pass' | 'reject') => ({
  verdict,
  reason: '',
  by: '',
  at: '2026-01-05T08:00:00.000Z',
});

describe('the strip', () => {
  beforeEach(() => useInspect.setState({ parts: [], frozen: null, look: 'image', live: null }));

  it('has the newest first, whatever the order they come in, and each once', () => {
    const merged = mergeParts([makePart(4), makePart(2)], [makePart(3), makePart(5), makePart(4)]);
    expect(ids(merged)).toEqual([5, 4, 3, 2]);
  });

  it('keeps the last fifty', () => {
    const many = Array.from({ length: 80 }, (_, index) => makePart(index + 1));
    const merged = mergeParts(many.slice(0, 40), many.slice(40));
    expect(merged).toHaveLength(stripLength);
    expect([merged[0]?.id, merged.at(-1)?.id]).toEqual([80, 31]);
  });

  it('shows a decision on the frozen part as well', () => {
    takeParts([makePart(1, { verdict: 'reject' })]);
    freeze(useInspect.getState().parts[0] ?? null);
    takeParts([makePart(1, { verdict: 'reject', dispositions: [word('pass')] })]);
    expect(useInspect.getState().frozen?.dispositions).toHaveLength(1);
  });

  it('is walked along with the arrows and stops at its ends', () => {
    takeParts([makePart(1), makePart(2), makePart(3)]);
    const walked = ([1, 1, 1, 1, -1, -1, -1] as const).map((step) => {
      freezeNeighbour(step);
      return useInspect.getState().frozen?.id;
    });
    expect(walked).toEqual([3, 2, 1, 1, 2, 3, 3]);
  });

  it('offers golden and difference only for a part that has a golden', () => {
    takeParts([makePart(1)]);
    toggleLook('blink');
    expect(useInspect.getState()).toMatchObject({ frozen: null, look: 'image' });
    takeParts([makePart(2, { goldenSha256: 'c'.repeat(64) })]);
    toggleLook('difference');
    expect(useInspect.getState()).toMatchObject({ frozen: { id: 2 }, look: 'difference' });
    toggleLook('difference');
    expect(useInspect.getState().look).toBe('image');
  });
});

describe('a decision', () => {
  it('agrees to good only where the machine said PASS', () => {
    const confirmed = (['pass', 'review', 'reject', 'not-inspected'] as const).map((verdict) =>
      confirmedVerdict(makePart(1, { verdict })),
    );
    expect(confirmed).toEqual(['pass', 'reject', 'reject', 'reject']);
  });

  it('overrules what counts now, also the word before', () => {
    expect(overruledVerdict(makePart(1, { verdict: 'reject' }))).toBe('pass');
    expect(overruledVerdict(makePart(1, { verdict: 'reject', dispositions: [word('pass')] }))).toBe('reject');
  });
});

describe('a live picture', () => {
  beforeEach(() => useInspect.setState({ parts: [makePart(4)], frozen: null, live: null, awaiting: 'part' }));

  it('of a new part brings the part and ends the wait for it', () => {
    showLive(makePart(5), null);
    expect(useInspect.getState()).toMatchObject({ awaiting: null, live: { part: { id: 5 } } });
    expect(ids(useInspect.getState().parts)).toEqual([5, 4]);
  });

  it('of a part that is known already does not end the wait for the next', () => {
    showLive(makePart(4), null);
    takeParts([makePart(3), makePart(4)]);
    expect(useInspect.getState().awaiting).toBe('part');
  });
});
