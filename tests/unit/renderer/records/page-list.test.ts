import { describe, expect, test } from 'vitest';
import type { Part } from '#shared/domain/inspection';
import { emptyList, neighbour, pageLength, withPage, withPart } from '../../../../renderer/records/page-list';

const part = (id: number, serial = '') => ({ id, serial }) as Part;
const page = (from: number, count = pageLength) =>
  Array.from({ length: count }, (_, index) => part(from - index));

describe('a list that comes page by page', () => {
  test('goes on below its last id, and is complete with a short page', () => {
    const first = withPage(emptyList, page(1000));
    expect(first).toMatchObject({ complete: false });
    const second = withPage(first, page(900, 3));
    expect(second.parts.map(({ id }) => id)).toEqual([...page(1000), ...page(900, 3)].map(({ id }) => id));
    expect(second.complete).toBe(true);
  });

  test('shows no part twice when a page comes twice', () => {
    const list = withPage(withPage(emptyList, page(1000)), page(900));
    expect(withPage(list, page(900)).parts).toHaveLength(2 * pageLength);
  });

  test('a changed part stays in its place', () => {
    const list = withPart(withPage(emptyList, page(3, 3)), part(2, 'changed'));
    expect(list.parts.map(({ serial }) => serial)).toEqual(['', 'changed', '']);
  });
});

test.each([
  [null, 1, 3],
  [2, 1, 1],
  [2, -1, 3],
  [1, 10, 1],
  [3, -10, 3],
  [99, 1, 3],
])('from %j by %d comes %d', (id, step, expected) => {
  expect(neighbour(page(3, 3), id, step)?.id).toBe(expected);
});
