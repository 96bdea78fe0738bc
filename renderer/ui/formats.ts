/** Numbers and dates as the user's language writes them. `null` is shown as a dash: no figure is better than a made-up one. */

const none = '–';

export function formatCount(value: number | null, language: string): string {
  return value === null ? none : new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(value);
}

/** @param share 0..1 */
export function formatShare(share: number | null, language: string, digits = 1): string {
  if (share === null) return none;
  const options = { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(language, options).format(share);
}

export function formatNumber(value: number | null, language: string, digits = 1): string {
  if (value === null) return none;
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** Milliseconds below ten with one digit, above with none. */
export function formatMs(durationMs: number | null, language: string): string {
  return durationMs === null ? none : `${formatNumber(durationMs, language, durationMs < 10 ? 1 : 0)} ms`;
}

/** Decimal units, as disks are sold. */
export function formatBytes(bytes: number, language: string): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 1000 ** step);
  return `${value} ${units[step] ?? 'TB'}`;
}

/** @param iso ISO 8601; shown in the station's own time zone */
export function formatTime(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(new Date(iso));
}

export function formatDateTime(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' }).format(new Date(iso));
}
