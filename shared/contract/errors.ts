import { z } from 'zod';

/** Every way a request can fail. The page has a sentence for each in every language (locales: error.<code>). */
export const errorCodes = [
  'cancelled',
  'unavailable',
  'busy',
  'input.invalid',
  'source.missing',
  'source.lost',
  'source.overrun',
  'image.unreadable',
  'image.too-large',
  'image.unsupported',
  'model.missing',
  'model.malformed',
  'model.incompatible',
  'runtime.crashed',
  'runtime.timeout',
  'engine.crashed',
  'golden.missing',
  'golden.mismatch',
  'dataset.missing',
  'dataset.malformed',
  'dataset.changed',
  'training.missing',
  'training.crashed',
  'training.diverged',
  'training.memory',
  'recipe.missing',
  'recipe.malformed',
  'recipe.newer',
  'record.missing',
  'disk.full',
  'folder.unusable',
  'internal',
] as const;

/**
 * A failure as a value. `message` is one plain English sentence that says what to do;
 * `details` are the names and numbers in it, for the sentence in other languages.
 */
export const appError = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});
export type AppError = z.infer<typeof appError>;
export type ErrorCode = AppError['code'];

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError };

/** The one exception that the product throws on purpose; the border turns it into its `error`. */
export class AppFailure extends Error {
  readonly error: AppError;

  constructor(code: ErrorCode, message: string, details: AppError['details'] = {}, cause?: unknown) {
    super(message, { cause });
    this.name = 'AppFailure';
    this.error = { code, message, details };
  }
}

/**
 * Turns whatever was thrown into a value. An AppFailure says itself what it is; an aborted wait was cancelled;
 * anything else is a defect of ours: `report` keeps it (the stack stays in the log) and gives the log's id.
 */
export function toAppError(thrown: unknown, report: (thrown: unknown) => string): AppError {
  if (thrown instanceof AppFailure) return thrown.error;
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return { code: 'cancelled', message: 'It was cancelled.', details: {} };
  }
  const logId = report(thrown);
  return {
    code: 'internal',
    message: `Something went wrong inside Loupe; the log has the details under ${logId}.`,
    details: { logId },
  };
}
