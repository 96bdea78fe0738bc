import { toAppError, type AppError } from '#shared/contract/errors';
import type { ModelManifest } from '#shared/domain/model';
import type { TrainingRecord, TrainingState } from '#shared/domain/training';
import type { Ports } from '../ports';
import { createTopic } from '../topic';
import type { JobReport, ShownPicture } from './job';
import { ended as endedRecord, noted, orderOf, started, withNote } from './run-record';
import { keepSeen } from './seen-pictures';

/** A training in its process, from its start to its end. */
export interface SupervisedJob {
  readonly id: string;
  pause(): void;
  resume(): void;
  /** Ends it for good; it can go on from its last checkpoint. */
  cancel(): Promise<void>;
  /** Ends it with the station: what is kept says that it was under way. */
  stop(): Promise<void>;
  /** The last pictures, then each time there are new ones; ends with the run. */
  seen(signal: AbortSignal): AsyncIterable<ShownPicture[]>;
  /** The process is gone and all is kept. */
  readonly ended: Promise<void>;
}

/** What a training says is kept at most so often; at its end it always is. */
const keepEveryMs = 5000;

/** How a run ended. */
interface End {
  readonly state: TrainingState;
  readonly error: AppError | null;
  readonly manifest: ModelManifest | null;
}

const crashed: End = {
  state: 'failed',
  error: {
    code: 'training.crashed',
    message:
      'The training ended unexpectedly: it was killed, or the machine ran out of memory. Resume it: it goes on from its ' +
      'last checkpoint.',
    details: {},
  },
  manifest: null,
};

/** @param put called with each change of the record */
export function superviseJob(
  waiting: TrainingRecord,
  ports: Ports,
  put: (record: TrainingRecord) => void,
): SupervisedJob {
  const { clock, trainingRuns, machine } = ports;
  const { id } = waiting;
  const job = ports.startJob();
  const shown = createTopic<readonly ShownPicture[] | null>();
  let pictures: readonly ShownPicture[] = [];
  let record = started(waiting, clock.date());
  /** Stays null where the process just dies. */
  let end: End | null = null;
  let stopping = false;
  let keptMs = clock.nowMs();
  let writing = Promise.resolve();

  function change(next: TrainingRecord): void {
    record = next;
    put(record);
  }

  /** One after another. Where the disk is full that is noted, and what is newer is written the next time. */
  function keep(): Promise<void> {
    keptMs = clock.nowMs();
    const written = record;
    writing = writing
      .then(() => trainingRuns.write(id, written))
      .catch((thrown: unknown) => change(withNote(record, toAppError(thrown, machine.report).message)));
    return writing;
  }

  function take(report: JobReport): void {
    switch (report.kind) {
      case 'looked':
        return;
      case 'seen':
        pictures = report.pictures;
        return shown.publish(pictures);
      case 'done':
        return finish({ state: 'done', error: null, manifest: report.manifest });
      case 'failed':
        return finish({ state: 'failed', error: report.error, manifest: null });
      case 'threw':
        return finish({
          state: 'failed',
          error: toAppError(new Error(report.text), machine.report),
          manifest: null,
        });
      case 'reading':
      case 'opened':
      case 'progress':
      case 'history':
      case 'note':
        change(noted(record, report));
        if (report.kind === 'opened' || clock.nowMs() - keptMs >= keepEveryMs) void keep();
    }
  }

  /** What comes first counts. */
  function finish(how: End): void {
    end ??= how;
    job.kill();
  }

  async function afterEnd(): Promise<void> {
    shown.publish(null);
    if (!stopping) {
      const { state, error, manifest } = end ?? crashed;
      change({ ...endedRecord(record, state, clock.date(), error), manifest });
    }
    await keep();
    if (pictures.length === 0) return;
    await keepSeen(id, pictures, ports).catch((thrown: unknown) =>
      change(withNote(record, toAppError(thrown, machine.report).message)),
    );
  }

  job.onReport(take);
  const ended = new Promise<void>((resolve) => job.onEnd(resolve)).then(afterEnd);
  job.send({ kind: 'train', ...orderOf(waiting, trainingRuns.folderOf(id)) });
  change(record);
  void keep();

  return {
    id,
    ended,
    pause() {
      job.send({ kind: 'pause' });
      change({ ...record, state: 'paused' });
    },
    resume() {
      job.send({ kind: 'resume' });
      change({ ...record, state: 'running' });
    },
    cancel() {
      finish({ state: 'cancelled', error: null, manifest: null });
      return ended;
    },
    stop() {
      stopping = true;
      job.kill();
      return ended;
    },
    async *seen(signal) {
      for await (const items of shown.latest(signal)) {
        if (!items) return;
        yield [...items];
      }
    },
  };
}
