import { z } from 'zod';

/** The kinds of question a model answers; one folder each in models/. */
export const tasks = ['golden', 'classify', 'detect', 'segment', 'anomaly'] as const;
export type TaskName = (typeof tasks)[number];

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What the network wants to see. */
export const modelInput = z.object({
  layout: z.enum(['nchw', 'nhwc']),
  type: z.enum(['uint8', 'float32']),
  channels: z.union([z.literal(1), z.literal(3)]),
  /** null: any size; the frame is taken as it is. */
  widthPx: z.int().min(1).max(16384).nullable(),
  heightPx: z.int().min(1).max(16384).nullable(),
  fit: z.enum(['none', 'letterbox', 'stretch']).default('none'),
  /** Applied to 0..1 values, a number a channel, for float32 inputs. */
  mean: z.array(z.number()).max(3).default([]),
  std: z.array(z.number().positive()).max(3).default([]),
});
export type ModelInput = z.infer<typeof modelInput>;

/**
 * manifest.json of a model package: the one thing through which a package is read.
 * The files beside it are model.onnx and card.md; no other path is ever opened.
 */
export const modelManifest = z.object({
  formatVersion: z.literal(1),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  task: z.enum(tasks),
  /** A model that only trainings begin with is not offered for a line. */
  use: z.enum(['inspect', 'train']).default('inspect'),
  labels: z.array(z.string().min(1).max(120)).min(1).max(10_000),
  input: modelInput,
  /** Does it compare with a golden image? */
  golden: z.boolean(),
  /** Settings of the task's postprocess, by the names that the task documents. */
  options: z.record(z.string(), z.number()).default({}),
  training: z
    .object({
      dataset: z.string(),
      datasetSha256: sha256,
      images: z.int().min(0),
      seed: z.int(),
      command: z.string(),
    })
    .nullable()
    .default(null),
  metrics: z.array(z.object({ name: z.string(), value: z.number(), split: z.string() })).default([]),
  parity: z
    .object({ samples: z.int().min(1), tolerance: z.number(), maxDifference: z.number() })
    .nullable()
    .default(null),
  licence: z.string().min(1),
  sha256: sha256.describe('of model.onnx'),
  runtime: z.string().describe('the ONNX Runtime version that it was made and checked with'),
});
export type ModelManifest = z.infer<typeof modelManifest>;

/** A package is known by name and version together. */
export interface ModelRef {
  readonly name: string;
  readonly version: string;
}

export const formatModelRef = ({ name, version }: ModelRef): string => `${name}@${version}`;
