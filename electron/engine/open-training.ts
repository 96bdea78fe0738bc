import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import { systemClock } from '#electron/adapters/clock';
import { openDatasetFolder } from '#electron/adapters/files/dataset-folder';
import { openRunFolder } from '#electron/adapters/files/training-runs';
import { createImageCodec } from '#electron/adapters/image/codec';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { openDataset } from '#electron/core/datasets/open-dataset';
import type { JobPorts } from '#electron/core/training/serve-job';
import type { Dataset } from '#shared/domain/dataset';
import type { DatasetPlace } from '#shared/domain/known-dataset';
import type { ProviderName } from '#shared/domain/settings';
import type { Runtime } from '#models/runtime';
import manifest from '../../package.json';
import { sha256 } from './sha256';

const codec = createImageCodec();

/** Where networks can learn. */
export const trainingProviders = ['cpu', 'webgpu'] as const satisfies readonly ProviderName[];
export type TrainingProvider = (typeof trainingProviders)[number];

/**
 * What a training needs of the machine, for the job process and for the command line.
 * @param programFolder holds models/packages
 */
export function openJobPorts(programFolder: string): JobPorts {
  const backbonePath = join(programFolder, 'models/packages/backbone/1.0.0/model.onnx');
  return {
    clock: systemClock,
    codec,
    sha256,
    freeMemoryBytes,
    backbone: async () => (existsSync(backbonePath) ? readFile(backbonePath) : null),
    versions: { loupe: manifest.version, runtime: manifest.dependencies['onnxruntime-node'] },
    threads: coresForJobs(),
    runtime: trainingRuntime,
    openDataset: (place, onProgress) => readDataset(place, new AbortController().signal, onProgress),
    openFolder: openRunFolder,
    breathe: () => setImmediate(),
    describe: (thrown) => inspect(thrown, { depth: 4, maxStringLength: 10_000 }),
  };
}

/** ONNX Runtime for a training. On a GPU the same seed does not give the same numbers to the last bit. */
export function trainingRuntime(threads: number, provider: TrainingProvider = 'cpu'): Runtime {
  return createOrtRuntime({ provider, threads, planMemory: false });
}

/** Throws AppFailure dataset.*, input.invalid for a wrong option. */
export async function readDataset(
  { path, options }: DatasetPlace,
  signal: AbortSignal,
  onProgress: (progress: { done: number; total: number }) => void,
): Promise<Dataset> {
  const folder = await openDatasetFolder(path);
  return openDataset(folder, { codec, sha256 }, { options, cacheBytes: cacheBytes(), signal, onProgress });
}

/** All but one, which is for a line that may be running beside. */
function coresForJobs(): number {
  return Math.max(1, availableParallelism() - 1);
}

/** Room for decoded pictures: a quarter of what is free, 1 GB at most. */
function cacheBytes(): number {
  return Math.min(1e9, freeMemoryBytes() / 4);
}

/**
 * What can be used without swapping. macOS counts memory that it would give back at once as used: there half of the
 * machine is taken for free.
 */
export function freeMemoryBytes(): number {
  const { availableMemory } = process as { availableMemory?: () => number };
  const free = availableMemory ? Math.min(availableMemory(), totalmem()) : freemem();
  return process.platform === 'darwin' ? Math.max(free, totalmem() / 2) : free;
}
