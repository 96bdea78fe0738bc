/** The learning rate over a training: up in a line, then down along half a cosine (Loshchilov and Hutter 2017). */
export interface Schedule {
  /** The highest rate. */
  readonly rate: number;
  readonly steps: number;
  /** Share of the steps in which the rate rises from almost nothing, 0..1. */
  readonly warmUp: number;
  /** What is left of the rate at the end, 0..1. */
  readonly last: number;
}

/** @param step counted from 1 to `steps` */
export function rateAt({ rate, steps, warmUp, last }: Schedule, step: number): number {
  const rising = Math.max(1, Math.round(steps * warmUp));
  if (step <= rising) return (rate * step) / rising;
  const share = (step - rising) / Math.max(1, steps - rising);
  return rate * (last + (1 - last) * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, share))));
}
