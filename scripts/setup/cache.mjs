import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where things lie that take long to make: outside node_modules, which `npm ci` empties. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'loupe');
