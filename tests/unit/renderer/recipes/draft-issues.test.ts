import { describe, expect, test } from 'vitest';
import type { Recipe } from '#shared/domain/recipe';
import { issuesOf, tabOf, warningOf } from '../../../../renderer/recipes/draft-issues';
import { emptyRecipe } from '../../../../renderer/recipes/new-recipe';

const nobody: ReadonlySet<string> = new Set();
const whole: Recipe = {
  ...emptyRecipe('board', 'Board', undefined),
  source: { kind: 'folder', path: '/images', subfolders: false, order: 'name', silentAfterMs: null },
  model: { name: 'golden-compare', version: '1.0.0' },
};

describe('what a draft still needs', () => {
  test('nothing, when it is whole', () => {
    expect([...issuesOf(whole, nobody)]).toEqual([]);
  });

  test.each<[string, Partial<Recipe>, string, string]>([
    ['a name', { name: '  ' }, 'name', 'nameMissing'],
    ['a proper id', { id: 'Board 1' }, 'id', 'idForm'],
    ['a folder', { source: { ...whole.source, path: '' } as Recipe['source'] }, 'source.path', 'pathMissing'],
    ['files', { source: { kind: 'files', paths: [], silentAfterMs: null } }, 'source.paths', 'pathsMissing'],
    [
      'files without empty lines',
      { source: { kind: 'files', paths: ['/a.png', ''], silentAfterMs: null } },
      'source.paths',
      'pathsMissing',
    ],
    ['a model', { model: { name: '', version: '' } }, 'model.name', 'modelMissing'],
    ['a golden image', { golden: { kind: 'image', sha256: '' } }, 'golden.sha256', 'goldenMissing'],
    [
      'a pattern with {id}',
      { golden: { kind: 'pair', match: 'test.jpg', golden: '{dir}/{id}.jpg' } },
      'golden.match',
      'patternId',
    ],
    [
      'a golden file that stays below its folder',
      { golden: { kind: 'pair', match: '{id}.jpg', golden: '{dir}/../{id}.jpg' } },
      'golden.golden',
      'patternFolder',
    ],
  ])('%s', (_, change, field, issue) => {
    const issues = issuesOf({ ...whole, ...change }, nobody);
    expect([...issues]).toEqual([[field, issue]]);
  });

  test('an id of its own', () => {
    expect(issuesOf(whole, new Set(['board'])).get('id')).toBe('idTaken');
  });
});

test.each([
  ['name', 'setup'],
  ['source.path', 'setup'],
  ['source.silentAfterMs', 'line'],
  ['golden.match', 'setup'],
  ['labels.*.minAreaPx', 'rules'],
  ['maxFindings', 'rules'],
  ['roi.include.0', 'region'],
  ['keepImages', 'line'],
])('%s is on the page %s', (field, tab) => {
  expect(tabOf(field)).toBe(tab);
});

describe('what is valid and still will not work', () => {
  const demo: Recipe['source'] = {
    kind: 'demo',
    product: 'pcb',
    seed: 1,
    ratePerMinute: 60,
    defectShare: 0.2,
    count: null,
    silentAfterMs: null,
  };
  const pair: Recipe['golden'] = { kind: 'pair', match: '{id}.png', golden: '{dir}/{id}_g.png' };

  test.each<[boolean, Recipe['golden'], Recipe['source'], ReturnType<typeof warningOf>]>([
    [true, { kind: 'none' }, whole.source, 'goldenNeeded'],
    [true, pair, whole.source, null],
    [true, pair, demo, 'pairNeedsFiles'],
    [false, { kind: 'none' }, whole.source, null],
    [false, pair, whole.source, 'goldenUnused'],
  ])('model needs a golden: %s, %j', (needsGolden, golden, source, warning) => {
    expect(warningOf({ golden, source }, needsGolden)).toBe(warning);
  });
});
