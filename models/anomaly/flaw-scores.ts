import { auroc } from '#shared/numeric/metrics';
import type { Tensor, Tensors } from '../runtime';

/** Cells of a batch in which only a part is marked say nothing; of the others so many are taken. */
const everyOther = 7;

/** How well logits tell cells with flaws from cells without. */
export interface FlawScores {
  /** @param batch with `flaw` and `marked`, see `flawLoss` */
  add(logits: Tensor | undefined, batch: Tensors): void;
  /** 0..1; NaN where there was no flaw. */
  auroc(): number;
}

export function createFlawScores(): FlawScores {
  const [flaws, others]: [number[], number[]] = [[], []];
  return {
    add(logits, { flaw, marked }) {
      if (!logits || !flaw || !marked) throw new Error('flaws are told of batches that know theirs');
      const cells = flaw.data.length / marked.data.length;
      logits.data.forEach((logit: number | bigint, i: number) => {
        if (marked.data[Math.floor(i / cells)] === 0) return;
        const share = Number(flaw.data[i]);
        if (share >= 0.5) flaws.push(Number(logit));
        else if (share === 0 && i % everyOther === 0) others.push(Number(logit));
      });
    },
    auroc: () => auroc(flaws, others),
  };
}

/** A batch as the graph takes it that does not train: bytes. */
export function asBytes({ dims, data }: Tensor): Tensor {
  return {
    type: 'uint8',
    dims,
    data: Uint8Array.from(data as Float32Array, (value) => Math.round(255 * value)),
  };
}
