import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { createImageCodec } from '#electron/adapters/image/codec';
import type { GeneratedPart, ProductLine } from '#models/generate/product';
import type { Split } from '#shared/domain/dataset';
import type { Layout, LayoutFile, LayoutFolder } from './layout';
import { createDealer, type SplitShares } from './split-shares';

export interface SetOptions {
  readonly folder: string;
  /** Parts in all, the same number of each design within one. */
  readonly count: number;
  /** Where there are several, groups.csv says which parts are of one, and each is on one side of the split. */
  readonly designs: number;
  readonly layout: Layout;
  /** null: all parts in one folder. */
  readonly shares: SplitShares | null;
  /** When it aborts, what was made so far is finished as a smaller set. */
  readonly signal: AbortSignal;
  onProgress(done: number): void;
}

/**
 * Writes the first parts of a line of each design as a labelled set of pictures; gives how many.
 * @param open the line of a design, counted from 0
 */
export async function writeSet(open: (design: number) => ProductLine, options: SetOptions): Promise<number> {
  const { folder, count, designs, layout, shares, signal, onProgress } = options;
  const write = createWriter();
  const folders = new Map<Split | '', LayoutFolder>();
  const deal = shares ? createDealer(shares) : () => '' as const;
  const groups: string[] = [];
  let line = open(0);
  let design = -1;
  let split: Split | '' = '';
  let done = 0;
  await write(folder, layout.setFiles(line, designs));
  for (; done < count && !signal.aborted; done++) {
    const before = design;
    design = Math.floor((done * designs) / count);
    if (design !== before && design > 0) line = open(design);
    const part = { ...line.part(done), name: line.name(done), golden: line.golden };
    if (designs === 1) split = deal(kindOf(part));
    else if (design !== before) split = deal('');
    const inside = folders.get(split) ?? layout.openFolder(line.labels);
    folders.set(split, inside);
    const files = inside.partFiles(part);
    await write(join(folder, split), files);
    groups.push(`${posix.join(split, files[0]?.path ?? '')},design-${design + 1}`);
    onProgress(done + 1);
  }
  for (const [split, inside] of folders) await write(join(folder, split), inside.lastFiles());
  if (designs > 1)
    await write(folder, [{ path: 'groups.csv', content: `file,group\n${groups.join('\n')}\n` }]);
  return done;
}

function kindOf({ defects }: GeneratedPart): string {
  return [...new Set(defects.map(({ label }) => label))].toSorted().join();
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
