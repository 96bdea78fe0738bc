import { recipe as recipeSchema, type Recipe } from '#shared/domain/recipe';

/** What is wrong with a field, as a key of `recipes.issue`. */
export type IssueCode =
  | 'nameMissing'
  | 'idForm'
  | 'idTaken'
  | 'pathMissing'
  | 'pathsMissing'
  | 'modelMissing'
  | 'goldenMissing'
  | 'patternId'
  | 'patternFolder'
  | 'silenceShort'
  | 'notValid';

/** By the field's path, dots between: `source.path`. Empty: the draft can be saved. */
export type Issues = ReadonlyMap<string, IssueCode>;

const codes: Readonly<Record<string, IssueCode>> = {
  name: 'nameMissing',
  id: 'idForm',
  'source.path': 'pathMissing',
  'source.paths': 'pathsMissing',
  'source.silentAfterMs': 'silenceShort',
  'model.name': 'modelMissing',
  'golden.sha256': 'goldenMissing',
  'golden.match': 'patternId',
  'golden.golden': 'patternFolder',
};

/** @param taken ids of the other recipes */
export function issuesOf(draft: Recipe, taken: ReadonlySet<string>): Issues {
  const issues = new Map<string, IssueCode>();
  for (const { path } of recipeSchema.safeParse(draft).error?.issues ?? []) {
    const field = fieldOf(path);
    if (!issues.has(field)) issues.set(field, codes[field] ?? 'notValid');
  }
  if (taken.has(draft.id)) issues.set('id', 'idTaken');
  return issues;
}

/** A list and the model are one field each: their parts have no place of their own for a message. */
function fieldOf(path: readonly PropertyKey[]): string {
  const field = path.map(String).join('.');
  if (field.startsWith('source.paths')) return 'source.paths';
  return field === 'model.version' ? 'model.name' : field;
}

/** Which page of the editor a field is on. */
export function tabOf(field: string): 'setup' | 'rules' | 'region' | 'line' {
  const [root, leaf] = field.split('.');
  if (leaf === 'silentAfterMs') return 'line';
  if (root === 'labels' || root === 'maxFindings') return 'rules';
  if (root === 'roi') return 'region';
  return root === 'onFault' || root === 'keepImages' ? 'line' : 'setup';
}

/** What will not work although every field is valid, as a key of `recipes.warning`. */
export function warningOf(
  { golden, source }: Pick<Recipe, 'golden' | 'source'>,
  needsGolden: boolean,
): 'goldenNeeded' | 'goldenUnused' | 'pairNeedsFiles' | null {
  if (golden.kind === 'pair' && source.kind === 'demo') return 'pairNeedsFiles';
  if (needsGolden) return golden.kind === 'none' ? 'goldenNeeded' : null;
  return golden.kind === 'none' ? null : 'goldenUnused';
}
