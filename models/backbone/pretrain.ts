import type { Runtime } from '../runtime';
import type { Duration } from '#shared/domain/training';
import type { Checkpoint } from '../train/checkpoint';
import { train, type Trained, type Watch } from '../train/trainer';
import { pretrainingSeed, pretrainingShape } from './package';
import { pretrainingOptions, pretrainingTrainee } from './pretraining';

/** Trains the backbone that is shipped. The same duration in epochs gives the same on the CPU. */
export function pretrain(
  duration: Duration,
  runtime: Runtime,
  watch: Watch,
  resumed: Checkpoint | null = null,
): Promise<Trained> {
  const trainee = pretrainingTrainee(pretrainingShape, pretrainingSeed, runtime);
  return train(trainee, { ...pretrainingOptions, seed: pretrainingSeed, duration }, runtime, watch, resumed);
}
