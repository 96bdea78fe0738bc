import { expect, test } from 'vitest';
import { emptySource } from '../../../../renderer/recipes/empty-source';

test('a new source keeps how long it may be silent', () => {
  expect(emptySource('files', 10_000).silentAfterMs).toBe(10_000);
  expect(emptySource('folder', 60_000).silentAfterMs).toBe(60_000);
});

test('a silence that is too short for a folder is not carried over to it: the recipe could not be saved', () => {
  expect(emptySource('folder', 10_000).silentAfterMs).toBeNull();
});
