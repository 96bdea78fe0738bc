/** Position in an image, in pixels; (0, 0) is the top left corner of the top left pixel. */
export type ImagePoint = readonly [xPx: number, yPx: number];

/** Axis-aligned box in an image, in pixels: left, top, width, height. */
export type Box = readonly [xPx: number, yPx: number, widthPx: number, heightPx: number];

/** Closed polygon in an image, in pixels; the last point joins the first. */
export type Polygon = readonly ImagePoint[];

/** Intersection over union of two boxes, 0..1; 0 where either is empty. */
export function boxIou(a: Box, b: Box): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  const intersection = width * height;
  return intersection / (a[2] * a[3] + b[2] * b[3] - intersection);
}

/** Even-odd rule: is the point inside the polygon? Points on an edge may fall on either side. */
export function polygonContains(polygon: Polygon, [x, y]: ImagePoint): boolean {
  let inside = false;
  let previous = polygon.at(-1);
  for (const current of polygon) {
    if (previous && current[1] > y !== previous[1] > y) {
      const crossing =
        current[0] + ((y - current[1]) / (previous[1] - current[1])) * (previous[0] - current[0]);
      if (x < crossing) inside = !inside;
    }
    previous = current;
  }
  return inside;
}

/** Do the box and the polygon share any area (or touch)? */
export function polygonMeetsBox(polygon: Polygon, box: Box): boolean {
  const [x, y, width, height] = box;
  const corners: Polygon = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
  return (
    corners.some((corner) => polygonContains(polygon, corner)) ||
    polygon.some(([px, py]) => px >= x && px <= x + width && py >= y && py <= y + height) ||
    edgesCross(polygon, corners)
  );
}

/** Does the polygon hold the whole box? */
export function polygonHoldsBox(polygon: Polygon, [x, y, width, height]: Box): boolean {
  const corners: Polygon = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
  return corners.every((corner) => polygonContains(polygon, corner)) && !edgesCross(polygon, corners);
}

function edgesCross(a: Polygon, b: Polygon): boolean {
  return a.some((a0, i) => {
    const a1 = a[(i + 1) % a.length];
    return b.some((b0, j) => {
      const b1 = b[(j + 1) % b.length];
      return a1 !== undefined && b1 !== undefined && segmentsCross(a0, a1, b0, b1);
    });
  });
}

function segmentsCross(a0: ImagePoint, a1: ImagePoint, b0: ImagePoint, b1: ImagePoint): boolean {
  return side(a0, a1, b0) * side(a0, a1, b1) < 0 && side(b0, b1, a0) * side(b0, b1, a1) < 0;
}

/** Twice the signed area of the triangle: positive where `p` is right of a→b in image coordinates. */
function side(a: ImagePoint, b: ImagePoint, p: ImagePoint): number {
  return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
}
