import type { DisplayImage, ParsedInputOf } from '#shared/contract/contract';
import { AppFailure } from '#shared/contract/errors';
import type { PixelImage } from '#shared/domain/frame';
import type { Part } from '#shared/domain/inspection';
import { keptGolden } from './golden';
import type { LoadedModel, Ports } from './ports';

export interface Pictures {
  /** A recorded part's picture: as captured, its golden, or what differs; cropped and shrunk for the screen. */
  of(wanted: ParsedInputOf<'records.picture'>): Promise<DisplayImage>;
  close(): Promise<void>;
}

export function createPictures(ports: Ports): Pictures {
  /** The model that showed a difference last: the next look is mostly at a part of the same. */
  let explainer: { readonly ref: string; readonly model: Promise<LoadedModel> } | null = null;

  async function modelOf(ref: string): Promise<LoadedModel> {
    if (explainer?.ref !== ref) {
      await closeExplainer();
      const model = load(ref);
      explainer = { ref, model };
      model.catch(() => (explainer = null)); // whoever asked is told; the next one tries again
    }
    return explainer.model;
  }

  async function load(ref: string): Promise<LoadedModel> {
    const [name = '', version = ''] = ref.split('@');
    return ports.inference.load(await ports.models.open({ name, version }), 'cpu');
  }

  async function closeExplainer(): Promise<void> {
    const last = explainer;
    explainer = null;
    const model = await last?.model.catch(() => null); // whoever asked was told
    await model?.close();
  }

  function pixelsOf(part: Part, view: 'image' | 'golden' | 'difference'): Promise<PixelImage> {
    switch (view) {
      case 'image':
        return capturedOf(part, ports);
      case 'golden':
        return goldenImageOf(part, ports);
      case 'difference':
        return differenceOf(part);
    }
  }

  /** The model looks again at the stored picture. Throws AppFailure unavailable where its task has nothing to show. */
  async function differenceOf(part: Part): Promise<PixelImage> {
    const golden = part.goldenSha256 === null ? null : await keptGolden(part.goldenSha256, ports);
    const model = await modelOf(part.model);
    const picture = await model.explain(await capturedOf(part, ports), golden);
    if (!picture) throw new AppFailure('unavailable', 'This model has no difference view.');
    return picture;
  }

  return {
    async of({ partId, view, region, maxPx }) {
      const part = await ports.records.read(partId);
      return ports.codec.display(await pixelsOf(part, view), region, maxPx);
    },
    close: closeExplainer,
  };
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
    throw new AppFailure('golden.missing', `Part ${part.id} was not compared with a golden image.`, {
      id: part.id,
    });
  }
  return (await keptGolden(part.goldenSha256, ports)).image;
}
