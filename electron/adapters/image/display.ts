import { Transformer } from '@napi-rs/image';
import type { DisplayImage } from '#shared/contract/contract';
import type { PixelImage } from '#shared/domain/frame';
import { shrink, type Region } from './shrink';
import { toUncompressedTiff } from './uncompressed-tiff';

const screenJpegQuality = 85;

/**
 * A region of a picture as a screen shows it: gray as bytes of its own, colour as JPEG, the longest side at most
 * `maxPx`. Shrinking takes the thread that calls it some 5 ns a sample.
 */
export async function displayOf(image: PixelImage, region: Region, maxPx: number): Promise<DisplayImage> {
  const scale = Math.max(1, Math.max(region.widthPx, region.heightPx) / maxPx);
  const widthPx = Math.max(1, Math.round(region.widthPx / scale));
  const heightPx = Math.max(1, Math.round(region.heightPx / scale));
  const data = shrink(image, region, widthPx, heightPx);
  const shown = { widthPx, heightPx, scale };
  if (image.channels === 1) return { encoding: 'gray', ...shown, bytes: data };
  const tiff = toUncompressedTiff({ widthPx, heightPx, channels: 3, data });
  const jpeg = await new Transformer(tiff).jpeg(screenJpegQuality);
  return { encoding: 'jpeg', ...shown, bytes: new Uint8Array(jpeg) };
}
