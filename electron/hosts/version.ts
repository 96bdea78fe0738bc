import manifest from '../../package.json';

/** The program's own version, as package.json has it. */
export const version: string = manifest.version;
