import { trainingProviders, type TrainingProvider } from '#electron/engine/open-training';
import { AppFailure } from '#shared/contract/errors';
import { qualities, type Duration, type Quality } from '#shared/domain/training';
import { integer } from './arguments';

const standard: Duration = { kind: 'minutes', minutes: 10 };
const [leastMinutes, mostMinutes] = [0.05, 10_080];

/** Throws AppFailure input.invalid where both are given or one is out of range. */
export function durationOf({
  minutes,
  epochs,
}: {
  readonly minutes?: string | undefined;
  readonly epochs?: string | undefined;
}): Duration {
  if (minutes !== undefined && epochs !== undefined) {
    throw new AppFailure('input.invalid', 'Give --minutes or --epochs, not both.');
  }
  if (epochs !== undefined) return { kind: 'epochs', epochs: integer('--epochs', epochs, 1, 100_000) };
  if (minutes === undefined) return standard;
  const number = minutes.trim() === '' ? NaN : Number(minutes);
  if (number >= leastMinutes && number <= mostMinutes) return { kind: 'minutes', minutes: number };
  throw new AppFailure('input.invalid', `--minutes takes a number from ${leastMinutes} to ${mostMinutes}.`);
}

/** Throws AppFailure input.invalid. */
export function providerOf(text: string): TrainingProvider {
  const provider = trainingProviders.find((one) => one === text);
  if (provider) return provider;
  throw new AppFailure('input.invalid', `--provider takes one of ${trainingProviders.join(', ')}.`);
}

/** Throws AppFailure input.invalid. */
export function qualityOf(text: string): Quality {
  const quality = qualities.find((one) => one === text);
  if (quality) return quality;
  throw new AppFailure('input.invalid', `--quality takes one of ${qualities.join(', ')}.`);
}
