import { createPcbLine } from '#models/generate/pcb';
import type { SourceConfigOf } from '#shared/domain/source';
import { builtInRecipe } from './built-in-recipes';
import type { Ports } from './ports';

export const demoRecipeId = 'demo-pcb';

/** Keeps the demo recipes where the station has no recipe yet: boards with their golden, and surfaces. */
export async function ensureDemo({ documents, images, codec }: Ports): Promise<void> {
  if ((await documents.list('recipe')).length > 0) return;
  const boards = demoLine('pcb');
  const { golden } = createPcbLine(boards);
  await documents.write('recipe', demoRecipeId, {
    ...builtInRecipe('pcb-detector'),
    id: demoRecipeId,
    name: 'Demo PCB',
    product: 'Bare board 640',
    source: boards,
    golden: { kind: 'image', sha256: await images.put(await codec.encode(golden)) },
  });
  await documents.write('recipe', 'demo-surface', {
    ...builtInRecipe('surface-segmenter'),
    id: 'demo-surface',
    name: 'Demo surface',
    product: 'Metal surface 256',
    source: demoLine('surface'),
  });
}

function demoLine(product: SourceConfigOf<'demo'>['product']): SourceConfigOf<'demo'> {
  const [seed, ratePerMinute, defectShare] = [1, 60, 0.2];
  return { kind: 'demo', product, seed, ratePerMinute, defectShare, count: null, silentAfterMs: 10_000 };
}
