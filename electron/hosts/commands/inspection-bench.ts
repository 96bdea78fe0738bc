import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '#electron/adapters/clock';
import { createImageCodec } from '#electron/adapters/image/codec';
import { goldenOf } from '#electron/core/golden';
import type { Setup } from '#electron/core/inspection/inspect-part';
import type { Ports } from '#electron/core/ports';
import { importRecipe } from '#electron/core/recipes';
import { openInference, openModels, openSources, readGoldenFile } from '#electron/engine/open-ports';
import { sha256 } from '#electron/engine/sha256';
import { builtInRecipes } from '#electron/core/built-in-recipes';
import { AppFailure } from '#shared/contract/errors';
import type { EncodedImage } from '#shared/domain/frame';
import type { GoldenReference, Recipe } from '#shared/domain/recipe';
import { programFolder } from '../program-folder';

export interface BenchOptions {
  /** A built-in name or a recipe file. */
  readonly recipe: string;
  /** A package folder in place of the recipe's model. */
  readonly model: string | undefined;
  readonly golden: string | undefined;
  readonly match: string | undefined;
}

/** All that an inspection needs, without a station: nothing is recorded, images stay in memory. */
export interface InspectionBench {
  readonly setup: Setup;
  readonly ports: Pick<Ports, 'clock' | 'codec' | 'images' | 'openSource'> & {
    machine: Pick<Ports['machine'], 'report'>;
  };
  close(): Promise<void>;
}

export async function openBench({
  recipe: named,
  model: folder,
  golden,
  match,
}: BenchOptions): Promise<InspectionBench> {
  const codec = createImageCodec();
  const clock = systemClock;
  const images = memoryImages();
  const ports = {
    codec,
    clock,
    images,
    openSource: openSources().open,
    machine: { report: (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)) },
    readGoldenFile,
    sha256,
  };
  const recipe = await recipeOf(named, ports);
  const reference = golden === undefined ? recipe.golden : await referenceOf(golden, match, ports);
  const models = openModels(programFolder, join(programFolder, 'models/packages'));
  const inference = openInference(programFolder);
  try {
    const modelPackage = await (folder === undefined ? models.open(recipe.model) : models.openFolder(folder));
    if (modelPackage.manifest.golden && reference.kind === 'none') {
      throw new AppFailure(
        'golden.missing',
        `${modelPackage.manifest.name} compares with a golden image: name it with --golden.`,
      );
    }
    const setup: Setup = {
      recipe: { ...recipe, keepImages: 'none' },
      recipeSha256: '',
      model: await inference.load(modelPackage, 'auto'),
      modelSha256: modelPackage.manifest.sha256,
      golden: await goldenOf(reference, ports),
    };
    return { setup, ports, close: () => inference.close() };
  } catch (thrown) {
    await inference.close();
    throw thrown;
  }
}

type Needs = Pick<Ports, 'codec' | 'images'>;

async function recipeOf(named: string, ports: Needs): Promise<Recipe> {
  const builtIn = builtInRecipes.get(named);
  if (builtIn) return builtIn;
  const text = await readFile(named, 'utf8').catch((cause: unknown) => {
    const known = [...builtInRecipes.keys()].join(', ');
    throw new AppFailure(
      'recipe.missing',
      `There is no recipe ${named}: name a recipe file or one of ${known}.`,
      {},
      cause,
    );
  });
  const nowhere: Pick<Ports, 'documents'> = {
    documents: {
      list: async () => [],
      read: async () => undefined,
      write: async () => {},
      remove: async () => {},
    },
  };
  return importRecipe(text, { ...ports, ...nowhere });
}

async function referenceOf(
  golden: string,
  match: string | undefined,
  ports: Needs,
): Promise<GoldenReference> {
  if (match !== undefined && golden.includes('{id}')) return { kind: 'pair', match, golden };
  const { encoded } = await ports.codec.decode(await readGoldenFile(golden), golden);
  return { kind: 'image', sha256: await ports.images.put(encoded) };
}

/** Holds the golden image that was used last: a long series has as many as images. */
function memoryImages(): Ports['images'] {
  const kept = new Map<string, EncodedImage>();
  return {
    async put(image) {
      const key = sha256(image.bytes);
      if (kept.size > 8) kept.clear();
      kept.set(key, image);
      return key;
    },
    async get(key) {
      const image = kept.get(key);
      if (!image) throw new AppFailure('record.missing', 'The recipe file does not hold its golden image.');
      return image;
    },
    remove: async (key) => void kept.delete(key),
    olderThan: async function* () {},
    totalBytes: async () => 0,
  };
}
