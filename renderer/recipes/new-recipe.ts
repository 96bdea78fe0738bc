import { formatModelRef, type ModelManifest } from '#shared/domain/model';
import { recipeFormatVersion, type Recipe } from '#shared/domain/recipe';
import { slugOf } from '../ui/slug';

/** An empty recipe for a folder of images; `model` is the first one there is. */
export function emptyRecipe(id: string, name: string, model: ModelManifest | undefined): Recipe {
  return {
    formatVersion: recipeFormatVersion,
    id,
    name,
    product: '',
    source: { kind: 'folder', path: '', subfolders: false, order: 'name', silentAfterMs: null },
    model: { name: model?.name ?? '', version: model?.version ?? '' },
    golden: { kind: 'none' },
    labels: { '*': { reviewScore: 0.35, rejectScore: 0.5, minAreaPx: 0, allowedCount: 0 } },
    maxFindings: null,
    roi: { include: [], exclude: [] },
    onFault: 'continue',
    keepImages: 'all',
  };
}

/** A recipe id from a name: small letters, digits and dashes. Scripts without them give `recipe`. */
export function idFromName(name: string): string {
  return slugOf(name, 56) || 'recipe';
}

/** `wanted`, or the first of `wanted-2`, `wanted-3` … that nobody has. */
export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let count = 2; ; count++) {
    const candidate = `${wanted}-${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}

export const modelKey = (model: Recipe['model']): string => (model.name === '' ? '' : formatModelRef(model));
