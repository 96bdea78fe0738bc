import type { TFunction } from 'i18next';
import type { StationCheck } from '#shared/domain/station';

const known = ['data folder', 'disk', 'memory', 'processor'] as const;

/**
 * Name and remedy of a check in the user's language. The engine's own remedy is English and the most exact one;
 * in other languages the check's general remedy stands for it. Libraries keep their names.
 */
export function checkWords(
  { name, remedy }: StationCheck,
  t: TFunction,
  language: string,
): { readonly name: string; readonly remedy: string } {
  const key = known.find((candidate) => candidate === name);
  if (!key) return { name, remedy };
  return {
    name: t(`settings.station.names.${key}`),
    remedy: remedy === '' || language.startsWith('en') ? remedy : t(`settings.station.remedies.${key}`),
  };
}
