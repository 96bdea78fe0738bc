import { cp, readdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/**
 * A copy of a folder of pictures whose groups.csv keeps neighbours by name together. Gives the copy.
 * @param size pictures in a block
 */
export async function inBlocks(folder: string, into: string, size: number): Promise<string> {
  const copy = join(into, 'pictures');
  await cp(folder, copy, { recursive: true });
  const files = await readdir(copy, { recursive: true, withFileTypes: true });
  const pictures = files
    .filter(({ name }) => /\.(png|jpe?g|bmp|tiff?)$/i.test(name))
    .map((file) => relative(copy, join(file.parentPath, file.name)))
    .toSorted();
  const lines = pictures.map((name, i) => `${name},${Math.floor(i / size)}`);
  await writeFile(join(copy, 'groups.csv'), ['image,group', ...lines, ''].join('\n'));
  return copy;
}
