import { z } from 'zod';

/** No frame for so long means that the source is lost; null: only the source itself tells. */
const silentAfterMs = (min: number) => z.int().min(min).max(86_400_000).nullable().default(null);

const folderSource = z.object({
  kind: z.literal('folder'),
  path: z.string().min(1),
  subfolders: z.boolean().default(false),
  order: z.enum(['name', 'time']).default('name'),
  // Longer than a half-written file is waited for: else its end would never be seen.
  silentAfterMs: silentAfterMs(15_000),
});

const filesSource = z.object({
  kind: z.literal('files'),
  paths: z.array(z.string().min(1)).min(1).max(100_000),
  silentAfterMs: silentAfterMs(100),
});

const demoSource = z.object({
  kind: z.literal('demo'),
  product: z.enum(['pcb', 'surface']),
  seed: z.int().min(0).max(0xffff_ffff).default(1),
  ratePerMinute: z
    .number()
    .min(0)
    .max(6000)
    .default(60)
    .describe('parts a minute; 0: as fast as they are inspected'),
  defectShare: z.number().min(0).max(1).default(0.2),
  count: z.int().min(1).nullable().default(null).describe('the line ends after so many parts; null: never'),
  silentAfterMs: silentAfterMs(100),
});

/** Where the frames of a recipe come from. Adding a kind: a schema here, a driver in electron/adapters/source. */
export const sourceConfig = z.discriminatedUnion('kind', [folderSource, filesSource, demoSource]);

export type SourceConfig = z.infer<typeof sourceConfig>;
export type SourceKind = SourceConfig['kind'];
export type SourceConfigOf<K extends SourceKind> = Extract<SourceConfig, { kind: K }>;

/** `lost`: silent past its limit or gone; it is opened again by itself until it answers. */
export const sourceStatuses = ['opening', 'live', 'lost', 'ended', 'closed'] as const;
export type SourceStatus = (typeof sourceStatuses)[number];
