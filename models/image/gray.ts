import type { PixelImage } from '#shared/domain/frame';

/** Goldens come again with each frame: what was worked out for one is kept as long as the image itself. */
const known = new WeakMap<PixelImage, Uint8Array>();

/**
 * The image as gray levels 0..255, a byte a pixel: 8 bit gray as it is (the same memory), colour as its luma
 * (ITU-R BT.601, in 1/256), 16 bits by their upper 8.
 */
export function grayOf(image: PixelImage): Uint8Array {
  if (image.channels === 1 && image.data instanceof Uint8Array) return image.data;
  let gray = known.get(image);
  if (!gray) {
    gray = image.channels === 3 ? lumaOf(image.data) : upperBytes(image.data);
    known.set(image, gray);
  }
  return gray;
}

function lumaOf(data: Uint8Array | Uint16Array): Uint8Array {
  const gray = new Uint8Array(data.length / 3);
  const shift = data instanceof Uint16Array ? 16 : 8;
  for (let i = 0, j = 0; i < gray.length; i++, j += 3) {
    gray[i] = (77 * data[j]! + 150 * data[j + 1]! + 29 * data[j + 2]!) >>> shift;
  }
  return gray;
}

function upperBytes(data: Uint8Array | Uint16Array): Uint8Array {
  const gray = new Uint8Array(data.length);
  for (let i = 0; i < gray.length; i++) gray[i] = data[i]! >>> 8;
  return gray;
}
