import { AppFailure } from '#shared/contract/errors';
import type { Duration, Validated } from '#shared/domain/training';
import { createRandom, type Random } from '#shared/numeric/random';
import { initialSnapshot, layoutsOf, type Layouts, type Snapshot } from '../network/layout';
import type { Network } from '../network/layers';
import type { Runtime, Tensors } from '../runtime';
import { openCarried } from './carried';
import type { Checkpoint } from './checkpoint';
import { demandMemory } from './memory';
import { paceOf, type Optimizer } from './optimizer';
import { rateAt } from './schedule';
import { trainingStep, type Loss } from './step';

/** What is trained, as its task puts it together. */
export interface Trainee {
  readonly network: Network;
  readonly loss: Loss;
  readonly batchSize: number;
  /** Steps in which each picture is seen about once. */
  readonly stepsAnEpoch: number;
  /** The inputs of the network and of the loss for one step. The same random numbers give the same batch. */
  batch(random: Random, epoch: number, stepInEpoch: number): Promise<Tensors>;
  /** How good the network is with these numbers on data that is not trained on. */
  validate(layouts: Layouts, snapshot: Snapshot): Promise<Pick<Validated, 'metric' | 'metrics'>>;
  /** Numbers to begin with in place of random ones, by the names of the weights and states. */
  readonly pretrained?: (layouts: Layouts, initial: Snapshot) => Snapshot;
}

export interface TrainingOptions {
  readonly seed: number;
  readonly duration: Duration;
  readonly optimizer: Optimizer;
  /** Highest learning rate. */
  readonly rate: number;
  readonly warmUp: number;
  readonly clipLength: number;
  /** Share of the running average of the weights that stays at each step, 0..1; 0: no average. */
  readonly keep: number;
  /**
   * The training ends early where so large a share of its validations, and `leastPatience` of them, brought nothing
   * better; Infinity: never.
   */
  readonly patience: number;
}

export interface Progress {
  readonly step: number;
  readonly steps: number;
  readonly epoch: number;
  readonly epochs: number;
  /** Pictures in a step. */
  readonly batchSize: number;
  /** Mean over the steps of the epoch. */
  readonly loss: number;
  readonly rate: number;
  /** The last validation; null before the first. */
  readonly validated: Validated | null;
}

export interface Watch {
  /** Awaited before each step: holds the training while it is paused; throws when it is cancelled. */
  between(): Promise<void>;
  onProgress(progress: Progress): void;
  /** Something that the user should know, such as a lowered rate. */
  onNote(sentence: string): void;
  /** Monotonic clock, ms. */
  nowMs(): number;
  /** What the machine has to spare, in bytes. */
  freeMemoryBytes(): number;
  /** After each epoch: what to go on from should the process die. */
  onCheckpoint(checkpoint: Checkpoint): Promise<void>;
}

export interface Trained {
  readonly layouts: Layouts;
  /** The best of all validations. */
  readonly best: Snapshot;
  readonly validated: Validated;
  readonly history: readonly Validated[];
}

/** What an epoch takes is told by so many steps. */
const probeSteps = 4;
/** In a long training several epochs share a validation: more than so many would take the time of steps and show little. */
const mostValidations = 50;
/** Fewer validations say nothing about what is still to come. */
const leastPatience = 8;
/** How often the rate is halved when the loss is lost before the training gives up. */
const mostRollbacks = 6;

/**
 * Trains from the start or goes on from a checkpoint: the same seed gives the same numbers on the CPU, broken off or
 * not. Throws AppFailure training.memory, training.diverged, and what `between` throws.
 */
