import type { PixelImage } from '#shared/domain/frame';
import { levels } from '../golden/align';
import { encodeModel } from '../graph/encode';
import { Graph } from '../graph/graph';
import { quantize } from '../graph/ops/quantize';
import { planesOf, type ByteImage } from '../image/resize';
import type { Runtime } from '../runtime';
import { alignedGolden } from './aligned';

/** Lays goldens on their pictures, as the graph that serves does by itself. */
export interface GoldenAligner {
  /** Both of one size, 128 pixels each way at least. */
  align(image: ByteImage, golden: ByteImage): Promise<PixelImage>;
  release(): Promise<void>;
}

export async function createGoldenAligner(runtime: Runtime, channels: 1 | 3): Promise<GoldenAligner> {
  const graph = new Graph('align');
  const dims = [1, channels, 'height', 'width'];
  const image = levels(graph.input('image', 'uint8', dims));
  const golden = levels(graph.input('golden', 'uint8', dims));
  graph.output('aligned', quantize(alignedGolden(image, golden), 1, 0));
  const session = await runtime.load(encodeModel(graph));
  const tensorOf = (picture: ByteImage) =>
    ({
      type: 'uint8',
      dims: [1, channels, picture.heightPx, picture.widthPx],
      data: planesOf(picture),
    }) as const;

  return {
    async align(picture, reference) {
      const { aligned } = await session.run({ image: tensorOf(picture), golden: tensorOf(reference) });
      if (aligned?.type !== 'uint8') throw new Error('the alignment gives no picture');
      const { widthPx, heightPx } = picture;
      return { widthPx, heightPx, channels, data: interleaved(aligned.data, channels) };
    },
    release: () => session.release(),
  };
}

/** Channels of each pixel side by side (HWC) in place of planes; memory of its own. */
function interleaved(planes: Uint8Array, channels: number): Uint8Array {
  if (channels === 1) return planes.slice();
  const size = planes.length / channels;
  const data = new Uint8Array(planes.length);
  for (let c = 0; c < channels; c++)
    for (let i = 0; i < size; i++) data[i * channels + c] = planes[c * size + i]!;
  return data;
}
