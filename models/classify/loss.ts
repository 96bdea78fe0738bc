import { binaryCrossEntropy } from '../graph/loss/binary';
import { crossEntropy } from '../graph/loss/cross-entropy';
import type { Loss } from '../train/step';
import type { ClassifyShape } from './network';

/** So much of each target is spread over all classes, which keeps scores from running to the extremes. */
const smoothing = 0.05;

/**
 * Cross entropy of `logits` with the input `target` [N, classes], 1 for each class that holds, else 0: over the classes
 * together or, where several may hold at once, for each as a question of its own.
 */
export function classifyLoss({ batch, classes, several }: ClassifyShape): Loss {
  return ({ logits }, graph) => {
    if (!logits) throw new Error('a network that classifies gives logits');
    const target = graph.input('target', 'float32', [batch, classes]);
    return several ? binaryCrossEntropy(logits, target) : crossEntropy(logits, target, { smoothing });
  };
}
