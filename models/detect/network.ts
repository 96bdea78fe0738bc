import { levels } from '../golden/align';
import type { Value } from '../graph/graph';
import { sigmoid } from '../graph/ops/activation';
import { abs, sub } from '../graph/ops/elementwise';
import { reduceMax } from '../graph/ops/reduce';
import { concat } from '../graph/ops/shape';
import { backbone, type BackboneSize } from '../network/backbone';
import type { Layers, Network } from '../network/layers';
import { centred, pictureInput } from '../network/picture';
import { alignedGolden } from './aligned';
import { cornersOf } from './corners';
import { head, joinLevels } from './head';
import { pyramid } from './pyramid';

export interface DetectShape {
  /** A stage for each stride up to the coarsest level. */
  readonly backbone: BackboneSize;
  /** Channels of the pyramid and of the heads. */
  readonly width: number;
  /** Pixels a cell of each level, 4 to 32, each twice the one before. */
  readonly strides: readonly number[];
  readonly channels: 1 | 3;
  /** Does it see a golden beside the picture? */
  readonly golden: boolean;
  readonly classes: number;
  /** What it is trained on. */
  readonly view: { readonly batch: number; readonly sidePx: number };
}

/**
 * Inputs `image` and, where there is one, `golden`: [N, C, H, W]. While training the golden is aligned already, and
 * the outputs are `logits` [N, classes, cells] and `distances` [N, 4, cells] (px). Else N is 1, the size is free, the
 * graph aligns the golden itself, and the outputs are `scores` 0..1 [1, classes, cells], `boxes` [1, 4, cells]: left, top,
 * right, bottom in px, and beside a golden `difference` [1, 1, H, W]: how far the two are apart, 0..255.
 */
export function detectNetwork(shape: DetectShape): Network {
  return (layers) => {
    const { picture, difference } = seen(layers, shape);
    const stages = backbone(layers, picture, shape.backbone);
    const first = stages.length - shape.strides.length;
    const features = pyramid(layers, stages.slice(first), shape.width);
    const answers = features.map((level, i) => {
      const stride = shape.strides[i] ?? 0;
      return { stride, ...head(layers, `head${i + 1}`, level, shape.classes, stride) };
    });
    const logits = joinLevels(answers.map((answer) => answer.logits));
    if (layers.mode === 'train') {
      return { logits, distances: joinLevels(answers.map(({ distances }) => distances)) };
    }
    const boxes = answers.map(({ distances, stride }) => cornersOf(distances, stride));
    return { scores: sigmoid(logits), boxes: joinLevels(boxes), ...(difference && { difference }) };
  };
}

/** The picture, with the aligned golden behind it as further channels, and where it serves how far the two are apart. */
function seen(
  layers: Layers,
  { channels, golden, view }: DetectShape,
): { readonly picture: Value; readonly difference: Value | null } {
  const { graph, mode } = layers;
  if (mode === 'train') {
    const dims = [view.batch, channels, view.sidePx, view.sidePx];
    const image = pictureInput(layers, 'image', dims);
    const picture = golden ? concat([image, pictureInput(layers, 'golden', dims)], 1) : image;
    return { picture, difference: null };
  }
  const dims = [1, channels, 'height', 'width'];
  if (!golden) return { picture: pictureInput(layers, 'image', dims), difference: null };
  const image = levels(graph.input('image', 'uint8', dims));
  const laid = alignedGolden(image, levels(graph.input('golden', 'uint8', dims)));
  return {
    picture: concat([centred(image, 255), centred(laid, 255)], 1),
    difference: reduceMax(abs(sub(image, laid)), [1]),
  };
}
