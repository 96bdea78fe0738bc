import type { TFunction } from 'i18next';
import { errorCodes, type AppError } from '#shared/contract/errors';
import { formatNumber } from './formats';

type Told = Pick<AppError, 'message'> & { readonly code: string; readonly details?: AppError['details'] };

/**
 * What happened, in the user's language. The engine's own sentence is English and the most exact one; elsewhere the
 * code's sentence stands for it, with what it is about before it and the sizes behind it. Words that a library
 * wrote (`why`) are English: they stay with the English sentence.
 */
export function errorSentence({ code, message, details = {} }: Told, t: TFunction, language: string): string {
  const known = errorCodes.find((candidate) => candidate === code);
  if (language.startsWith('en') || !known) return message;
  const sentence = t(`error.${known}`);
  const sizes = sizesIn(details, t, language).join(t('app.listSeparator'));
  const subject = subjectOf(details, t);
  const told = sizes === '' ? sentence : t('app.withDetails', { sentence, details: sizes });
  return subject === null ? told : t('app.about', { subject, sentence: told });
}

/** The file, folder, model, recipe or part that it is about. */
function subjectOf({ path, name, id }: AppError['details'], t: TFunction): string | null {
  if (path !== undefined) return String(path);
  if (name !== undefined) return String(name);
  if (typeof id === 'number') return t('records.part', { number: id });
  return id === undefined ? null : id;
}

function sizesIn(details: AppError['details'], t: TFunction, language: string): string[] {
  const { widthPx, heightPx, megabytes, seconds, limitMs, field, pattern, version, known, logId } = details;
  const sizes: string[] = [];
  if (widthPx !== undefined && heightPx !== undefined)
    sizes.push(t('errorDetail.size', { widthPx, heightPx }));
  if (megabytes !== undefined) sizes.push(t('errorDetail.megabytes', { megabytes }));
  if (seconds !== undefined) sizes.push(t('errorDetail.seconds', { seconds }));
  if (typeof limitMs === 'number') {
    sizes.push(t('errorDetail.seconds', { seconds: formatNumber(limitMs / 1000, language, 0) }));
  }
  if (field !== undefined && field !== '') sizes.push(t('errorDetail.field', { field }));
  if (pattern !== undefined) sizes.push(t('errorDetail.pattern', { pattern }));
  if (version !== undefined && known !== undefined) sizes.push(t('errorDetail.format', { version, known }));
  if (logId !== undefined) sizes.push(t('errorDetail.log', { logId }));
  return sizes;
}
