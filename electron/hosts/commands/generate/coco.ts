import type { Layout, LayoutFile, NamedPart } from './layout';

/** COCO object detection: images/<name>.png, golden.png where the product has one, and annotations.json. */
export const coco: Layout = {
  does: 'golden.png, images/ and annotations.json (COCO)',
  oneKind: false,
  setFiles: () => [],
  openFolder({ golden, labels }) {
    const parts: Pick<NamedPart, 'name' | 'defects' | 'image'>[] = [];
    const first: LayoutFile[] = golden ? [{ path: 'golden.png', content: golden }] : [];
    return {
      partFiles(part) {
        const { name, defects } = part;
        parts.push({ name, defects, image: { ...part.image, data: new Uint8Array(0) } });
        return [...first.splice(0), { path: fileOf(name), content: part.image }];
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
