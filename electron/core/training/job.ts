import type { DisplayImage } from '#shared/contract/contract';
import type { AppError } from '#shared/contract/errors';
import type { DatasetLook, DatasetPlace } from '#shared/domain/known-dataset';
import type { ModelManifest, TaskName } from '#shared/domain/model';
import type { SeenPicture, TrainingProgress, TrainingSettings, Validated } from '#shared/domain/training';

/** What a job process is to do: one thing in its life. */
export type JobOrder =
  { readonly kind: 'look'; readonly dataset: DatasetPlace } | ({ readonly kind: 'train' } & TrainOrder);

export interface TrainOrder {
  readonly dataset: DatasetPlace;
  readonly task: TaskName;
  readonly name: string;
  readonly settings: TrainingSettings;
  /** Checkpoint and package go here. */
  readonly folder: string;
  /** Goes on from the checkpoint, where there is one. */
  readonly resume: boolean;
  /** The dataset that it has to be; null: whatever there is now. */
  readonly sha256: string | null;
}

/** What a training is told while it runs. */
export type JobWord = { readonly kind: 'pause' } | { readonly kind: 'resume' };

/** What a job process says. */
export type JobReport =
  | { readonly kind: 'reading'; readonly done: number; readonly total: number }
  /** The dataset has been read. */
  | { readonly kind: 'opened'; readonly sha256: string }
  | { readonly kind: 'looked'; readonly look: DatasetLook }
  | { readonly kind: 'progress'; readonly progress: TrainingProgress }
  /** All validations so far. */
  | { readonly kind: 'history'; readonly history: readonly Validated[] }
  | { readonly kind: 'seen'; readonly pictures: readonly ShownPicture[] }
  | { readonly kind: 'note'; readonly sentence: string }
  | { readonly kind: 'done'; readonly manifest: ModelManifest }
  | { readonly kind: 'failed'; readonly error: AppError }
  /** A defect of ours, for the log. */
  | { readonly kind: 'threw'; readonly text: string };

export type ShownPicture = SeenPicture & { readonly image: DisplayImage };
