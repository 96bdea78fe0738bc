import type { Snapshot } from '../network/layout';

/** What a validation found. */
export interface Validated {
  /** Counted from 1. */
  readonly epoch: number;
  /** Mean training loss of the epoch. */
  readonly loss: number;
  /** What the task is judged by; more is better. */
  readonly metric: number;
  /** All that was measured, by name. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** Where a training stands after an epoch: all it needs to go on as if it had never stopped. */
export interface Checkpoint {
  /** Epochs that are done. */
  readonly epoch: number;
  /** The learning rate is multiplied by it: halved each time the loss was lost. */
  readonly rateScale: number;
  readonly rollbacks: number;
  readonly carried: Readonly<Record<string, Float32Array>>;
  readonly best: { readonly snapshot: Snapshot; readonly validated: Validated } | null;
  readonly sinceBest: number;
  readonly history: readonly Validated[];
}
