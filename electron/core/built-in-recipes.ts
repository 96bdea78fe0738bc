import type { Recipe } from '#shared/domain/recipe';
import goldenCompare from '../../resources/recipes/golden-compare.json';
import pcbDetector from '../../resources/recipes/pcb-detector.json';
import surfaceAnomaly from '../../resources/recipes/surface-anomaly.json';
import surfaceClassifier from '../../resources/recipes/surface-classifier.json';
import surfaceSegmenter from '../../resources/recipes/surface-segmenter.json';
import { parseRecipe } from './recipes';

const files = { goldenCompare, pcbDetector, surfaceAnomaly, surfaceClassifier, surfaceSegmenter };

/** The recipes that ship with the program, one for each model that does, by the name of the model. */
export const builtInRecipes: ReadonlyMap<string, Recipe> = new Map(
  Object.values(files).map((file) => {
    const recipe = parseRecipe(file);
    return [recipe.id, recipe];
  }),
);

/** One of them. */
export function builtInRecipe(id: string): Recipe {
  const recipe = builtInRecipes.get(id);
  if (!recipe) throw new Error(`there is no recipe ${id}`);
  return recipe;
}
