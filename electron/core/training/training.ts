import { AppFailure } from '#shared/contract/errors';
import { formatModelRef, type ModelRef } from '#shared/domain/model';
import type { TrainingRecord, TrainingRequest, TrainingRun } from '#shared/domain/training';
import type { Ports } from '../ports';
import { createTopic } from '../topic';
import type { ShownPicture } from './job';
import { readDataset } from './known-datasets';
import { register } from './register';
import { readSeen } from './seen-pictures';
import { ended, isBrokenOff, isOpen, newRecord, readRecord, summaryOf } from './run-record';
import { superviseJob, type SupervisedJob } from './supervise-job';
import { trainerOf } from './trainable';

/** The station's trainings: one at a time in a process of its own, the others wait in their order. */
export interface Training {
  /** Reads what was kept; what was under way when the station ended is then interrupted. */
  open(): Promise<void>;
  close(): Promise<void>;
  /** Is one under way or waiting? */
  readonly busy: boolean;
  runs(signal: AbortSignal): AsyncIterable<TrainingRun[]>;
  /** Throws AppFailure training.missing, as all that take an id do. */
  run(id: string): TrainingRecord;
  start(request: TrainingRequest): Promise<{ id: string }>;
  pause(id: string): void;
  resume(id: string): Promise<void>;
  cancel(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  register(id: string): Promise<ModelRef>;
  predictions(id: string, signal: AbortSignal): AsyncIterable<ShownPicture[]>;
}

/** More are refused as busy. */
const mostWaiting = 20;

export function createTraining(ports: Ports): Training {
  const { trainingRuns, clock } = ports;
  /** The oldest first. */
  const records = new Map<string, TrainingRecord>();
  const waiting: string[] = [];
  const registering = new Set<string>();
  let current: SupervisedJob | null = null;
  let closed = false;
  const topic = createTopic<TrainingRun[]>({ item: [] });

  function recordOf(id: string): TrainingRecord {
    const record = records.get(id);
    if (record) return record;
    throw new AppFailure('training.missing', 'This training is no longer there: choose another one.', { id });
  }

  function put(record: TrainingRecord): void {
    records.set(record.id, record);
    publish();
  }

  function forget(id: string): void {
    records.delete(id);
    publish();
  }

  function publish(): void {
    topic.publish([...records.values()].map(summaryOf).toReversed());
  }

  /** Throws AppFailure disk.full: then nothing has changed. */
  async function keep(record: TrainingRecord): Promise<void> {
    const before = records.get(record.id);
    put(record);
    try {
      await trainingRuns.write(record.id, record);
    } catch (thrown) {
      if (before) put(before);
      else forget(record.id);
      throw thrown;
    }
  }

  async function enqueue(record: TrainingRecord): Promise<void> {
    if (waiting.length >= mostWaiting) {
      throw new AppFailure('busy', `${mostWaiting} trainings are waiting: wait until one is done.`);
    }
    await keep(record);
    if (recordOf(record.id).state !== 'waiting') return; // cancelled meanwhile
    waiting.push(record.id);
    startNext();
  }

  function startNext(): void {
    const record = current || closed ? undefined : records.get(waiting.shift() ?? '');
    if (!record) return;
    current = superviseJob(record, ports, put);
    void current.ended.then(() => {
      current = null;
      startNext();
    });
  }

  /** A run that has just ended is soon kept as it ended; one that is under way is not waited for. */
  async function settled(id: string): Promise<void> {
    if (!isOpen(recordOf(id)) && current?.id === id) await current.ended;
  }

  function newId(): string {
    const time = clock.date().toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
    for (let n = 1; ; n++) {
      const id = n === 1 ? time : `${time}-${n}`;
      if (!records.has(id)) return id;
    }
  }

  return {
    async open() {
      const read = (await trainingRuns.list()).flatMap((value) => readRecord(value) ?? []);
      for (const record of read.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))) put(record);
    },
    async close() {
      closed = true;
      await current?.stop();
    },
    get busy() {
      return current !== null || waiting.length > 0;
    },
    runs: (signal) => topic.latest(signal),
    run: recordOf,

    async start(request) {
      trainerOf(request.task);
      const dataset = await readDataset(request.datasetId, ports);
      const id = newId();
      await enqueue(newRecord(id, request, dataset, clock.date()));
      return { id };
    },
    pause(id) {
      if (current?.id === id && recordOf(id).state === 'running') return current.pause();
      throw new AppFailure('unavailable', 'Only the training that runs can be paused.', { id });
    },
    async resume(id) {
      if (current?.id === id && recordOf(id).state === 'paused') return current.resume();
      await settled(id);
      const record = recordOf(id);
      if (isBrokenOff(record)) return enqueue({ ...record, state: 'waiting', error: null });
      throw new AppFailure('unavailable', 'Only a training that was paused or broken off can go on.', { id });
    },
    async cancel(id) {
      const record = recordOf(id);
      if (current?.id === id) return current.cancel();
      if (!isOpen(record)) return;
      if (waiting.includes(id)) waiting.splice(waiting.indexOf(id), 1);
      await keep(ended(record, 'cancelled', clock.date()));
    },
    async remove(id) {
      await settled(id);
      if (isOpen(recordOf(id))) {
        throw new AppFailure('busy', 'This training is under way: cancel it first.', { id });
      }
      await trainingRuns.remove(id);
      forget(id);
    },
    async register(id) {
      const record = recordOf(id);
      if (record.state !== 'done') {
        throw new AppFailure('unavailable', 'Only a training that is done has a model to register.', { id });
      }
      if (record.registered) {
        const ref = formatModelRef(record.registered);
        throw new AppFailure('unavailable', `This model is registered already, as ${ref}.`, { id });
      }
      if (registering.has(id)) throw new AppFailure('busy', 'This model is being registered: wait a moment.');
      registering.add(id);
      try {
        const registered = await register(await trainingRuns.readPackage(id), ports.models);
        await keep({ ...record, registered });
        return registered;
      } finally {
        registering.delete(id);
      }
    },
    async *predictions(id, signal) {
      if (current?.id === id && isOpen(recordOf(id))) return yield* current.seen(signal);
      await settled(id);
      const kept = await readSeen(id, ports);
      if (kept) yield kept;
    },
  };
}
