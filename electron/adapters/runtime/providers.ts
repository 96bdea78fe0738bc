import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProviderName } from '#shared/domain/settings';
import type { ProviderCheck } from '#shared/domain/station';

/** What each system may have, the fastest first; the CPU is always there. */
const ladders: Partial<Record<NodeJS.Platform, readonly ProviderName[]>> = {
  win32: ['cuda', 'tensorrt', 'dml', 'webgpu'],
  darwin: ['coreml', 'webgpu'],
  linux: ['cuda', 'tensorrt', 'webgpu'],
};

/** Providers whose libraries are an extra of ONNX Runtime, not part of its npm package. */
const extras: readonly ProviderName[] = ['cuda', 'tensorrt'];

/** Tests one provider in a process of its own, which answers once; null where it died or was silent past the limit. */
export type ProveApart = (name: ProviderName, limitMs: number) => Promise<ProviderCheck | null>;

/**
 * Every provider with its proof: a small network run in a process of its own and compared with the CPU. A driver that
 * crashes or hangs takes that process with it and nothing else.
 */
export async function proveProviders(proveApart: ProveApart, limitMs: number): Promise<ProviderCheck[]> {
  const candidates = ladders[process.platform] ?? [];
  const checks = await Promise.all(candidates.map((name) => prove(name, proveApart, limitMs)));
  return [...checks, { name: 'cpu', state: 'works', detail: '' }];
}

async function prove(name: ProviderName, proveApart: ProveApart, limitMs: number): Promise<ProviderCheck> {
  if (extras.includes(name) && !extraLibraryExists()) {
    return { name, state: 'unavailable', detail: 'Its libraries are not installed beside ONNX Runtime.' };
  }
  const check = await proveApart(name, limitMs);
  return (
    check ?? {
      name,
      state: 'unavailable',
      detail: `Its test crashed or gave no answer within ${limitMs} ms.`,
    }
  );
}

/** In plain Node. @param workerUrl the built inference worker, which is also the program of the test */
export function proveInNode(workerUrl: URL): ProveApart {
  return (name, limitMs) =>
    new Promise((resolve) => {
      const child = fork(fileURLToPath(workerUrl), [name], {
        execArgv: [],
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        timeout: limitMs,
        killSignal: 'SIGKILL',
      });
      child.on('message', (check: ProviderCheck) => resolve(check));
      child.on('error', () => resolve(null));
      child.on('exit', () => resolve(null));
    });
}

function extraLibraryExists(): boolean {
  const library = {
    win32: 'onnxruntime_providers_shared.dll',
    linux: 'libonnxruntime_providers_shared.so',
  } as const;
  if (process.platform !== 'win32' && process.platform !== 'linux') return false;
  const root = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
  return existsSync(join(root, 'bin/napi-v6', process.platform, process.arch, library[process.platform]));
}
