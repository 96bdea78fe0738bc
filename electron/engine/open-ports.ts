import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { systemClock } from '#electron/adapters/clock';
import { openDataFolder } from '#electron/adapters/files/data-folder';
import { openDatasetFolder } from '#electron/adapters/files/dataset-folder';
import { createImages } from '#electron/adapters/files/images';
import { openLog } from '#electron/adapters/files/log';
import { createMachine } from '#electron/adapters/files/machine';
import { createModels, type ModelFolders } from '#electron/adapters/files/models';
import { createTrainingRuns } from '#electron/adapters/files/training-runs';
import { createImageCodec } from '#electron/adapters/image/codec';
import { forkJobs } from '#electron/adapters/jobs/fork-job';
import { createInference } from '#electron/adapters/runtime/inference';
import type { ProveApart } from '#electron/adapters/runtime/providers';
import { createOpenSource } from '#electron/adapters/source/open-source';
import { openStore } from '#electron/adapters/store/store';
import type { Inference, JobProcess, Machine, OpenSource, Ports } from '#electron/core/ports';
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
  /** How an execution provider is tested in a process of its own; left out: as plain Node does it. */
  readonly proveApart?: ProveApart;
  /** How a job gets a process of its own; left out: as plain Node does it. */
  readonly startJob?: () => JobProcess;
}

export interface OpenedPorts {
  readonly ports: Ports;
  close(): Promise<void>;
}

/** The core's ports on the real machine. Throws AppFailure folder.unusable where the data folder cannot be used. */
export async function openPorts(options: PortsOptions): Promise<OpenedPorts> {
  const { host, programFolder, dataFolder, chooseFolder, restart = () => {}, proveApart } = options;
  const env = dataFolder === undefined ? process.env : { LOUPE_DATA: dataFolder };
  const folder = openDataFolder({ env, platform: process.platform, home: homedir() });
  const store = openStore(folder.path);
  const { models, inference } = openModels(programFolder, folder.models, proveApart);
  const codec = createImageCodec({ displayWorkerUrl: builtWorker(programFolder, 'display-worker') });
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
    openSource: openSources(),
    codec,
    models,
    inference,
    records: store.records,
    documents: store.documents,
    images,
    inFlight: store.inFlight,
    trainingRuns: createTrainingRuns(folder.training),
    startJob: options.startJob ?? forkJobs(builtWorker(programFolder, 'job-worker')),
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
export function openSources(): OpenSource {
  return createOpenSource({ clock: systemClock, codec: createImageCodec(), createLine });
}

/** Models and the thread that runs them, without a station. @param registered the user's own packages */
export function openModels(
  programFolder: string,
  registered: string,
  proveApart?: ProveApart,
): { models: ModelFolders; inference: Inference } {
  return {
    models: createModels({ shipped: join(programFolder, 'models/packages'), registered }),
    inference: createInference({
      workerUrl: builtWorker(programFolder, 'inference-worker'),
      ...(proveApart && { proveApart }),
    }),
  };
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
