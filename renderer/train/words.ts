import type { TFunction } from 'i18next';
import type { TrainingRun, TrainingSettings, Validated } from '#shared/domain/training';
import { formatCount, formatShare } from '../ui/formats';
import { labelName } from '../ui/labels';
import { isFigureName, judgedBy } from './figures';

/** A length of time in the largest unit that says enough: seconds up to a minute, minutes up to an hour and a half. */
export function formatDuration(seconds: number, language: string): string {
  const [value, unit, digits] =
    seconds < 60
      ? ([Math.ceil(seconds), 'second', 0] as const)
      : seconds < 90 * 60
        ? ([Math.round(seconds / 60), 'minute', 0] as const)
        : ([seconds / 3600, 'hour', 1] as const);
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(language, options).format(value);
}

/** @param iso ISO 8601; day and minute in the station's own time zone */
export function formatWhen(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' }).format(new Date(iso));
}

/** A figure's name in the user's language; one that has none there as it is. */
export function figureName(name: string, t: TFunction): string {
  return isFigureName(name) ? t(`train.figure.${name}`) : name;
}

/** The figure that the task is judged by, with its name. */
export function headline(validated: Validated, t: TFunction, language: string): string {
  const name = figureName(judgedBy(validated), t);
  return t('train.named', { name, value: formatShare(validated.metric, language) });
}

/** Labels in words; none: a good part. */
export function labelWords(labels: readonly string[], t: TFunction): string {
  if (labels.length === 0) return t('train.good');
  return labels.map((label) => labelOrGood(label, t)).join(t('app.listSeparator'));
}

export function labelOrGood(label: string, t: TFunction): string {
  return label === 'good' ? t('train.good') : labelName(label, t);
}

export function durationWords(
  { duration }: Pick<TrainingSettings, 'duration'>,
  t: TFunction,
  language: string,
): string {
  return duration.kind === 'epochs'
    ? t('train.epochs', { epochs: formatCount(duration.epochs, language) })
    : formatDuration(duration.minutes * 60, language);
}

/** What a run that is under way does just now. */
export function phaseWords(run: TrainingRun, t: TFunction, language: string): string {
  const { state, reading, progress } = run;
  if (state === 'waiting') return t('train.phase.waiting');
  if (reading) {
    const share = formatShare(reading.done / Math.max(1, reading.total), language, 0);
    return t('train.phase.reading', { share });
  }
  if (!progress) return t('train.phase.preparing');
  if (progress.step >= progress.steps) return t('train.phase.measuring');
  const { epoch, epochs, secondsLeft } = progress;
  const words = t('train.phase.learning', {
    epoch: formatCount(epoch, language),
    epochs: formatCount(epochs, language),
  });
  if (state === 'paused' || secondsLeft === null) return words;
  const left = t('train.left', { time: formatDuration(secondsLeft, language) });
  return `${words} · ${left}`;
}

/** Has it still to be done, or is it being done? */
export function isUnderWay({ state }: Pick<TrainingRun, 'state'>): boolean {
  return state === 'waiting' || state === 'running' || state === 'paused';
}

/** How far a run is, 0..1. */
export function shareDone({ reading, progress }: TrainingRun): number {
  if (reading) return 0;
  return progress && progress.steps > 0 ? progress.step / progress.steps : 0;
}
