import { AppFailure, toAppError, type AppError } from '#shared/contract/errors';
import type { PixelImage } from '#shared/domain/frame';
import type { Part } from '#shared/domain/inspection';
import { formatModelRef } from '#shared/domain/model';
import { recordFilter } from '#shared/domain/records';
import { diskFloorBytes, lowDiskShare, type ProviderName } from '#shared/domain/settings';
import type { SourceStatus } from '#shared/domain/source';
import type { Disk, StationStatus } from '#shared/domain/station';
import { goldenOf, isPairedGolden } from '../golden';
import type { Ports, SourceEvent } from '../ports';
import { readRecipe } from '../recipes';
import { readSettings } from '../settings';
import { createTopic, type Topic } from '../topic';
import { diskFull, runLine } from './line';
import { forgetRunState, keepRunState, recoverRun, type RunState } from './run-state';
import { createRunStatistics, emptyTally } from './run-statistics';
import { superviseSource, type SupervisedSource } from './supervised-source';
import type { Setup } from './inspect-part';

export interface StartOptions {
  readonly recipeId: string;
  readonly mode: 'run' | 'step';
  readonly serial: string;
  readonly lot: string;
}

export interface Inspection {
  /** Throws AppFailure busy, recipe.*, model.*, golden.missing, source.missing, disk.full; then nothing has begun. */
  start(options: StartOptions): Promise<{ runId: number }>;
  /** Asks for one part of a run that was started to step. */
  step(): Promise<void>;
  /** Resolves when the last part under way is recorded and the line is idle. */
  stop(): Promise<void>;
  identify(identity: { serial: string; lot: string }): void;
  /** Goes on with the run that was broken off when the engine died. */
  resume(): Promise<void>;
  status(signal: AbortSignal): AsyncIterable<StationStatus>;
  /** Is a run going on? */
  readonly busy: boolean;
  readonly parts: Topic<Part>;
  readonly live: Topic<{ readonly part: Part; readonly image: PixelImage | null }>;
}

type WantedRun = Pick<RunState, 'recipe' | 'runId' | 'mode'> & { readonly provider: ProviderName | 'auto' };

interface Run {
  readonly state: RunState;
  readonly source: SupervisedSource;
  readonly abort: AbortController;
  /** Resolves when the line is idle again. */
  readonly ended: Promise<void>;
}

const diskLookMs = 2000;

