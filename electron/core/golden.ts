import type { ParsedInputOf } from '#shared/contract/contract';
import { AppFailure } from '#shared/contract/errors';
import type { Frame } from '#shared/domain/frame';
import type { GoldenReference } from '#shared/domain/recipe';
import type { Golden, Ports } from './ports';

type Needs = Pick<Ports, 'codec' | 'images' | 'readGoldenFile' | 'sha256'>;

/** How a recipe finds the golden image of a frame. Throws AppFailure golden.missing or image.* at the first use. */
export async function goldenOf(
  reference: GoldenReference,
  ports: Needs,
): Promise<(frame: Pick<Frame, 'name' | 'path'>) => Promise<Golden | null>> {
  switch (reference.kind) {
    case 'none':
      return async () => null;
    case 'image': {
      const golden = await keptGolden(reference.sha256, ports);
      return async () => golden;
    }
    case 'pair':
      return (frame) => pairedGolden(reference, frame, ports);
  }
}

export async function keptGolden(sha256: string, ports: Needs): Promise<Golden> {
  const { bytes } = await ports.images.get(sha256).catch((cause: unknown) => {
    throw new AppFailure(
      'golden.missing',
      'The golden image of this recipe is gone: choose it again in the recipe.',
      {},
      cause,
    );
  });
  const { image } = await ports.codec.decode(bytes, 'the golden image');
  return { sha256, image };
}

/**
 * Keeps an image that a person chose as golden, for good: the recipe that will name it may be a draft for weeks.
 * Throws AppFailure image.* or record.missing.
 */
export async function keepGolden(
  from: ParsedInputOf<'recipes.keepGolden'>,
  ports: Pick<Ports, 'codec' | 'documents' | 'images' | 'records'>,
): Promise<string> {
  const sha256 =
    from.from === 'bytes' ? await putGolden(from.bytes, ports) : await imageOf(from.partId, ports);
  await ports.documents.write('golden', sha256, { sha256 });
  return sha256;
}

async function putGolden(
  bytes: Uint8Array,
  { codec, images }: Pick<Ports, 'codec' | 'images'>,
): Promise<string> {
  const { encoded } = await codec.decode(bytes, 'the golden image');
  return images.put(encoded);
}

async function imageOf(partId: number, { records }: Pick<Ports, 'records'>): Promise<string> {
  const { imageSha256 } = await records.read(partId);
  if (imageSha256) return imageSha256;
  throw new AppFailure('record.missing', `No image was kept of part ${partId}.`, { id: partId });
}

type Pair = Extract<GoldenReference, { kind: 'pair' }>;

async function pairedGolden(pair: Pair, frame: Pick<Frame, 'name' | 'path'>, ports: Needs): Promise<Golden> {
  const path = pairedPath(pair, frame);
  if (path === null) {
    throw new AppFailure(
      'golden.missing',
      `${frame.name} does not fit the pattern ${pair.match}, so that its golden image is not known.`,
      { name: frame.name, pattern: pair.match },
    );
  }
  const bytes = await ports.readGoldenFile(path);
  const { image, encoded } = await ports.codec.decode(bytes, path);
  // Kept, so that the record can show later what the part was compared with.
  return { sha256: await ports.images.put(encoded), image };
}

/** The golden's path for a frame, or null where the file's name does not fit the pattern. */
export function pairedPath(pair: Omit<Pair, 'kind'>, { path }: Pick<Frame, 'path'>): string | null {
  if (path === null) return null;
  const [, dir = '.', file = path] = /^(.*)[\\/]([^\\/]*)$/.exec(path) ?? [];
  const [before = '', after = ''] = pair.match.split('{id}');
  if (!file.startsWith(before) || !file.endsWith(after) || file.length <= before.length + after.length)
    return null;
  const id = file.slice(before.length, file.length - after.length);
  return pair.golden.replaceAll('{dir}', () => dir).replaceAll('{id}', () => id);
}

/** Is this file itself a golden image of the pattern? Such files lie among the frames and are no parts. */
export function isPairedGolden(pair: Omit<Pair, 'kind'>, { path }: Pick<Frame, 'path'>): boolean {
  if (path === null) return false;
  const [before = '', after = ''] = pair.golden.slice('{dir}'.length).split('{id}');
  const folder = before.slice(0, before.lastIndexOf('/') + 1);
  const parts = path.replaceAll('\\', '/').split('/');
  const file = parts.pop() ?? '';
  const start = before.slice(folder.length);
  return (
    `${parts.join('/')}/`.endsWith(folder) &&
    file.startsWith(start) &&
    file.endsWith(after) &&
    file.length > start.length + after.length
  );
}
