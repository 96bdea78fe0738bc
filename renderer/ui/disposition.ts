import { finalVerdict, type Disposition, type Part } from '#shared/domain/inspection';

type Word = Disposition['verdict'];

type Judged = Pick<Part, 'verdict' | 'dispositions'>;

/** What agreeing means. Only a PASS is agreed to as good: all else is bad until a person says otherwise. */
export function confirmedVerdict(part: Judged): Word {
  return finalVerdict(part) === 'pass' ? 'pass' : 'reject';
}

/** What overruling means: the other word than the one that counts now. */
export function overruledVerdict(part: Judged): Word {
  return confirmedVerdict(part) === 'pass' ? 'reject' : 'pass';
}

/** Reasons offered for a word, in the order of their number keys; locales: inspect.reasons.<word>.<reason>. */
export const offeredReasons = {
  pass: ['dirt', 'light', 'position', 'tolerance', 'model'],
  reject: ['missed', 'wrongPart', 'damaged', 'dirty', 'other'],
} as const satisfies Record<Word, readonly string[]>;
