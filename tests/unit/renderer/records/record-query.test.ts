import { describe, expect, test } from 'vitest';
import { recordFilter } from '#shared/domain/records';
import {
  everything,
  filterOf,
  isEverything,
  moreCount,
  type Period,
} from '../../../../renderer/records/record-query';

const now = new Date('2026-03-10T14:30:00');

describe('periods', () => {
  test.each<[Period, string | null]>([
    ['all', null],
    ['hour', '2026-03-10T13:30:00'],
    ['today', '2026-03-10T00:00:00'],
    ['day', '2026-03-09T14:30:00'],
    ['week', '2026-03-03T14:30:00'],
    ['month', '2026-02-08T14:30:00'],
  ])('%s begins at %s, in local time', (period, from) => {
    const filter = filterOf({ ...everything, period }, now);
    expect(filter.from).toBe(from && new Date(from).toISOString());
    expect(filter.to).toBeNull();
  });

  test('a period of one’s own may be open at either end', () => {
    const query = { ...everything, period: 'custom', from: '2026-03-01T06:00', to: '' } as const;
    expect(filterOf(query, now)).toMatchObject({ from: new Date(2026, 2, 1, 6).toISOString(), to: null });
  });
});

test('what is empty or blank is no condition', () => {
  const filter = filterOf({ ...everything, serial: '  ', lot: 'L-1 ', text: ' spur ' }, now);
  expect(filter).toMatchObject({ serial: null, lot: 'L-1', text: 'spur' });
  expect(recordFilter.safeParse(filter).success).toBe(true);
});

test('tells whether anything is asked for', () => {
  expect(isEverything(everything)).toBe(true);
  expect(isEverything({ ...everything, verdict: 'reject' })).toBe(false);
  expect(moreCount({ ...everything, serial: 'S', label: 'spur' })).toBe(2);
});
