import { useRoute } from '../ui/route';
import { RecipeDesk } from './recipe-desk';
import { RecipeList } from './recipe-list';

/** All recipes; with a recipe in the address, that one. */
export function RecipesScreen() {
  const [, key] = useRoute();
  return key === null ? <RecipeList /> : <RecipeDesk key={key} draftKey={key} />;
}
