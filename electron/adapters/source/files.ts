import { AppFailure } from '#shared/contract/errors';
import type { SourceDriver } from '#electron/core/ports';
import { glob } from './glob';
import { keyOf, readImageFile } from './image-file';
import type { SourceTools } from './open-source';
import { pullSource } from './pull-source';

const ahead = 2;

/**
 * Image files, folders (their images, by name, without subfolders) and patterns (`*` and `?` in the file's name), in
 * the order given, each file once; then the source ends. Named files are read whatever their ending.
 */
export function filesDriver(tools: SourceTools): SourceDriver<'files'> {
  return {
    kind: 'files',
    async open({ paths }, { trigger, nextSequence, recorded }) {
      const files = (await Promise.all(paths.map(glob))).flat();
      if (files.length === 0) {
        const path = paths.join(', ');
        throw new AppFailure('source.missing', `There is no picture in ${path}. Check the path.`, { path });
      }
      const waiting = new Map(files.map((file) => [file.path, file])).values();
      let sequence = nextSequence;
      return pullSource({
        trigger,
        ahead,
        async next() {
          for (let item = waiting.next(); !item.done; item = waiting.next()) {
            const { path, name, state } = item.value;
            const key = keyOf(path, state);
            if (recorded(key)) continue;
            return (await readImageFile(path, state, { key, name, sequence: sequence++ }, tools, true)).event;
          }
          return null;
        },
      });
    },
  };
}
