import type { TFunction } from 'i18next';
import type { StationCheck } from '#shared/domain/station';

const known = ['data folder', 'disk', 'memory', 'processor', 'system'] as const;
const remedied = ['data folder', 'disk', 'memory', 'processor'] as const;

/** How the makers write what the engine names by its package. */
const proper: Readonly<Record<string, string>> = {
  loupe: 'Loupe',
  electron: 'Electron',
  chrome: 'Chromium',
  node: 'Node.js',
  'onnxruntime-node': 'ONNX Runtime',
};

/**
 * A check in the user's language. The engine's own remedy is English and the most exact one; in other languages the
 * check's general remedy stands for it.
 */
export function checkWords(
  check: StationCheck,
  t: TFunction,
  language: string,
): { readonly name: string; readonly detail: string; readonly remedy: string } {
  const key = known.find((candidate) => candidate === check.name);
  const name = key ? t(`settings.station.names.${key}`) : (proper[check.name] ?? check.name);
  const detail = detailWords(check.detail, t, language);
  const general = remedied.find((candidate) => candidate === check.name);
  const english = language.startsWith('en') || check.remedy === '' || !general;
  return { name, detail, remedy: english ? check.remedy : t(`settings.station.remedies.${general}`) };
}

/** What the engine found, in the user's language where it is one of the usual sentences; otherwise as it is. */
export function detailWords(detail: string, t: TFunction, language: string): string {
  if (language.startsWith('en')) return detail;
  const free = /^([\d.]+) of ([\d.]+) GB free$/.exec(detail);
  if (free) return t('settings.station.found.free', { free: free[1], total: free[2] });
  const cores = /^(\d+) cores?$/.exec(detail);
  if (cores) return t('settings.station.found.cores', { cores: cores[1] });
  if (detail.startsWith('Its libraries are not installed')) return t('settings.inference.noLibraries');
  if (detail.startsWith('Its test crashed or gave no answer')) return t('settings.inference.noAnswer');
  return detail;
}
