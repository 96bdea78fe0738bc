import type { PixelImage } from '#shared/domain/frame';

type Samples = Uint8Array | Uint16Array;

/**
 * The decoder's samples as gray or RGB. Transparent pixels lie over white; of a gray palette one channel stays.
 * @param samples HWC with 1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha
 */
export function toPixelImage(
  samples: Samples,
  widthPx: number,
  heightPx: number,
  grayPalette: boolean,
): PixelImage {
  const stored = samples.length / (widthPx * heightPx);
  const opaque = stored === 2 || stored === 4 ? overWhite(samples, stored) : samples;
  const colours = stored <= 2 ? 1 : 3;
  if (colours === 3 && grayPalette) return { widthPx, heightPx, channels: 1, data: everyThird(opaque) };
  return { widthPx, heightPx, channels: colours, data: opaque };
}

function sameKind(samples: Samples, length: number): Samples {
  return samples instanceof Uint16Array ? new Uint16Array(length) : new Uint8Array(length);
}

function overWhite(samples: Samples, stored: 2 | 4): Samples {
  const white = samples instanceof Uint16Array ? 0xffff : 0xff;
  const colours = stored - 1;
  const out = sameKind(samples, (samples.length / stored) * colours);
  for (let from = 0, to = 0; from < samples.length; from += stored) {
    const alpha = samples[from + colours]!;
    for (let c = 0; c < colours; c++) {
      out[to++] = Math.round((samples[from + c]! * alpha + white * (white - alpha)) / white);
    }
  }
  return out;
}

function everyThird(samples: Samples): Samples {
  const out = sameKind(samples, samples.length / 3);
  for (let i = 0; i < out.length; i++) out[i] = samples[i * 3]!;
  return out;
}

/** Turns the stored rows upright. @param orientation EXIF 2.3, tag 0x0112, 1..8 */
export function upright(image: PixelImage, orientation: number): PixelImage {
  if (orientation === 1) return image;
  const { widthPx, heightPx, channels, data } = image;
  const transposed = orientation >= 5;
  const mirroredX = [2, 3, 7, 8].includes(orientation);
  const mirroredY = [3, 4, 6, 7].includes(orientation);
  const width = transposed ? heightPx : widthPx;
  const height = transposed ? widthPx : heightPx;
  const out = sameKind(data, data.length);
  let to = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const alongX = transposed ? y : x;
      const alongY = transposed ? x : y;
      const column = mirroredX ? widthPx - 1 - alongX : alongX;
      const row = mirroredY ? heightPx - 1 - alongY : alongY;
      const from = (row * widthPx + column) * channels;
      for (let c = 0; c < channels; c++) out[to++] = data[from + c]!;
    }
  }
  return { widthPx: width, heightPx: height, channels, data: out };
}
