import { join } from 'node:path';

/** Where the program lies: the entry is out/main/cli.js. */
export const programFolder = join(process.argv[1] ?? '', '../../..');
