import { AppFailure } from '#shared/contract/errors';

/** A whole number within the range, or one sentence about what the option takes. */
export function integer(option: string, text: string, min: number, max: number): number {
  const value = numberOf(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new AppFailure('input.invalid', `${option} takes a whole number from ${min} to ${max}.`);
}

/** A share, or one sentence about what the option takes. */
export function share(option: string, text: string): number {
  const value = numberOf(text);
  if (value >= 0 && value <= 1) return value;
  throw new AppFailure('input.invalid', `${option} takes a share from 0 to 1.`);
}

/** NaN for what is no number; JavaScript would read nothing as 0. */
function numberOf(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}
