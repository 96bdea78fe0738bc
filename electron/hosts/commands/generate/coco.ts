import { AppFailure } from '#shared/contract/errors';
import type { Layout, NamedPart } from './layout';

/** COCO object detection: images/<name>.png, golden.png where the product has one, and annotations.json. */
export const coco: Layout = {
  does: 'golden.png, images/ and annotations.json (COCO)',
  oneKind: false,
  setFiles({ golden }, designs) {
    if (!golden || designs === 1) return [];
    throw new AppFailure('input.invalid', 'Each design has a golden picture of its own: use --labels pairs.');
  },
  openFolder(labels) {
    const parts: Pick<NamedPart, 'name' | 'defects' | 'image'>[] = [];
    return {
      partFiles(part) {
        const { name, defects, golden } = part;
        const first = golden && parts.length === 0 ? [{ path: 'golden.png', content: golden }] : [];
        parts.push({ name, defects, image: { ...part.image, data: new Uint8Array(0) } });
        return [{ path: fileOf(name), content: part.image }, ...first];
      },
      lastFiles: () => [
        { path: 'annotations.json', content: JSON.stringify(document(labels, parts), null, 1) },
      ],
    };
  },
};

const fileOf = (name: string): string => `images/${name}.png`;

/** Boxes as x, y, width, height in pixels. */
function document(
  labels: readonly string[],
  parts: readonly Pick<NamedPart, 'name' | 'defects' | 'image'>[],
): unknown {
  return {
    categories: labels.map((name, i) => ({ id: i + 1, name })),
    images: parts.map(({ name, image: { widthPx, heightPx } }, i) => ({
      id: i + 1,
      file_name: fileOf(name),
      width: widthPx,
      height: heightPx,
    })),
    annotations: parts
      .flatMap(({ defects }, image) => defects.map((defect) => ({ ...defect, image })))
      .map(({ label, box, image }, i) => ({
        id: i + 1,
        image_id: image + 1,
        category_id: labels.indexOf(label) + 1,
        bbox: box,
        area: box[2] * box[3],
        iscrowd: 0,
      })),
  };
}
