import type { Graph, Value } from '../graph/graph';
import { softmax } from '../graph/ops/activation';
import { add, cast } from '../graph/ops/elementwise';
import { quantize } from '../graph/ops/quantize';
import { argMax, reduceMax } from '../graph/ops/reduce';
import { slice } from '../graph/ops/shape';
import { backbone, type BackboneSize } from '../network/backbone';
import { conv, convNorm } from '../network/conv';
import type { Layers, Network } from '../network/layers';
import { pictureInput } from '../network/picture';
import { decoder } from '../network/decoder';
import { enlarged } from '../network/enlarge';

export interface SegmentShape {
  readonly size: BackboneSize;
  readonly decoderChannels: number;
  /** Pixels a step of the finest features: at 2 narrow defects are seen better, at twice the time. */
  readonly stride: 2 | 4;
  readonly batch: number;
  /** Side of the square crops that it learns from, a multiple of 32. */
  readonly cropPx: number;
  /** Pixels a step of what the loss looks at, the stride at most. */
  readonly lossStride: number;
  readonly channels: 1 | 3;
  /** Labels and the background. */
  readonly classes: number;
}

/**
 * Crops → `logits` [N, classes, crop / lossStride, ..] while it learns. When it serves, a picture of any size whose
 * sides are multiples of 32 → bytes [1, 1, H, W]: `classes`, 0 for the background and i + 1 for label i, and
 * `confidence`, the share in 1/255 that the network gives the label that is likeliest there, the background left aside.
 */
export function segmentNetwork(shape: SegmentShape): Network {
  return (layers) => {
    const { logits, size } = logitsOf(layers, shape);
    if (layers.mode === 'train') return { logits: enlarged(logits, shape.stride / shape.lossStride) };
    const classes = cast(argMax(enlarged(logits, shape.stride, size), 1), 'uint8');
    return { classes, confidence: quantize(confidenceOf(logits, shape, size), 1 / 255, 0) };
  };
}

/** The same before it becomes bytes: what the graph that serves and the one that was trained must agree in. */
export function segmentNumbers(shape: SegmentShape): Network {
  return (layers) => {
    const { logits, size } = logitsOf(layers, shape);
    return { logits: enlarged(logits, shape.stride, size), confidence: confidenceOf(logits, shape, size) };
  };
}

function logitsOf(layers: Layers, shape: SegmentShape) {
  const { batch, channels, cropPx } = shape;
  const training = layers.mode === 'train';
  const size = training ? [cropPx, cropPx] : ['height', 'width'];
  const x = pictureInput(layers, 'image', [training ? batch : 1, channels, ...size]);
  const stages = backbone(layers, x, shape.size);
  if (shape.stride === 2) {
    stages.unshift(convNorm(layers, 'detail', x, { channels: shape.size.channels[0], stride: 2 }));
  }
  const seen = decoder(layers, stages, shape.decoderChannels);
  const told = conv(layers, 'head', seen, { channels: shape.classes, kernel: 1 });
  return { logits: add(told, background(layers.graph, shape.classes)), size };
}

/**
 * Before it has learnt anything the network takes nearly all for background, as nearly all is: else it would spend its
 * first steps on that alone (Lin et al. 2017, the prior of the focal loss).
 */
function background(graph: Graph, classes: number): Value {
  return graph.float([1, classes, 1, 1], [4, ...Array.from({ length: classes - 1 }, () => 0)]);
}

/** Shares are made where they are few and enlarged then. */
function confidenceOf(
  logits: Value,
  { stride, classes }: SegmentShape,
  size: readonly (number | string)[],
): Value {
  const labels = slice(softmax(logits, 1), [1], [1], [classes]);
  return enlarged(reduceMax(labels, [1]), stride, size);
}
