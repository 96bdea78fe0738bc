import { AppFailure } from '#shared/contract/errors';
import type { Dataset, DatasetItem } from '#shared/domain/dataset';
import type { Prediction } from '#shared/domain/inspection';
import type { TaskName } from '#shared/domain/model';
import type { TrainingProgress, TrainingSettings, Validated } from '#shared/domain/training';
import type { Runtime } from '#models/runtime';
import { pretrainedBy } from '#models/train/pretrained';
import { decodeCheckpoint, encodeCheckpoint, type Checkpoint } from '#models/train/checkpoint';
import type { CheckpointFile, Clock, PackageFiles } from '../ports';
import { keepCheckpoints } from './keep-checkpoints';
import { packageOf } from './package-of';
import { createPace } from './pace';
import { sidesOf } from './sides';
import { shownOf } from './shown';
import { trainerOf } from './trainable';

export interface TrainRequest {
  readonly dataset: Dataset;
  readonly task: TaskName;
  /** What the model shall be called. */
  readonly name: string;
  readonly version: string;
  readonly settings: TrainingSettings;
  /** Cores for ONNX Runtime: other numbers may come out with another number of them. */
  readonly threads: number;
  /** Go on from the checkpoint, where there is one; else begin anew. */
  readonly resume: boolean;
}

export interface TrainingPorts {
  readonly runtime: Runtime;
  readonly clock: Clock;
  readonly checkpoint: CheckpointFile;
  /** Hex. */
  sha256(data: string | Uint8Array): string;
  freeMemoryBytes(): number;
  /** The shipped backbone, an ONNX file that trainings begin with; null where there is none. */
  backbone?(): Promise<Uint8Array | null>;
  readonly versions: { readonly loupe: string; readonly runtime: string };
}

/** What the model in training says of a picture of the validation. */
export interface SeenItem {
  readonly item: DatasetItem;
  readonly predictions: readonly Prediction[];
}

export interface TrainingWatch {
  /** Awaited before each step: holds the training while it is paused; throws AppFailure cancelled. */
  between(): Promise<void>;
  /** At most four times a second. */
  onProgress(progress: TrainingProgress): void;
  /** After each validation, and where it goes on from a checkpoint: all validations so far. */
  onHistory(history: readonly Validated[]): void;
  /** After each validation: the same few pictures. */
  onSeen(seen: readonly SeenItem[]): Promise<void>;
  /** Something to know: a picture left out, a checkpoint that could not be written. Each once. */
  onNote(sentence: string): void;
}

/**
 * From a dataset to a package: split, train (or go on where an earlier run of the same request was broken off), check
 * that the serving graph answers like the trained one, measure on the test pictures. The checkpoint stays: it is of use
 * until the package is safe. Throws AppFailure dataset.*, training.*, input.invalid where the checkpoint is of something
 * else, and what `between` throws.
 */
export async function trainModel(
  request: TrainRequest,
  ports: TrainingPorts,
  watch: TrainingWatch,
): Promise<PackageFiles> {
  const { dataset, settings, task } = request;
  const trainer = trainerOf(task);
  const sides = sidesOf(dataset, settings.seed);
  const data = { dataset, train: sides.train, validation: sides.validation };
  trainer.check(data);

  const note = onceEach((sentence) => watch.onNote(sentence));
  dataset.problems.forEach(note);
  const of = JSON.stringify([ports.versions.loupe, dataset.sha256, task, settings]);
  const resumed = request.resume ? await savedCheckpoint(ports.checkpoint, of) : null;
  if (resumed) watch.onHistory(resumed.history);

  const pace = createPace(ports.clock, (progress) => watch.onProgress(progress));
  const keep = keepCheckpoints((checkpoint) => encodeCheckpoint(checkpoint, of), ports, note);
  const shown = shownOf(sides.validation);
  const seen = new Map<string, SeenItem>();
  let epochs = resumed?.epochs ?? 0;

  const backbone = (await ports.backbone?.()) ?? null;
  const trained = await trainer.train({
    data,
    settings,
    runtime: ports.runtime,
    resumed,
    ...(backbone && { pretrained: pretrainedBy(backbone, 'backbone') }),
    onProblem: note,
    onSeen(item, predictions) {
      if (shown.has(item)) seen.set(item.name, { item, predictions: predictions() });
    },
    watch: {
      async between() {
        const startMs = ports.clock.nowMs();
        await watch.between();
        pace.held(ports.clock.nowMs() - startMs);
      },
      onProgress: (progress) => pace.stepped(progress),
      onNote: note,
      nowMs: () => ports.clock.nowMs(),
      freeMemoryBytes: () => ports.freeMemoryBytes(),
      async onCheckpoint(checkpoint) {
        epochs = checkpoint.epochs;
        watch.onHistory(checkpoint.history);
        await watch.onSeen([...seen.values()]);
        await keep(checkpoint);
      },
    },
  });
  return packageOf({ ...request, epochs }, trained, sides, ports, note);
}

async function savedCheckpoint(file: CheckpointFile, of: string): Promise<Checkpoint | null> {
  const bytes = await file.read();
  if (!bytes) return null;
  const checkpoint = decodeCheckpoint(bytes, of);
  if (checkpoint) return checkpoint;
  throw new AppFailure(
    'input.invalid',
    'The checkpoint is of another training: the dataset, a setting or Loupe itself is not the same any more. Begin anew.',
  );
}

function onceEach(tell: (sentence: string) => void): (sentence: string) => void {
  const told = new Set<string>();
  return (sentence) => {
    if (told.has(sentence)) return;
    told.add(sentence);
    tell(sentence);
  };
}
