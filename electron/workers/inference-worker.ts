/**
 * The inference thread: runs models for electron/adapters/runtime/inference.ts. Started as a process with a provider's
 * name instead of as a thread, it proves that provider and ends (electron/adapters/runtime/providers.ts).
 */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { providerNames } from '#shared/domain/settings';
import type { ThreadData } from '#electron/adapters/runtime/messages';
import { proveProvider } from './inference/prove-provider';
import { serveModels } from './inference/serve-models';

if (!isMainThread && parentPort) {
  serveModels(parentPort, workerData as ThreadData);
} else {
  const name = providerNames.find((known) => known === process.argv[2]);
  if (!name) throw new Error(`no provider is called ${process.argv[2]}`);
  const check = await proveProvider(name);
  const electron = (process as { parentPort?: { postMessage(message: unknown): void } }).parentPort;
  if (electron) electron.postMessage(check);
  else process.send?.(check, () => process.exit(0));
}
