import { expect, test } from 'vitest';
import { recipe as recipeSchema } from '#shared/domain/recipe';
import { emptyRecipe, freeId, idFromName } from '../../../../renderer/recipes/new-recipe';

const idForm = recipeSchema.shape.id;

test.each([
  ['Bracket 7 / left', 'bracket-7-left'],
  ['  Gehäuse Ä ', 'gehause-a'],
  ['电路板', 'recipe'],
  ['---', 'recipe'],
  ['x'.repeat(200), 'x'.repeat(56)],
])('makes an id from the name %j', (name, id) => {
  expect(idFromName(name)).toBe(id);
  expect(idForm.safeParse(id).success).toBe(true);
});

test('an id that is taken gets the first free number', () => {
  expect(freeId('board', new Set())).toBe('board');
  expect(freeId('board', new Set(['board', 'board-2', 'board-4']))).toBe('board-3');
});

test('a new recipe lacks nothing but its folder and model', () => {
  const issues = recipeSchema.safeParse(emptyRecipe('a', 'A', undefined)).error?.issues ?? [];
  expect(issues.map(({ path }) => path.join('.')).toSorted()).toEqual([
    'model.name',
    'model.version',
    'source.path',
  ]);
});
