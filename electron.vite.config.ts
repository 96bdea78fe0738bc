import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'electron-vite';

const root = import.meta.dirname;

/** Name of the built file → source. A worker is added by adding its file. */
function machineEntries(): Record<string, string> {
  const entries: Record<string, string> = {
    main: 'electron/main/main.ts',
    engine: 'electron/engine/engine.ts',
    cli: 'electron/hosts/cli.ts',
  };
  for (const file of readdirSync(join(root, 'electron/workers'))) {
    if (file.endsWith('-worker.ts')) entries[basename(file, '.ts')] = `electron/workers/${file}`;
  }
  return entries;
}

const config: UserConfig = {
  main: {
    build: {
      // The command line, and the station that it serves, run the same files in plain Node 20.
      target: 'node20.18',
      sourcemap: true,
      externalizeDeps: true,
      rolldownOptions: { input: present(machineEntries()) },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rolldownOptions: {
        input: present({ preload: 'electron/preload/preload.ts' }),
        // A sandboxed preload script must be a single CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    plugins: [react()],
    build: {
      target: 'chrome130',
      sourcemap: true,
      minify: true,
      rolldownOptions: { input: present({ index: 'renderer/index.html' }) },
    },
  },
};

/** Absolute paths of the entries; an entry with no file is left out, so that each host can be built alone. */
function present(entries: Record<string, string>): Record<string, string> {
  const found = Object.entries(entries).map(([name, file]) => [name, join(root, file)] as const);
  return Object.fromEntries(found.filter(([, file]) => existsSync(file)));
}

export default defineConfig(config);
