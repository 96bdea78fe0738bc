import { AppFailure } from '#shared/contract/errors';

/** A whole number within the range, or one sentence about what the option takes. */
export function integer(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new AppFailure('input.invalid', `${option} takes a whole number from ${min} to ${max}.`);
}