export function createInspection(ports: Ports): Inspection {
  const parts = createTopic<Part>();
  const live = createTopic<{ part: Part; image: PixelImage | null }>();
  const changes = createTopic({ item: {} });
  const nowMs = () => ports.clock.nowMs();

  let state: StationStatus['state'] = 'idle';
  let run: Run | null = null;
  let statistics = createRunStatistics(emptyTally(), nowMs);
  let source: SourceStatus = 'closed';
  let fault: AppError | null = null;
  let disk: Disk = { freeBytes: Infinity, totalBytes: Infinity };
  let identity = { serial: '', lot: '' };

  function changed(): void {
    changes.publish({});
  }

  function enter(next: StationStatus['state']): void {
    state = next;
    changed();
  }

  async function start({ recipeId, mode, serial, lot }: StartOptions): Promise<{ runId: number }> {
    if (state !== 'idle') throw new AppFailure('busy', 'The line is running: stop it first.');
    enter('starting');
    try {
      const recipe = await readRecipe(recipeId, ports);
      disk = await ports.machine.disk();
      if (disk.freeBytes < diskFloorBytes) throw new AppFailure('disk.full', diskFull().message);
      const runId = await ports.records.startRun({ recipeId, startedAt: ports.clock.date().toISOString() });
      identity = { serial, lot };
      fault = null;
      statistics = createRunStatistics(emptyTally(), nowMs);
      const { provider } = await readSettings(ports);
      const { opened, setup } = await prepare({ recipe, runId, mode, provider }, 'new');
      const runState = stateOf(runId, mode, lot, setup);
      await keepRunState(runState, ports);
      begin(runState, setup, opened);
      return { runId };
    } catch (thrown) {
      source = 'closed';
      enter('idle');
      throw thrown;
    }
  }

  async function resume(): Promise<void> {
    const broken = await recoverRun(ports);
    if (!broken) return;
    enter('starting');
    try {
      disk = await ports.machine.disk();
      identity = { serial: '', lot: broken.lot };
      const tally = await ports.records.tally(recordFilter.parse({ runId: broken.runId }));
      statistics = createRunStatistics(tally, nowMs);
      const { opened, setup } = await prepare(broken, 'broken off');
      begin(broken, setup, opened);
    } catch (thrown) {
      fault = toAppError(thrown, ports.machine.report);
      await forgetRunState(ports);
      enter('idle');
    }
  }

  /** Gets source and model ready side by side; where one cannot be had, the other is closed again. */
  async function prepare(
    wanted: WantedRun,
    from: 'new' | 'broken off',
  ): Promise<{ opened: SupervisedSource; setup: Setup }> {
    const [modelPackage, golden] = await Promise.all([
      ports.models.open(wanted.recipe.model),
      goldenOf(wanted.recipe.golden, ports),
    ]);
    const [model, opened] = await Promise.allSettled([
      // What began before the engine died had its provider proved then.
      ports.inference.load(modelPackage, wanted.provider, from === 'broken off'),
      openSupervised(wanted, from === 'broken off'),
    ]);
    if (model.status === 'rejected' || opened.status === 'rejected') {
      if (model.status === 'fulfilled') await model.value.close();
      if (opened.status === 'fulfilled') await opened.value.close();
      throw [model, opened].find((each) => each.status === 'rejected')?.reason;
    }
    const { recipe } = wanted;
    const recipeSha256 = ports.sha256(JSON.stringify(recipe));
    const { sha256: modelSha256 } = modelPackage.manifest;
    return {
      opened: opened.value,
      setup: { recipe, recipeSha256, model: model.value, modelSha256, golden },
    };
  }

  function openSupervised({ recipe, runId, mode }: WantedRun, patient: boolean): Promise<SupervisedSource> {
    // A hot folder is emptied once, whatever run; any other source is a series that each run sees from its start.
    const within = recipe.source.kind === 'folder' ? { recipeId: recipe.id } : { runId };
    return superviseSource(ports.openSource, recipe.source, ports.clock, {
      trigger: mode === 'step' ? 'software' : 'free',
      nextSequence: ports.records.nextSequence(runId),
      recorded: (key) => ports.records.recorded(key, within),
      patient,
      onStatus(status, lost) {
        source = status;
        if (status === 'lost' || status === 'live') fault = lost;
        changed();
      },
    });
  }

  function begin(runState: RunState, setup: Setup, opened: SupervisedSource): void {
    const abort = new AbortController();
    const { recipe, model } = setup;
    ports.tellStandby({ model: recipe.model, provider: model.provider, source: recipe.source });
    run = { state: runState, source: opened, abort, ended: inspectUntilEnd(runState, setup, opened, abort) };
    enter(runState.mode === 'step' ? 'stepping' : 'running');
  }

  async function inspectUntilEnd(
    { runId }: RunState,
    setup: Setup,
    opened: SupervisedSource,
    abort: AbortController,
  ): Promise<void> {
    const watching = watchDisk(abort.signal);
    try {
      const stopped = await runLine(
        {
          runId,
          setup,
          events: (signal) => withoutGoldens(opened.events(signal), setup.recipe.golden),
          signal: abort.signal,
          identify: takeIdentity,
          freeBytes: () => disk.freeBytes,
          onPart(part, image) {
            statistics.add(part);
            live.publish({ part, image });
            parts.publish(part);
            changed();
          },
        },
        ports,
      );
      fault = stopped ?? fault;
    } catch (thrown) {
      fault = toAppError(thrown, ports.machine.report);
    } finally {
      abort.abort();
      await watching;
      await setup.model.close();
      await forgetRunState(ports).catch((thrown: unknown) => {
        fault ??= toAppError(thrown, ports.machine.report); // a full disk: the line is idle all the same
      });
      run = null;
      enter('idle');
    }
  }

  /** A serial is for one part, a lot for all that follow. */
  function takeIdentity(): { serial: string; lot: string } {
    const taken = identity;
    identity = { serial: '', lot: taken.lot };
    return taken;
  }

  async function watchDisk(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // A data folder that cannot be asked cannot be written either.
      disk = await ports.machine.disk().catch(() => ({ freeBytes: 0, totalBytes: disk.totalBytes }));
      await ports.clock.sleep(diskLookMs, signal).catch(() => {}); // aborted: the loop ends
    }
  }

  function snapshot(): StationStatus {
    return {
      state,
      recipeId: run?.state.recipe.id ?? null,
      runId: run?.state.runId ?? null,
      ...identity,
      source,
      provider: run?.state.provider ?? '',
      tally: statistics.tally,
      ratePerMinute: statistics.ratePerMinute(nowMs()),
      latencyMs: statistics.latencyMs(),
      overruns: statistics.overruns,
      diskLow: disk.freeBytes < disk.totalBytes * lowDiskShare,
      fault: fault && { code: fault.code, message: fault.message },
    };
  }

  return {
    start,
    resume,
    parts,
    live,
    get busy() {
      return state !== 'idle';
    },
    async step() {
      if (run?.state.mode !== 'step') {
        throw new AppFailure('unavailable', 'The line is not stepping: start it with Step first.');
      }
      await run.source.trigger();
    },
    async stop() {
      if (!run) return;
      enter('stopping');
      run.abort.abort();
      await run.ended;
    },
    identify(next) {
      identity = next;
      changed();
    },
    async *status(signal) {
      for await (const _ of changes.latest(signal)) yield snapshot();
    },
  };
}

function stateOf(runId: number, mode: 'run' | 'step', lot: string, setup: Setup): RunState {
  const { recipe, recipeSha256, model, modelSha256 } = setup;
  const ref = formatModelRef(model.manifest);
  return { runId, mode, lot, recipe, recipeSha256, model: ref, modelSha256, provider: model.provider };
}

/** Goldens that lie beside the frames are no parts. */
async function* withoutGoldens(
  events: AsyncIterable<SourceEvent>,
  golden: RunState['recipe']['golden'],
): AsyncIterable<SourceEvent> {
  for await (const event of events) {
    const isGolden = golden.kind === 'pair' && event.kind === 'frame' && isPairedGolden(golden, event.frame);
    if (!isGolden) yield event;
  }
}
