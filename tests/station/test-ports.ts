import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPorts, type OpenedPorts } from '#electron/engine/open-ports';
import { createStation, type Station } from '#electron/core/station';
import type { Ports } from '#electron/core/ports';

/** The real adapters on an empty data folder that goes away with them; the inference worker is the built one. */
export async function openTestPorts(inFolder?: string): Promise<OpenedPorts> {
  const dataFolder = inFolder ?? (await mkdtemp(join(tmpdir(), 'loupe-test-')));
  const opened = await openPorts({
    host: 'cli',
    dataFolder,
    programFolder: process.cwd(),
    chooseFolder: async () => null,
  });
  return {
    ports: opened.ports,
    async close() {
      await opened.close();
      if (!inFolder) await rm(dataFolder, { recursive: true });
    },
  };
}

export interface TestStation extends Station {
  readonly ports: Ports;
  /** Waits until the status is so; throws after 30 s. */
  until(holds: (status: Awaited<ReturnType<TestStation['status']>>) => boolean): Promise<void>;
  status(): Promise<StatusOf>;
}

type StatusOf = Station['handlers']['station.status'] extends (...args: never) => AsyncIterable<infer S>
  ? S
  : never;

/** A whole station in this process. @param inFolder the data folder, which then stays */
export async function openTestStation(inFolder?: string): Promise<TestStation> {
  const { ports, close } = await openTestPorts(inFolder);
  const station = createStation(ports);
  await station.open();
  const statuses = (signal: AbortSignal) => station.handlers['station.status']({}, signal);
  return {
    ...station,
    ports,
    async status() {
      for await (const status of statuses(new AbortController().signal)) return status;
      throw new Error('the station has no status');
    },
    async until(holds) {
      for await (const status of statuses(AbortSignal.timeout(30_000))) if (holds(status)) return;
      throw new Error('the station did not get there within 30 s');
    },
    async close() {
      await station.close();
      await close();
    },
  };
}
