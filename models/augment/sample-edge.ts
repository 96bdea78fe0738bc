import type { PixelImage } from '#shared/domain/frame';
import type { Outside } from './planes';
import { luma, unitOf } from './sample-inside';
import type { Walk } from './walk';

/**
 * As in sample-inside.ts, where neighbours may be missing: pixels on the edge go on beyond it for half a pixel, or for
 * ever, as `outside` says.
 * @param planes of the output that are written: one of gray or luma, or three of colour
 */
export function sampleEdge(
  { data, widthPx, heightPx, channels }: PixelImage,
  { u, v, du, dv }: Walk,
  out: Float32Array,
  at: number,
  size: number,
  from: number,
  to: number,
  planes: 1 | 3,
  outside: Outside,
): void {
  const unit = unitOf(data);
  const lastX = widthPx - 1;
  const lastY = heightPx - 1;
  for (let x = from; x < to; x++) {
    const sourceX = u + x * du;
    const sourceY = v + x * dv;
    const beyond = sourceX < -0.5 || sourceX > lastX + 0.5 || sourceY < -0.5 || sourceY > lastY + 0.5;
    if (beyond && outside !== 'edge') {
      for (let plane = 0; plane < planes; plane++) out[at + plane * size + x] = outside;
      continue;
    }
    const nearX = sourceX < 0 ? 0 : sourceX > lastX ? lastX : sourceX;
    const nearY = sourceY < 0 ? 0 : sourceY > lastY ? lastY : sourceY;
    const left = nearX | 0;
    const top = nearY | 0;
    const right = left < lastX ? channels : 0;
    const i = (top * widthPx + left) * channels;
    const j = top < lastY ? i + widthPx * channels : i;
    let mixed = 0;
    for (let c = 0; c < channels; c++) {
      const upper = data[i + c]! + (data[i + c + right]! - data[i + c]!) * (nearX - left);
      const lower = data[j + c]! + (data[j + c + right]! - data[j + c]!) * (nearX - left);
      const value = (upper + (lower - upper) * (nearY - top)) * unit;
      if (planes === channels) out[at + c * size + x] = value;
      else mixed += luma[c]! * value;
    }
    if (planes < channels) out[at + x] = mixed;
  }
}
