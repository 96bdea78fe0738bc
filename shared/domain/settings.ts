import { z } from 'zod';

export const providerNames = ['cuda', 'tensorrt', 'dml', 'coreml', 'webgpu', 'cpu'] as const;
export type ProviderName = (typeof providerNames)[number];

/** What the user may set; everything has a default, so an older file always reads. */
export const settings = z.object({
  /** null: the system's language. */
  language: z.enum(['en', 'zh-CN']).nullable().default(null),
  theme: z.enum(['light', 'dark', 'auto']).default('auto'),
  sound: z.boolean().default(true),
  /** Who signs the dispositions. */
  inspector: z.string().trim().max(120).default(''),
  /** `auto`: the first of the ladder that proves itself. */
  provider: z.enum(['auto', ...providerNames]).default('auto'),
  retention: z
    .object({
      maxAgeDays: z.int().min(1).max(36_500).nullable().default(null),
      maxImagesGb: z.number().min(0.1).max(1_000_000).nullable().default(null),
    })
    .default({ maxAgeDays: null, maxImagesGb: null }),
  welcomed: z.boolean().default(false),
});
export type Settings = z.infer<typeof settings>;

/** Free space below this share of the disk is a warning. */
export const lowDiskShare = 0.1;
/** Free space below this stops the inspection: 500 MB. */
export const diskFloorBytes = 500_000_000;
