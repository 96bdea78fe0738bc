import { sigmoid, softmax } from '../graph/ops/activation';
import { globalAveragePool, globalMaxPool } from '../graph/ops/pool';
import { concat } from '../graph/ops/shape';
import { backbone, type BackboneSize } from '../network/backbone';
import { decoder, usualDecoderChannels } from '../network/decoder';
import { dense } from '../network/dense';
import { dropout } from '../network/dropout';
import type { Network } from '../network/layers';
import { pictureInput } from '../network/picture';

export interface ClassifyShape {
  readonly size: BackboneSize;
  readonly batch: number;
  readonly channels: 1 | 3;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly classes: number;
  /** May several classes hold at once? */
  readonly several: boolean;
}

/**
 * Pictures → `logits` while it learns, `scores` 0..1 when it serves; [N, classes]. It sees the picture as a whole, in the
 * coarsest features, and what stands out anywhere in it, in the finest.
 */
export function classifyNetwork(shape: ClassifyShape): Network {
  return (layers) => {
    const batch = layers.mode === 'train' ? shape.batch : 1;
    const x = pictureInput(layers, 'image', [batch, shape.channels, shape.heightPx, shape.widthPx]);
    const stages = backbone(layers, x, shape.size);
    const whole = stages.at(-1);
    if (!whole) throw new Error('a backbone has stages');
    const places = decoder(layers, stages, usualDecoderChannels);
    const seen = concat(
      [whole, places].flatMap((seen) => [globalAveragePool(seen), globalMaxPool(seen)]),
      1,
    );
    const used = dropout(layers, 'head.dropout', seen, 0.2);
    // From nothing: at first every class is as likely.
    const logits = dense(layers, 'head', used, shape.classes, { kind: 'constant', value: 0 });
    if (layers.mode === 'train') return { logits };
    return { scores: shape.several ? sigmoid(logits) : softmax(logits, 1) };
  };
}
