import type { PixelImage } from '#shared/domain/frame';
import { areaScale, chain, inverse, scaling, type Affine } from './affine';
import type { Outside, Planes, Region } from './planes';
import { sampleEdge } from './sample-edge';
import { sampleColour, sampleGray, sampleLuma } from './sample-inside';
import { halved } from './shrink';
import { inside } from './walk';

/**
 * Writes a region of the planes from the picture in one pass, bilinear. Where the planes ask for it gray becomes three
 * equal planes, and colour one of its luma.
 * @param toFrame from pixels of the picture to those of the planes
 */
export function warp(
  image: PixelImage,
  toFrame: Affine,
  planes: Planes,
  region: Region,
  outside: Outside,
): void {
  const [source, transform] = closeInSize(image, toFrame);
  const [a, b, c, d, e, f] = inverse(transform);
  const { data, widthPx, heightPx } = planes;
  const size = widthPx * heightPx;
  const written = source.channels === 1 ? 1 : planes.channels;
  const sample = source.channels === 1 ? sampleGray : written === 1 ? sampleLuma : sampleColour;
  for (let y = region.top; y < region.bottom; y++) {
    // From pixel centre to pixel centre: indices, not positions.
    const walk = {
      u: a * 0.5 + b * (y + 0.5) + c - 0.5,
      v: d * 0.5 + e * (y + 0.5) + f - 0.5,
      du: a,
      dv: d,
    };
    const [from, to] = inside(walk, source, region.left, region.right);
    const at = planes.offset + y * widthPx;
    sampleEdge(source, walk, data, at, size, region.left, from, written, outside);
    sample(source, walk, data, at, size, from, to);
    sampleEdge(source, walk, data, at, size, to, region.right, written, outside);
    for (let plane = written; plane < planes.channels; plane++) {
      data.copyWithin(at + plane * size + region.left, at + region.left, at + region.right);
    }
  }
}

/** At a quarter of the area the mean of two by two pixels is what interpolation gives by itself: no smaller than that. */
function closeInSize(image: PixelImage, toFrame: Affine): readonly [PixelImage, Affine] {
  if (areaScale(toFrame) >= 0.25 || image.widthPx === 1 || image.heightPx === 1) return [image, toFrame];
  return closeInSize(halved(image), chain(scaling(2), toFrame));
}
