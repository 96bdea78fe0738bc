import type { Dataset, DatasetItem } from '#shared/domain/dataset';
import type { Prediction } from '#shared/domain/inspection';
import type { ModelManifest } from '#shared/domain/model';
import type { TrainingSettings, Validated } from '#shared/domain/training';
import type { Runtime } from '../runtime';
import type { Checkpoint } from './checkpoint';
import type { Pretrained } from './pretrained';
import type { Parity } from './serving';
import type { Watch } from './trainer';

/** A dataset and which of its pictures are for what. */
export interface TrainingData {
  readonly dataset: Dataset;
  readonly train: readonly DatasetItem[];
  readonly validation: readonly DatasetItem[];
}

export interface TrainingRun {
  readonly data: TrainingData;
  readonly settings: TrainingSettings;
  readonly runtime: Runtime;
  readonly watch: Watch;
  /** Where an earlier run of the same training stood. */
  readonly resumed: Checkpoint | null;
  /** What networks begin with in place of random numbers, where there is something: the shipped backbone. */
  readonly pretrained?: Pretrained;
  /** A picture that cannot be used turned up; the training goes on without it. */
  onProblem(sentence: string): void;
  /**
   * At a validation, for each picture: what the model says of it now, in pixels of the original. It may be asked at
   * once, and is for a few pictures alone.
   */
  onSeen(item: DatasetItem, predictions: () => readonly Prediction[]): void;
}

export interface TrainedModel {
  readonly onnx: Uint8Array;
  /** What the manifest says of the network; the rest is the same for all tasks. */
  readonly manifest: Pick<ModelManifest, 'labels' | 'input' | 'golden' | 'options'>;
  readonly parity: Parity;
  readonly validated: Validated;
  readonly history: readonly Validated[];
}

/** How a task learns. Adding one: its folder, an entry in models/trainers.ts. */
export interface TaskTrainer {
  /** Throws AppFailure dataset.malformed where the dataset does not have what the task needs. */
  check(data: TrainingData): void;
  /** Throws what `check` and the trainer throw. */
  train(run: TrainingRun): Promise<TrainedModel>;
}
