import type { DisplayImage, ParsedInputOf } from '#shared/contract/contract';
import { AppFailure } from '#shared/contract/errors';
import type { PixelImage } from '#shared/domain/frame';
import type { Part } from '#shared/domain/inspection';
import { keptGolden } from './golden';
import type { Ports } from './ports';
import { readSettings } from './settings';

/** A recorded part's picture: as captured, its golden, or what differs; cropped and shrunk for the screen. */
export async function pictureOf(
  { partId, view, region, maxPx }: ParsedInputOf<'records.picture'>,
  ports: Ports,
): Promise<DisplayImage> {
  const part = await ports.records.read(partId);
  return ports.codec.display(await pixelsOf(part, view, ports), region, maxPx);
}

function pixelsOf(part: Part, view: 'image' | 'golden' | 'difference', ports: Ports): Promise<PixelImage> {
  switch (view) {
    case 'image':
      return capturedOf(part, ports);
    case 'golden':
      return goldenImageOf(part, ports);
    case 'difference':
      return differenceOf(part, ports);
  }
}

async function capturedOf(part: Part, ports: Ports): Promise<PixelImage> {
  if (part.imageSha256 === null) {
    throw new AppFailure('record.missing', `No image was kept of part ${part.id}.`, { id: part.id });
  }
  const { bytes } = await ports.images.get(part.imageSha256);
  return (await ports.codec.decode(bytes, part.frameName)).image;
}

async function goldenImageOf(part: Part, ports: Ports): Promise<PixelImage> {
  if (part.goldenSha256 === null) {
    throw new AppFailure('golden.missing', `Part ${part.id} was not compared with a golden image.`, { id: part.id });
  }
  return (await keptGolden(part.goldenSha256, ports)).image;
}

/** The model looks again at the stored picture. Throws AppFailure unavailable where its task has nothing to show. */
async function differenceOf(part: Part, ports: Ports): Promise<PixelImage> {
  const [name = '', version = ''] = part.model.split('@');
  const { provider } = await readSettings(ports);
  const model = await ports.inference.load(await ports.models.open({ name, version }), provider);
  try {
    const golden = part.goldenSha256 === null ? null : await keptGolden(part.goldenSha256, ports);
    const picture = await model.explain(await capturedOf(part, ports), golden);
    if (!picture) throw new AppFailure('unavailable', 'This model has no difference view.');
    return picture;
  } finally {
    await model.close();
  }
}
