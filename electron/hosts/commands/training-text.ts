import type { TrainingProgress } from '#shared/domain/training';

/** How far a training is, as a line. */
export function progressText({
  epoch,
  epochs,
  loss,
  picturesPerSecond,
  secondsLeft,
}: TrainingProgress): string {
  const parts = [`epoch ${epoch} of ${epochs}`, `loss ${loss.toPrecision(3)}`];
  if (picturesPerSecond !== null) parts.push(`${picturesPerSecond.toPrecision(3)} pictures/s`);
  if (secondsLeft !== null) parts.push(`${timeText(secondsLeft)} left`);
  return parts.join(', ');
}

/** The first few of the figures, the one that counts first. */
export function figuresOf(metrics: Readonly<Record<string, number>>, most: number): string {
  const first = Object.entries(metrics).slice(0, most);
  return first.map(([name, value]) => `${name} ${value.toFixed(4)}`).join(', ');
}

function timeText(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
