import { partByPart, type Layout, type NamedPart } from './layout';

/** Pascal VOC: images/<name>.png with annotations/<name>.xml; that of a good part has no object. */
export const boxes: Layout = {
  does: 'images/ and annotations/ (Pascal VOC)',
  oneKind: false,
  setFiles: () => [],
  openFolder: () =>
    partByPart((part) => [
      { path: `images/${part.name}.png`, content: part.image },
      { path: `annotations/${part.name}.xml`, content: annotation(part) },
    ]),
};

/** Edges of boxes in pixels, counted from 0 at the left edge of the first pixel. Names are ours: none needs escaping. */
function annotation({ name, image: { widthPx, heightPx, channels }, defects }: NamedPart): string {
  const objects = defects.map(
    ({ label, box: [x, y, width, height] }) => `  <object>
    <name>${label}</name>
    <difficult>0</difficult>
    <bndbox>
      <xmin>${x}</xmin>
      <ymin>${y}</ymin>
      <xmax>${x + width}</xmax>
      <ymax>${y + height}</ymax>
    </bndbox>
  </object>
`,
  );
  return `<annotation>
  <folder>images</folder>
  <filename>${name}.png</filename>
  <size>
    <width>${widthPx}</width>
    <height>${heightPx}</height>
    <depth>${channels}</depth>
  </size>
${objects.join('')}</annotation>
`;
}
