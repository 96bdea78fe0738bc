import { z } from 'zod';
import type { Box } from '../numeric/geometry';

export const verdicts = ['pass', 'review', 'reject', 'not-inspected'] as const;
export type Verdict = (typeof verdicts)[number];

const box = z.tuple([z.number(), z.number(), z.number(), z.number()]) satisfies z.ZodType<Box>;

/** What a model saw: label, score 0..1, box and area in pixels of the original image. */
export const prediction = z.object({
  label: z.string(),
  score: z.number(),
  box,
  areaPx: z.number(),
});
export type Prediction = z.infer<typeof prediction>;

/** A prediction that the recipe counts. */
export const finding = prediction.extend({ level: z.enum(['review', 'reject']) });
export type Finding = z.infer<typeof finding>;

/** Why the verdict is what it is; shown in the user's language. */
export const reason = z.discriminatedUnion('code', [
  z.object({ code: z.literal('reject'), label: z.string(), count: z.number(), allowedCount: z.number() }),
  z.object({ code: z.literal('review'), label: z.string(), count: z.number() }),
  z.object({ code: z.literal('too-many'), count: z.number(), allowedCount: z.number() }),
  /** The part was not inspected: the error's code and its sentence. */
  z.object({ code: z.literal('fault'), error: z.string(), message: z.string() }),
]);
export type Reason = z.infer<typeof reason>;

export const timings = z.object({
  decodeMs: z.number(),
  preprocessMs: z.number(),
  inferenceMs: z.number(),
  postprocessMs: z.number(),
});
export type Timings = z.infer<typeof timings>;

/** What the inspector decided about a part; the last one counts, all are kept. */
export const disposition = z.object({
  verdict: z.enum(['pass', 'reject']),
  reason: z.string().trim().max(500),
  by: z.string().trim().max(120),
  at: z.iso.datetime(),
});
export type Disposition = z.infer<typeof disposition>;

/** Everything that is known of one inspected part, before it has a number. */
export const partDraft = z.object({
  runId: z.number(),
  frameKey: z.string(),
  frameName: z.string(),
  sequence: z.number(),
  inspectedAt: z.iso.datetime(),
  recipeId: z.string(),
  recipeName: z.string(),
  /** SHA-256 of the recipe as it was: the exact rules can be found again. */
  recipeSha256: z.string(),
  model: z.string().describe('name@version'),
  modelSha256: z.string(),
  provider: z.string(),
  serial: z.string(),
  lot: z.string(),
  verdict: z.enum(verdicts),
  reasons: z.array(reason),
  findings: z.array(finding),
  timings,
  /** From the frame's capture to the verdict, ms. */
  latencyMs: z.number(),
  widthPx: z.number(),
  heightPx: z.number(),
  imageSha256: z.string().nullable(),
  goldenSha256: z.string().nullable(),
});
export type PartDraft = z.infer<typeof partDraft>;

export const part = partDraft.extend({ id: z.number(), dispositions: z.array(disposition) });
export type Part = z.infer<typeof part>;

/** What counts for the customer: the inspector's word where there is one. */
export function finalVerdict(part: Pick<Part, 'verdict' | 'dispositions'>): Verdict {
  return part.dispositions.at(-1)?.verdict ?? part.verdict;
}

/** Tally of a run or of a selection of records. */
export const tally = z.object({
  total: z.number(),
  byVerdict: z.record(z.enum(verdicts), z.number()),
  /** Findings by label, most first. */
  byLabel: z.array(z.object({ label: z.string(), count: z.number() })),
});
export type Tally = z.infer<typeof tally>;

/** Share of parts that passed, of those that were inspected; null where none was. */
export function yieldOf(tally: Tally): number | null {
  const inspected = tally.total - tally.byVerdict['not-inspected'];
  return inspected > 0 ? tally.byVerdict.pass / inspected : null;
}
