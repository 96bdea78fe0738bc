import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceStatuses } from '#shared/domain/source';
import { bandState } from '../../../../renderer/inspect/band-state';
import { makePart, makeStatus } from './parts';

const passed = makePart(7);
const running = {
  connection: 'open' as const,
  status: makeStatus(),
  newest: passed,
  frozen: null,
  awaiting: null,
  outageId: 0,
};

describe('the band', () => {
  it('shows the newest part of the running line', () => {
    expect(bandState(running)).toEqual({ kind: 'verdict', part: passed });
  });

  it('does not go on showing a PASS when the engine or the source is gone', () => {
    expect(bandState({ ...running, connection: 'lost' })).toEqual({ kind: 'trouble', cause: 'connection' });
    const lost = makeStatus({ source: 'lost' });
    expect(bandState({ ...running, status: lost })).toMatchObject({ kind: 'trouble', cause: 'source' });
    expect(bandState({ ...running, status: lost, frozen: passed }).kind).toBe('trouble');
  });

  it('counts a source as lost between two attempts to open it', () => {
    const fault = { code: 'source.lost', message: 'The camera is silent.' };
    const again = makeStatus({ source: 'opening', fault });
    expect(bandState({ ...running, status: again })).toEqual({ kind: 'trouble', cause: 'source', fault });
  });

  it('does not come back to the verdict from before an outage', () => {
    const after = { ...running, outageId: passed.id };
    expect(bandState(after)).toEqual({ kind: 'waiting', for: 'part' });
    const next = makePart(passed.id + 1);
    expect(bandState({ ...after, newest: next })).toEqual({ kind: 'verdict', part: next });
  });

  it('does not take a part of another run for the one in front', () => {
    const later = makeStatus({ runId: 2 });
    expect(bandState({ ...running, status: later })).toEqual({ kind: 'waiting', for: 'part' });
  });

  it('takes the verdict away when the next part is put in place', () => {
    const bench = { ...running, status: makeStatus({ state: 'stepping' }) };
    expect(bandState(bench).kind).toBe('verdict');
    expect(bandState({ ...bench, awaiting: 'step' })).toEqual({ kind: 'waiting', for: 'step' });
    expect(bandState({ ...bench, awaiting: 'part' })).toEqual({ kind: 'waiting', for: 'part' });
  });

  it('says why the line stopped, and calls the last part the last', () => {
    const fault = { code: 'disk.full', message: 'The disk is full.' };
    expect(bandState({ ...running, status: makeStatus({ state: 'idle', fault }) })).toEqual({
      kind: 'stopped',
      fault,
    });
    expect(bandState({ ...running, status: makeStatus({ state: 'idle' }) })).toEqual({
      kind: 'idle',
      last: passed,
    });
  });

  it('tells a frozen part from the line', () => {
    const old = makePart(3, { verdict: 'reject' });
    expect(bandState({ ...running, frozen: old })).toEqual({ kind: 'frozen', part: old, line: passed });
  });

  it('gives a verdict only for a recorded part of the open run, with engine and source there', () => {
    const known = fc.record({
      connection: fc.constantFrom('connecting' as const, 'open' as const, 'lost' as const),
      status: fc.option(
        fc.record({
          state: fc.constantFrom(
            'idle',
            'starting',
            'running',
            'stepping',
            'stopping',
          ) as fc.Arbitrary<'idle'>,
          source: fc.constantFrom(...sourceStatuses),
          runId: fc.option(fc.integer({ min: 1, max: 2 })),
        }),
      ),
      newest: fc.option(fc.constant(passed)),
      frozen: fc.option(fc.constant(makePart(2))),
      awaiting: fc.constantFrom(null, 'step' as const, 'part' as const),
      outageId: fc.constantFrom(0, 6, 7),
    });
    fc.assert(
      fc.property(known, ({ status, ...rest }) => {
        const full = status && makeStatus(status);
        const band = bandState({ ...rest, status: full });
        if (band.kind !== 'verdict') return;
        expect(rest.connection).not.toBe('lost');
        expect(full?.state).not.toBe('idle');
        expect(full?.source).not.toBe('lost');
        expect(full?.source).not.toBe('opening');
        expect(band.part.id).toBeGreaterThan(rest.outageId);
        expect(band.part).toBe(rest.newest);
        expect(band.part.runId).toBe(full?.runId);
      }),
    );
  });
});