export async function train(
  trainee: Trainee,
  options: TrainingOptions,
  runtime: Runtime,
  watch: Watch,
  resumed: Checkpoint | null = null,
): Promise<Trained> {
  const layouts = layoutsOf(trainee.network);
  const average = options.keep > 0;
  const step = trainingStep({ ...trainee, layouts, ...options, average });
  demandMemory(step.memoryBytes, watch.freeMemoryBytes());
  const initial = initialSnapshot(layouts, createRandom(options.seed, streams.initial));
  const begin = trainee.pretrained?.(layouts, initial) ?? initial;
  const first = Object.fromEntries(
    step.carried.map(({ name, size }) => [name, beginningOf(name, size, begin)]),
  );
  const carried = await openCarried(runtime, step, resumed?.carried ?? first);
  const epochs = resumed?.epochs ?? (await epochsFor(options.duration));
  const steps = epochs * trainee.stepsAnEpoch;
  const schedule = { rate: options.rate, steps, warmUp: options.warmUp, last: 0.01 };
  const every = Math.ceil(epochs / mostValidations);
  const patience = Math.max(leastPatience, Math.ceil(options.patience * Math.ceil(epochs / every)));
  let kept = resumed ?? beginning(epochs, first);

  try {
    while (kept.epoch < epochs) {
      if (kept.sinceBest >= patience) {
        const bestEpoch = kept.epoch - kept.sinceBest * every;
        watch.onNote(
          `Ended after epoch ${kept.epoch} of ${epochs}: nothing became better since epoch ${bestEpoch}.`,
        );
        break;
      }
      const lossMean = await runEpoch(kept);
      if (lossMean === null) {
        kept = rolledBack(kept);
        carried.restore(kept.carried);
        watch.onNote(
          `The loss was lost in epoch ${kept.epoch + 1}: back to the epoch before, at half the learning rate.`,
        );
        continue;
      }
      kept = { ...kept, epoch: kept.epoch + 1, carried: await carried.copy() };
      if (kept.epoch % every === 0 || kept.epoch === epochs) kept = await validated(kept, lossMean);
      await watch.onCheckpoint(kept);
    }
  } finally {
    await carried.release();
  }
  const { best } = kept;
  if (!best) throw new Error('no epoch was trained');
  return { layouts, best: best.snapshot, validated: best.validated, history: kept.history };

  /** The mean loss, or null where a number was lost. */
  async function runEpoch({ epoch, rateScale, history }: Checkpoint): Promise<number | null> {
    let sum = 0;
    for (let i = 1; i <= trainee.stepsAnEpoch; i++) {
      await watch.between();
      const step = epoch * trainee.stepsAnEpoch + i;
      const rate = rateAt(schedule, step) * rateScale;
      const { loss, length } = await takeStep(step, rate);
      if (!Number.isFinite(loss) || !Number.isFinite(length)) return null;
      sum += loss;
      watch.onProgress({
        step,
        steps,
        epoch: epoch + 1,
        epochs,
        batchSize: trainee.batchSize,
        loss: sum / i,
        rate,
        validated: history.at(-1) ?? null,
      });
    }
    return sum / trainee.stepsAnEpoch;
  }

  /** @param number counted from 1 */
  async function takeStep(number: number, rate: number): Promise<{ loss: number; length: number }> {
    const [epoch, i] = [Math.floor((number - 1) / trainee.stepsAnEpoch), (number - 1) % trainee.stepsAnEpoch];
    const random = createRandom(options.seed, streams.steps + number);
    const batch = await trainee.batch(random, epoch, i);
    const noise = step.noise.map(({ name, dims }) => [name, uniform(dims, random)] as const);
    const pace = paceOf(options.optimizer, rate, number);
    const scalars: Record<string, number> = {
      ...pace,
      ...(average && { keep: keepAt(options.keep, number) }),
    };
    return carried.step({ ...batch, ...Object.fromEntries(noise) }, scalars);
  }

  async function epochsFor(duration: Duration): Promise<number> {
    if (duration.kind === 'epochs') return duration.epochs;
    await probe(); // the first time memory is set up and pictures are read
    const epochMs = (await probe()) * trainee.stepsAnEpoch;
    const steppedMs = watch.nowMs();
    await trainee.validate(layouts, await currentSnapshot());
    const validationMs = watch.nowMs() - steppedMs;
    carried.restore(first);
    const limitMs = duration.minutes * 60_000;
    const validatedEach = limitMs / (epochMs + validationMs);
    const validatedAtMost = (limitMs - mostValidations * validationMs) / epochMs;
    return Math.max(1, Math.floor(Math.max(validatedEach, validatedAtMost)));
  }

  /** What a step takes, ms, on the average of a few that change nothing. */
  async function probe(): Promise<number> {
    const steps = Math.min(probeSteps, trainee.stepsAnEpoch);
    const startMs = watch.nowMs();
    for (let number = 1; number <= steps; number++) {
      await watch.between();
      await takeStep(number, 0);
    }
    return (watch.nowMs() - startMs) / steps;
  }

  async function currentSnapshot(): Promise<Snapshot> {
    const prefix = average ? 'average_' : '';
    return { weights: await carried.read(`${prefix}weights`), state: await carried.read(`${prefix}state`) };
  }

  /** @param loss the mean over the steps of the epoch */
  async function validated(before: Checkpoint, loss: number): Promise<Checkpoint> {
    const snapshot = await currentSnapshot();
    const found = { epoch: before.epoch, loss, ...(await trainee.validate(layouts, snapshot)) };
    const gain = before.best ? found.metric - before.best.validated.metric : Infinity;
    return {
      ...before,
      // Of equals the later one: it has learnt for longer, in smaller steps.
      best: gain >= 0 ? { snapshot, validated: found } : before.best,
      sinceBest: gain > 0 ? 0 : before.sinceBest + 1,
      history: [...before.history, found],
    };
  }
}

/** Streams of random numbers that do not meet. */
const streams = { initial: 1, steps: 1 << 20 } as const;

/** The running averages begin where the weights do, all else with zeros. */
function beginningOf(name: string, size: number, { weights, state }: Snapshot): Float32Array {
  if (name.endsWith('weights')) return weights.slice();
  return name.endsWith('state') ? state.slice() : new Float32Array(size);
}

function beginning(epochs: number, carried: Checkpoint['carried']): Checkpoint {
  return { epoch: 0, epochs, rateScale: 1, rollbacks: 0, carried, best: null, sinceBest: 0, history: [] };
}

function rolledBack(kept: Checkpoint): Checkpoint {
  if (kept.rollbacks >= mostRollbacks) {
    throw new AppFailure(
      'training.diverged',
      'The training does not settle, however small its steps are: check the labels, or choose another task or speed.',
    );
  }
  return { ...kept, rateScale: kept.rateScale / 2, rollbacks: kept.rollbacks + 1 };
}

/** At first the average follows closely: it would be made of the random beginning. */
function keepAt(keep: number, step: number): number {
  return Math.min(keep, (1 + step) / (10 + step));
}

function uniform(dims: readonly number[], random: Random) {
  const data = new Float32Array(dims.reduce((product, dim) => product * dim, 1));
  for (let i = 0; i < data.length; i++) data[i] = random.next();
  return { type: 'float32', dims, data } as const;
}
