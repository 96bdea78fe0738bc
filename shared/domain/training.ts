import { z } from 'zod';
import { appError } from '../contract/errors';
import { prediction } from './inspection';
import { modelManifest, tasks } from './model';

export const qualities = ['fast', 'balanced', 'best'] as const;
export type Quality = (typeof qualities)[number];

/** Minutes become epochs before the first step, by the pace of a few steps that are tried out. */
export const duration = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('epochs'), epochs: z.int().min(1).max(100_000) }),
  z.object({ kind: z.literal('minutes'), minutes: z.number().min(0.05).max(10_080) }),
]);
export type Duration = Readonly<z.infer<typeof duration>>;

export const trainingSettings = z.object({
  seed: z.int().min(0).max(0xffff_ffff),
  duration,
  /** How large a network, and how large it sees the pictures. */
  quality: z.enum(qualities),
  /** Longest side in pixels at which the network sees the pictures; null: as the task finds best. */
  sizePx: z.int().min(16).max(4096).nullable(),
});
export type TrainingSettings = Readonly<z.infer<typeof trainingSettings>>;

/** What a validation found. */
export const validated = z.object({
  /** Counted from 1. */
  epoch: z.int(),
  /** Mean training loss of the epoch. */
  loss: z.number(),
  /** What the task is judged by; more is better. */
  metric: z.number(),
  /** All that was measured, by name. */
  metrics: z.record(z.string(), z.number()),
});
export type Validated = Readonly<z.infer<typeof validated>>;

/** How far a training is; steps and epochs counted from 1. */
export const trainingProgress = z.object({
  step: z.int(),
  steps: z.int(),
  epoch: z.int(),
  epochs: z.int(),
  /** Mean over the epoch so far. */
  loss: z.number(),
  rate: z.number(),
  /** With the validations between the epochs, without pauses; null until there is something to measure. */
  picturesPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
});
export type TrainingProgress = z.infer<typeof trainingProgress>;

/**
 * `waiting`: for the one before it. `failed`: by itself, see `error`. `interrupted`: the station ended. From `paused`,
 * `failed`, `cancelled` and `interrupted` it can be resumed.
 */
export const trainingStates = [
  'waiting',
  'running',
  'paused',
  'done',
  'failed',
  'cancelled',
  'interrupted',
] as const;
export type TrainingState = (typeof trainingStates)[number];

/** What to train, on what. */
export const trainingRequest = z.object({
  datasetId: z.string(),
  task: z.enum(tasks),
  /** Of the model that it shall become. */
  name: modelManifest.shape.name,
  settings: trainingSettings,
});
export type TrainingRequest = z.infer<typeof trainingRequest>;

/** One training of the station. */
export const trainingRun = trainingRequest.extend({
  id: z.string().regex(/^[0-9a-z-]{1,64}$/),
  dataset: z.object({
    name: z.string(),
    path: z.string(),
    options: z.record(z.string(), z.string()),
    /** Known once it has been read; a run that goes on wants the same. */
    sha256: z.string().nullable(),
  }),
  state: z.enum(trainingStates),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** Pictures of the dataset that are read before the first step; null once they are. */
  reading: z.object({ done: z.number(), total: z.number() }).nullable(),
  progress: trainingProgress.nullable(),
  /** The last validation, and the best of all. */
  last: validated.nullable(),
  best: validated.nullable(),
  error: appError.nullable(),
  /** Of the finished package, which waits to be registered. */
  manifest: modelManifest.nullable(),
  registered: z.object({ name: z.string(), version: z.string() }).nullable(),
});
export type TrainingRun = z.infer<typeof trainingRun>;

/** A run with all that is told of it alone; this is what is kept. */
export const trainingRecord = trainingRun.extend({
  history: z.array(validated),
  /** A sentence each: what the user should know. */
  notes: z.array(z.string()),
});
export type TrainingRecord = z.infer<typeof trainingRecord>;

/** A picture of the validation: what it shows and what the model in training says of it; in pixels of the original. */
export const seenPicture = z.object({
  name: z.string(),
  widthPx: z.number(),
  heightPx: z.number(),
  labels: z.array(z.string()),
  boxes: z.array(z.object({ label: z.string(), box: prediction.shape.box })),
  predictions: z.array(prediction),
});
export type SeenPicture = z.infer<typeof seenPicture>;
