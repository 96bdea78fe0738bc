import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createImageCodec } from '#electron/adapters/image/codec';
import type { ProductLine } from '#models/generate/product';
import type { Split } from '#shared/domain/dataset';
import type { Layout, LayoutFile, LayoutFolder } from './layout';
import { createDealer, type SplitShares } from './split-shares';

export interface SetOptions {
  readonly folder: string;
  readonly count: number;
  readonly layout: Layout;
  /** null: all parts in one folder. */
  readonly shares: SplitShares | null;
  /** When it aborts, what was made so far is finished as a smaller set. */
  readonly signal: AbortSignal;
  onProgress(done: number): void;
}

/** Writes the first parts of a line as a labelled set of pictures; gives how many. */
export async function writeSet(line: ProductLine, options: SetOptions): Promise<number> {
  const { folder, count, layout, shares, signal, onProgress } = options;
  const setFiles = layout.setFiles(line);
  const write = createWriter();
  const folders = new Map<Split | '', LayoutFolder>();
  const deal = shares ? createDealer(shares) : () => '' as const;
  let done = 0;
  await write(folder, setFiles);
  for (; done < count && !signal.aborted; done++) {
    const part = { ...line.part(done), name: line.name(done) };
    const kinds = new Set(part.defects.map(({ label }) => label));
    const split = deal([...kinds].toSorted().join());
    const inside = folders.get(split) ?? layout.openFolder(line);
    folders.set(split, inside);
    await write(join(folder, split), inside.partFiles(part));
    onProgress(done + 1);
  }
  for (const [split, inside] of folders) await write(join(folder, split), inside.lastFiles());
  return done;
}

function createWriter(): (folder: string, files: readonly LayoutFile[]) => Promise<void> {
  const codec = createImageCodec();
  const made = new Set<string>();
  /** A golden picture is written many times. */
  const packed = new WeakMap<object, Uint8Array>();
  return async (folder, files) => {
    for (const { path, content } of files) {
      const file = join(folder, path);
      if (!made.has(dirname(file))) await mkdir(dirname(file), { recursive: true });
      made.add(dirname(file));
      if (typeof content === 'string') {
        await writeFile(file, content);
        continue;
      }
      const bytes = packed.get(content) ?? (await codec.encode(content)).bytes;
      packed.set(content, bytes);
      await writeFile(file, bytes);
    }
  };
}
