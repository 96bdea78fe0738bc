import { crossEntropy } from '../graph/loss/cross-entropy';
import { dice } from '../graph/loss/overlap';
import type { Value } from '../graph/graph';
import { softmax } from '../graph/ops/activation';
import { add } from '../graph/ops/elementwise';
import { slice } from '../graph/ops/shape';
import type { Loss } from '../train/step';
import type { SegmentShape } from './network';

/** Of the network's `logits` with the input `truth`, [N, classes, h, w]: which share of a pixel is of which class. */
export function segmentLoss(shape: SegmentShape, classWeights: readonly number[]): Loss {
  const { batch, classes, cropPx, lossStride } = shape;
  const sizePx = cropPx / lossStride;
  return ({ logits }, graph) => {
    if (!logits) throw new Error('a network that segments gives logits');
    const truth = graph.input('truth', 'float32', [batch, classes, sizePx, sizePx]);
    return overlapLoss(logits, truth, classWeights);
  };
}

/**
 * Cross entropy, steady everywhere, and with it what is missing of the overlap of each label over the whole batch, which
 * tells of defects however small they are (their sum: Isensee et al. 2021, nnU-Net).
 * @param truth the dims of the logits, [N, classes, h, w]
 * @param classWeights how much a pixel of each class counts in the cross entropy
 */
export function overlapLoss(logits: Value, truth: Value, classWeights: readonly number[]): Value {
  const labels = (x: Value) => slice(x, [1], [1], [classWeights.length]);
  return add(crossEntropy(logits, truth, { classWeights }), dice(labels(softmax(logits, 1)), labels(truth)));
}
