import { z } from 'zod';
import { AppFailure } from '#shared/contract/errors';
import type { ModelManifest } from '#shared/domain/model';

/** What a manifest may set for golden compare; levels are gray levels of 0..255 in the golden's light. */
export const goldenOptions = z.object({
  weakLevels: z.number().min(2).max(254).default(16).describe('pixels that differ by so much belong to a region …'),
  strongLevels: z.number().min(2).max(254).default(48).describe('… if it differs by so much somewhere'),
  minAreaPx: z.number().min(1).default(4).describe('smaller regions do not count'),
  mergePx: z.number().min(0).max(1000).default(6).describe('regions at most so far apart become one'),
  marginPx: z.number().min(0).max(100).default(7).describe('boxes are drawn so much larger on each side'),
  borderPx: z.number().min(0).max(100).default(3).describe('rim of the common field of view that is not looked at'),
});
export type GoldenOptions = z.infer<typeof goldenOptions>;

export function optionsOf({ name, options }: ModelManifest): GoldenOptions {
  const parsed = goldenOptions.safeParse(options);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const option = issue?.path.join('.') ?? '';
  throw new AppFailure('model.malformed', `Option ${option} of model ${name} is not valid: ${issue?.message ?? ''}.`, {
    name,
    option,
  });
}
