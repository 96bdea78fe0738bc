import { z } from 'zod';
import { splits } from './dataset';
import { tasks } from './model';

/** What was found in a dataset when it was last looked at. */
export const datasetLook = z.object({
  /** Its version: another one where anything in it is another. */
  sha256: z.string(),
  format: z.string(),
  pictures: z.number(),
  /** Pictures without any label. */
  good: z.number(),
  labels: z.array(z.object({ label: z.string(), pictures: z.number(), boxes: z.number() })),
  /** Things of which there are several pictures, which stay on one side of the split. */
  groups: z.number(),
  /** Pictures on each side; `own`: the dataset itself says where some of them belong. */
  split: z.object({ counts: z.record(z.enum(splits), z.number()), own: z.boolean() }),
  /** The first of the sentences about what cannot be used, and how many there are. */
  problems: z.array(z.string()),
  problemCount: z.number(),
  /** What can be learnt from it; `problem` says why not, null where it can. */
  tasks: z.array(z.object({ task: z.enum(tasks), problem: z.string().nullable() })),
});
export type DatasetLook = z.infer<typeof datasetLook>;

/** Where a dataset lies and how it is read (options: see electron/core/datasets/options.ts). */
export const datasetPlace = z.object({
  path: z.string().min(1).max(4096),
  options: z.record(z.string().max(40), z.string().max(400)).default({}),
});
export type DatasetPlace = z.infer<typeof datasetPlace>;

/** A dataset that the user added to the station. */
export const knownDataset = datasetPlace.extend({
  id: z.string(),
  name: z.string(),
  addedAt: z.iso.datetime(),
  look: datasetLook.nullable(),
});
export type KnownDataset = z.infer<typeof knownDataset>;
