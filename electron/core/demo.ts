import { createPcbLine } from '#models/generate/pcb';
import goldenCompare from '../../resources/recipes/golden-compare.json';
import type { Ports } from './ports';
import { parseRecipe } from './recipes';
import type { Recipe } from '#shared/domain/recipe';

export const demoRecipeId = 'demo-pcb';

/** The recipe that ships with the program: compares each frame with a golden image. */
export const goldenCompareRecipe = (): Recipe => parseRecipe(goldenCompare);

/** Keeps the demo recipe with its golden board where the station has no recipe yet. */
export async function ensureDemo({ documents, images, codec }: Ports): Promise<void> {
  if ((await documents.list('recipe')).length > 0) return;
  const recipe = goldenCompareRecipe();
  const source = {
    kind: 'demo',
    product: 'pcb',
    seed: 1,
    ratePerMinute: 60,
    defectShare: 0.2,
    count: null,
  } as const;
  const { golden } = createPcbLine(source);
  const sha256 = await images.put(await codec.encode(golden));
  await documents.write('recipe', demoRecipeId, {
    ...recipe,
    id: demoRecipeId,
    name: 'Demo PCB',
    product: 'Bare board 640',
    source: { ...source, silentAfterMs: 10_000 },
    golden: { kind: 'image', sha256 },
  });
}
