import { utilityProcess } from 'electron';

/**
 * Tests an execution provider in a process of its own: a driver that crashes or hangs takes only that with it.
 * @returns what the test found, or null where it died or gave no answer in time
 */
export function proveProvider(workerPath: string, name: string, limitMs: number): Promise<unknown> {
  return new Promise((resolve) => {
    const test = utilityProcess.fork(workerPath, [name], {
      serviceName: 'Loupe provider test',
      stdio: 'ignore',
    });
    const limit = setTimeout(() => test.kill(), limitMs);
    test.once('message', (check: unknown) => {
      resolve(check);
      test.kill();
    });
    test.once('exit', () => {
      clearTimeout(limit);
      resolve(null);
    });
  });
}
