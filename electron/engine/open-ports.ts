import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { systemClock } from '#electron/adapters/clock';
import { openDataFolder } from '#electron/adapters/files/data-folder';
import { openDatasetFolder } from '#electron/adapters/files/dataset-folder';
import { createImages } from '#electron/adapters/files/images';
import { openLog } from '#electron/adapters/files/log';
import { createMachine } from '#electron/adapters/files/machine';
import { createModels, type ModelFolders } from '#electron/adapters/files/models';
import { createTrainingRuns } from '#electron/adapters/files/training-runs';
import { createImageCodec, type ClosableCodec } from '#electron/adapters/image/codec';
import { forkJobs } from '#electron/adapters/jobs/fork-job';
import { createInference, type PreloadingInference } from '#electron/adapters/runtime/inference';
import type { ProveApart } from '#electron/adapters/runtime/providers';
import { createSources, type Sources } from '#electron/adapters/source/open-source';
import { openStore } from '#electron/adapters/store/store';
import type { JobProcess, LineNeeds, Machine, Ports } from '#electron/core/ports';
import { createLine } from '#models/generate/products';
import { AppFailure } from '#shared/contract/errors';
import manifest from '../../package.json';
import { sha256 } from './sha256';

export interface PortsOptions {
  readonly host: Machine['host'];
  /** Holds models/packages and the built out/. */
  readonly programFolder: string;
  /** Left out: the one that LOUPE_DATA names, else the user's own. */
  readonly dataFolder?: string;
  chooseFolder(): Promise<string | null>;
  /**
   * Asked for once the data have been moved: close the station and open it again, after what was said last has been
   * sent. Left out: whoever runs it starts it again.
   */
  readonly restart?: () => void;
  /** Left out: started now, with providers tested as plain Node does it. */
  readonly readied?: Readied;
  /** How a job gets a process of its own; left out: as plain Node does it. */
  readonly startJob?: () => JobProcess;
  /** Left out: no process stands by. */
  readonly tellStandby?: Ports['tellStandby'];
}

export interface OpenedPorts {
  readonly ports: Ports;
  close(): Promise<void>;
}

/** The core's ports on the real machine. Throws AppFailure folder.unusable where the data folder cannot be used. */
export async function openPorts(options: PortsOptions): Promise<OpenedPorts> {
  const { host, programFolder, dataFolder, chooseFolder, restart = () => {} } = options;
  const env = dataFolder === undefined ? process.env : { LOUPE_DATA: dataFolder };
  const folder = openDataFolder({ env, platform: process.platform, home: homedir() });
  const store = openStore(folder.path);
  const models = openModels(programFolder, folder.models);
  const { inference, sources, codec } = options.readied ?? makeReady(programFolder);
  const images = createImages(folder.images);
  const machine = createMachine({
    folder,
    host,
    version: manifest.version,
    libraries: { 'onnxruntime-node': manifest.dependencies['onnxruntime-node'] },
    store,
    log: openLog(folder.logs),
    chooseFolder,
    restart,
    otherChecks: () => models.checks(),
  });
  const ports: Ports = {
    clock: systemClock,
    openSource: sources.open,
    codec,
    models,
    inference,
    records: store.records,
    documents: store.documents,
    images,
    inFlight: store.inFlight,
    trainingRuns: createTrainingRuns(folder.training),
    startJob: options.startJob ?? forkJobs(builtWorker(programFolder, 'job-worker')),
    tellStandby: options.tellStandby ?? (() => {}),
    openDatasetFolder,
    machine,
    readGoldenFile,
    sha256,
  };
  return {
    ports,
    async close() {
      await codec.close();
      await inference.close();
      store.close();
    },
  };
}

/** Sources of every kind, for a station and for the command line. */
export function openSources(): Sources {
  return createSources({ clock: systemClock, codec: createImageCodec(), createLine });
}

/** @param registered folder of the user's own packages */
export function openModels(programFolder: string, registered: string): ModelFolders {
  return createModels({ shipped: join(programFolder, 'models/packages'), registered });
}

/** What a station works with that has nothing to do with its data: it can be ready before the station is opened. */
export interface Readied {
  readonly inference: PreloadingInference;
  readonly sources: Sources;
  readonly codec: ClosableCodec;
}

/** @param proveApart how a provider is tested in a process of its own; left out: as plain Node does it */
export function makeReady(programFolder: string, proveApart?: ProveApart): Readied {
  return {
    inference: openInference(programFolder, proveApart),
    sources: openSources(),
    codec: createImageCodec({ displayWorkerUrl: builtWorker(programFolder, 'display-worker') }),
  };
}

/**
 * The thread that runs models; it begins to load ONNX Runtime at once.
 * @param proveApart how a provider is tested in a process of its own; left out: as plain Node does it
 */
export function openInference(programFolder: string, proveApart?: ProveApart): PreloadingInference {
  const workerUrl = builtWorker(programFolder, 'inference-worker');
  return createInference({ workerUrl, ...(proveApart && { proveApart }) });
}

/** Makes ready what a line works with. Never rejects: a model that cannot be had fails when its run begins. */
export async function makeReadyFor(
  { model, provider, source }: LineNeeds,
  programFolder: string,
  { inference, sources }: Readied,
): Promise<void> {
  try {
    const models = openModels(programFolder, openDataFolder().models);
    inference.preload(await models.open(model), provider);
    await setImmediate(); // its thread begins at once, whatever this one does next
    sources.prepare(source);
  } catch {
    return;
  }
}

function builtWorker(programFolder: string, name: string): URL {
  return pathToFileURL(join(programFolder, `out/main/${name}.js`));
}

export async function readGoldenFile(path: string): Promise<Uint8Array> {
  return readFile(path).catch((cause: unknown) => {
    throw new AppFailure(
      'golden.missing',
      `The golden image ${path} cannot be read: check that it is there.`,
      { path },
      cause,
    );
  });
}
