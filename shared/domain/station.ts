import { z } from 'zod';
import { tally } from './inspection';
import { sourceStatuses } from './source';
import { providerNames } from './settings';

/** How one execution provider did in a real, tiny run compared with the CPU. */
export const providerCheck = z.object({
  name: z.enum(providerNames),
  state: z.enum(['works', 'differs', 'unavailable']),
  /** Why it cannot be used, or how far it is from the CPU. */
  detail: z.string(),
});
export type ProviderCheck = z.infer<typeof providerCheck>;

/** One thing that `doctor` and the settings screen look at. */
export const stationCheck = z.object({
  name: z.string(),
  state: z.enum(['ok', 'warning', 'missing']),
  detail: z.string(),
  /** What to do about it; empty where nothing is to do. */
  remedy: z.string(),
});
export type StationCheck = z.infer<typeof stationCheck>;

export const stationReport = z.object({
  checks: z.array(stationCheck),
  providers: z.array(providerCheck),
});
export type StationReport = z.infer<typeof stationReport>;

export const disk = z.object({ freeBytes: z.number(), totalBytes: z.number() });
export type Disk = z.infer<typeof disk>;

/** What the station is doing now: all that the inspection screen needs besides the parts. */
export const stationStatus = z.object({
  /** `stepping`: open, waits for `inspection.step`. */
  state: z.enum(['idle', 'starting', 'running', 'stepping', 'stopping']),
  recipeId: z.string().nullable(),
  runId: z.number().nullable(),
  serial: z.string(),
  lot: z.string(),
  source: z.enum(sourceStatuses),
  provider: z.string(),
  tally,
  /** Parts a minute over the last parts; null while there are too few. */
  ratePerMinute: z.number().nullable(),
  /** Of the last parts: capture → verdict. */
  latencyMs: z.object({ median: z.number(), p99: z.number() }).nullable(),
  /** Frames that the source had to drop because the line was too slow; each is recorded. */
  overruns: z.number(),
  diskLow: z.boolean(),
  /** Why the line stopped by itself, or why the source is lost. */
  fault: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type StationStatus = z.infer<typeof stationStatus>;
