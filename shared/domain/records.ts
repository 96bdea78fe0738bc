import { z } from 'zod';
import { verdicts } from './inspection';

/** Which records: every given condition must hold. */
export const recordFilter = z.object({
  /** Words to find in serial, lot, recipe, file name, labels and disposition reasons. */
  text: z.string().max(200).default(''),
  from: z.iso.datetime().nullable().default(null),
  to: z.iso.datetime().nullable().default(null),
  serial: z.string().max(200).nullable().default(null),
  lot: z.string().max(200).nullable().default(null),
  recipeId: z.string().max(64).nullable().default(null),
  /** The final verdict: the inspector's word where there is one. */
  verdict: z.enum(verdicts).nullable().default(null),
  label: z.string().max(200).nullable().default(null),
  runId: z.number().nullable().default(null),
});
export type RecordFilter = z.infer<typeof recordFilter>;
