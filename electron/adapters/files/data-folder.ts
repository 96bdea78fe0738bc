import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { AppFailure } from '#shared/contract/errors';
import { codeOf, explained } from './durable-file';

/** Where the data of this station lives. */
export interface DataFolder {
  readonly path: string;
  readonly images: string;
  readonly models: string;
  readonly training: string;
  readonly exports: string;
  readonly logs: string;
  /** The file that names the folder after a move; null where LOUPE_DATA names it. */
  readonly pointer: string | null;
}

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

const pointerFile = z.object({ folder: z.string().min(1) });

/**
 * Finds the data folder and makes what is missing in it: LOUPE_DATA, else where the user moved it to, else the
 * platform's place for data. That only one process uses it is the record store's to see to: open that first. Throws AppFailure
 * folder.unusable.
 */
export function openDataFolder(
  surroundings: Surroundings = { env: process.env, platform: process.platform, home: homedir() },
): DataFolder {
  const { path, pointer } = findDataFolder(surroundings);
  const inside = (name: string): string => join(path, name);
  const folder = {
    path,
    pointer,
    images: inside('images'),
    models: inside('models'),
    training: inside('training'),
    exports: inside('exports'),
    logs: inside('logs'),
  };
  for (const made of [folder.images, folder.models, folder.training, folder.exports, folder.logs]) {
    try {
      mkdirSync(made, { recursive: true });
    } catch (thrown) {
      throw explained(thrown, made);
    }
  }
  return folder;
}

/** The folder's path; nothing is made. */
export function findDataFolder({ env, platform, home }: Surroundings): Pick<DataFolder, 'path' | 'pointer'> {
  if (env['LOUPE_DATA']) return { path: resolve(env['LOUPE_DATA']), pointer: null };
  const place = platformPlace({ env, platform, home });
  const pointer = join(place, 'data-folder.json');
  const moved = readPointer(pointer);
  if (moved === null) return { path: join(place, 'data'), pointer };
  if (statSync(moved, { throwIfNoEntry: false })?.isDirectory()) return { path: moved, pointer };
  throw new AppFailure(
    'folder.unusable',
    `The data folder ${moved} is not there: connect its disk, or delete ${pointer} to use ${join(place, 'data')}.`,
    { path: moved },
  );
}

function platformPlace({ env, platform, home }: Surroundings): string {
  switch (platform) {
    case 'win32':
      return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'Loupe');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Loupe');
    default:
      return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'loupe');
  }
}

function readPointer(path: string): string | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return null;
    throw explained(thrown, path);
  }
  try {
    return pointerFile.parse(JSON.parse(text)).folder;
  } catch (thrown) {
    const sentence = `${path} does not name a folder: delete it to use the default data folder.`;
    throw new AppFailure('folder.unusable', sentence, { path }, thrown);
  }
}

export function pointerText(folder: string): string {
  return `${JSON.stringify({ folder } satisfies z.infer<typeof pointerFile>)}\n`;
}
