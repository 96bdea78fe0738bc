import { AppFailure } from '#shared/contract/errors';

/** What the user may say about a dataset, besides where it lies. */
export interface DatasetOptions {
  /** A name of formats.ts; null: the first that recognises it. */
  readonly format: string | null;
  /** The column of the table that holds the label. */
  readonly column: string | null;
  /** Numbers of that column from here on are defective, below it good; null: the column holds names. */
  readonly threshold: number | null;
  /** The class without defect, besides good and ok. */
  readonly good: string | null;
  /** How the names of the pictures tell their class, see name-labels.ts; null: they do not. */
  readonly names: string | null;
}

const known = ['format', 'column', 'threshold', 'good', 'names'] as const;

/** Throws AppFailure input.invalid. */
export function readOptions(given: Readonly<Record<string, string>>): DatasetOptions {
  for (const name of Object.keys(given)) {
    if (known.some((each) => each === name)) continue;
    const sentence = `A dataset has no option ${name}: the options are ${known.join(', ')}.`;
    throw new AppFailure('input.invalid', sentence, { field: name });
  }
  const { format = null, column = null, threshold, good = null, names = null } = given;
  return { format, column, threshold: threshold === undefined ? null : numberOf(threshold), good, names };
}

/** Is it the class of the pictures without defect? */
export function isGood(label: string, { good }: DatasetOptions): boolean {
  return label === good || ['good', 'ok'].includes(label.toLowerCase());
}

function numberOf(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  const sentence = `The threshold ${text} is no number: give one such as 0.5.`;
  throw new AppFailure('input.invalid', sentence, { field: 'threshold' });
}
