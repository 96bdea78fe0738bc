import { AppFailure } from '#shared/contract/errors';
import { recipe as recipeSchema, recipeFile, recipeFormatVersion, type Recipe } from '#shared/domain/recipe';
import type { Ports } from './ports';

type Needs = Pick<Ports, 'documents' | 'images' | 'codec'>;

const kind = 'recipe';

/** All recipes by name. One that cannot be read is left out: the others must go on. */
export async function listRecipes({ documents }: Needs): Promise<Recipe[]> {
  const values = await documents.list(kind);
  return values
    .flatMap((value) => {
      const parsed = recipeSchema.safeParse(value);
      return parsed.success ? [parsed.data] : [];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Throws AppFailure recipe.missing, recipe.newer or recipe.malformed. */
export async function readRecipe(id: string, { documents }: Needs): Promise<Recipe> {
  const value = await documents.read(kind, id);
  if (value === undefined) {
    throw new AppFailure('recipe.missing', `There is no recipe ${id}: choose another one.`, { id });
  }
  return parseRecipe(value);
}

export async function writeRecipe(recipe: Recipe, { documents }: Needs): Promise<Recipe> {
  await documents.write(kind, recipe.id, recipe);
  return recipe;
}

export async function removeRecipe(id: string, { documents }: Needs): Promise<void> {
  await documents.remove(kind, id);
}

/** Throws AppFailure recipe.newer or recipe.malformed; the sentence names the first field that is wrong. */
export function parseRecipe(value: unknown): Recipe {
  const version = (value as { formatVersion?: unknown } | null)?.formatVersion;
  if (typeof version === 'number' && version > recipeFormatVersion) {
    throw new AppFailure(
      'recipe.newer',
      `The recipe was written by a newer Loupe (format ${version}, this one reads ${recipeFormatVersion}): update Loupe first.`,
      { version, known: recipeFormatVersion },
    );
  }
  const parsed = recipeSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || 'recipe';
  throw new AppFailure(
    'recipe.malformed',
    `The recipe cannot be used: ${field}: ${issue?.message ?? 'not valid'}.`,
    {
      field,
    },
  );
}

/** Reads a recipe file and keeps its images. A recipe of the same id is replaced. */
export async function importRecipe(text: string, ports: Needs): Promise<Recipe> {
  const value = parseJson(text);
  const file = (
    typeof value === 'object' && value !== null && 'recipe' in value ? value : { recipe: value }
  ) as {
    recipe: unknown;
  };
  const recipe = parseRecipe(file.recipe);
  const parsed = recipeFile.safeParse(file);
  if (!parsed.success) throw malformed('its images are not valid');
  for (const [sha256, base64] of Object.entries(parsed.data.images)) {
    const { encoded } = await ports.codec.decode(bytesOf(base64), `an image of recipe ${recipe.name}`);
    if ((await ports.images.put(encoded)) !== sha256)
      throw malformed('an image is not the one that it is named for');
  }
  return writeRecipe(recipe, ports);
}

/** The recipe as one file, with its golden image. */
export async function exportRecipe(id: string, ports: Needs): Promise<{ fileName: string; text: string }> {
  const recipe = await readRecipe(id, ports);
  const images: Record<string, string> = {};
  if (recipe.golden.kind === 'image') {
    const { bytes } = await ports.images.get(recipe.golden.sha256);
    images[recipe.golden.sha256] = base64Of(bytes);
  }
  return { fileName: `${recipe.id}.loupe-recipe.json`, text: JSON.stringify({ recipe, images }, null, 2) };
}

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    throw malformed('an image in it is not base64');
  }
}

function base64Of(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 8192)
    parts.push(String.fromCharCode(...bytes.subarray(i, i + 8192)));
  return btoa(parts.join(''));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppFailure(
      'recipe.malformed',
      'The file is not a recipe: it is not JSON.',
      { field: 'recipe' },
      cause,
    );
  }
}

function malformed(why: string): AppFailure {
  return new AppFailure('recipe.malformed', `The recipe cannot be used: ${why}.`, { field: 'images' });
}
