import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPorts, type OpenedPorts } from '#electron/adapters/ports';

/** The real adapters on an empty data folder that goes away with them; the inference worker is the built one. */
export async function openTestPorts(): Promise<OpenedPorts> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'loupe-test-'));
  const opened = await openPorts({
    host: 'cli',
    version: '0.0.0',
    dataFolder,
    programFolder: join(import.meta.dirname, '../..'),
    chooseFolder: async () => null,
  });
  return {
    ports: opened.ports,
    async close() {
      await opened.close();
      await rm(dataFolder, { recursive: true });
    },
  };
}
