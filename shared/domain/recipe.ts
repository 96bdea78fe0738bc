import { z } from 'zod';
import { sourceConfig } from './source';

export const recipeFormatVersion = 1;

const score = z.number().min(0).max(1);
const point = z.tuple([z.number().finite(), z.number().finite()]);
const polygon = z.array(point).min(3).max(1000);

/** What one label means for the verdict. Scores 0..1; `review` at or below `reject`. */
export const labelRule = z
  .object({
    reviewScore: score.describe('from here on a person looks'),
    rejectScore: score.describe('from here on the part is bad'),
    minAreaPx: z.number().min(0).default(0).describe('smaller predictions do not count'),
    allowedCount: z.int().min(0).default(0).describe('so many findings at reject level are tolerated'),
  })
  .refine((rule) => rule.reviewScore <= rule.rejectScore, {
    message: 'the review score must not be above the reject score',
  });
export type LabelRule = z.infer<typeof labelRule>;

export const goldenReference = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  /** An image kept in the station's image store. */
  z.object({ kind: z.literal('image'), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  /** A file beside each frame: `match` finds `{id}` in the file's name, `golden` names the file; `{dir}` is its folder. */
  z.object({
    kind: z.literal('pair'),
    match: z.string().regex(/\{id\}/, 'the pattern needs {id}'),
    golden: z
      .string()
      .regex(/^\{dir\}\/(?!.*\.\.)/, 'the pattern must begin with {dir}/ and stay below that folder'),
  }),
]);
export type GoldenReference = z.infer<typeof goldenReference>;

/** What to run for one product. */
export const recipe = z.object({
  formatVersion: z.literal(recipeFormatVersion),
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'use small letters, digits and dashes, at most 64')
    .describe('names the recipe for the machine'),
  name: z.string().trim().min(1).max(120),
  product: z.string().trim().max(120).default(''),
  source: sourceConfig,
  model: z.object({ name: z.string().min(1), version: z.string().min(1) }),
  golden: goldenReference.default({ kind: 'none' }),
  /** By label; `*` is for every label that is not named. */
  labels: z
    .record(z.string().min(1), labelRule)
    .refine((rules) => rules['*'] !== undefined, { message: 'a rule for * (every other label) is needed' }),
  /** More findings than this, of whatever label, reject the part; null: no limit. */
  maxFindings: z.int().min(0).nullable().default(null),
  roi: z.object({ include: z.array(polygon).max(100), exclude: z.array(polygon).max(100) }).default({
    include: [],
    exclude: [],
  }),
  onFault: z.enum(['continue', 'stop']).default('continue').describe('what the line does after a bad frame'),
  keepImages: z.enum(['all', 'not-pass', 'none']).default('all'),
});
export type Recipe = z.infer<typeof recipe>;

/** A recipe as one file: with the images it refers to, base64 by SHA-256. */
export const recipeFile = z.object({
  recipe,
  images: z.record(z.string().regex(/^[0-9a-f]{64}$/), z.string()).default({}),
});
export type RecipeFile = z.infer<typeof recipeFile>;

/** The rule that a label falls under. */
export function ruleOf(recipe: Pick<Recipe, 'id' | 'labels'>, label: string): LabelRule {
  const rule = Object.hasOwn(recipe.labels, label) ? recipe.labels[label] : recipe.labels['*'];
  if (!rule) throw new Error(`recipe ${recipe.id} has no rule for ${label}`);
  return rule;
}
