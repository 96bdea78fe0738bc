import type { TFunction } from 'i18next';
import type { Reason } from '#shared/domain/inspection';
import en from '../../resources/locales/en.json';
import { errorSentence } from './error-sentence';

type KnownDefect = keyof typeof en.defect;

/** A model's label in the user's language where it is a known word, otherwise as the model spells it. */
export function labelName(label: string, t: TFunction): string {
  return isKnown(label) ? t(`defect.${label}`) : label;
}

function isKnown(label: string): label is KnownDefect {
  return Object.hasOwn(en.defect, label);
}

/** Why the verdict is what it is, one sentence a reason. */
export function reasonSentence(reason: Reason, t: TFunction, language: string): string {
  switch (reason.code) {
    case 'reject':
      return t(reason.allowedCount > 0 ? 'reason.rejectAllowed' : 'reason.reject', {
        label: labelName(reason.label, t),
        count: reason.count,
        allowed: reason.allowedCount,
      });
    case 'review':
      return t('reason.review', { label: labelName(reason.label, t), count: reason.count });
    case 'too-many':
      return t('reason.tooMany', { count: reason.count, allowed: reason.allowedCount });
    case 'fault':
      return errorSentence({ code: reason.error, message: reason.message }, t, language);
  }
}
