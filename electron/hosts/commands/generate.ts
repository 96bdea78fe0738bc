import { parseArgs } from 'node:util';
import { explained } from '#electron/adapters/files/durable-file';
import { createLine, products, type ProductName } from '#models/generate/products';
import { AppFailure } from '#shared/contract/errors';
import { integer, share } from './arguments';
import { interrupted, print, type Command } from './command';
import type { Layout } from './generate/layout';
import { layoutNamed, layouts, usualLayout } from './generate/layouts';
import { splitShares } from './generate/split-shares';
import { writeSet } from './generate/write-set';

const largestCount = 1_000_000;
const sizeRange = [64, 4096] as const;

export const generate: Command = {
  usage:
    'generate <product> <folder> [--count N] [--seed N] [--designs N] [--defects SHARE] [--size WIDTHxHEIGHT] ' +
    `[--labels ${Object.keys(layouts).join('|')}] [--split TRAIN,VALIDATION,TEST]`,
  does:
    `makes up a product and its labels (${listed(usualLayout, ', ')}). ${listed(doesOf(layouts), '; ')}. ` +
    'Of several designs (boards, finishes) groups.csv says which pictures are of one',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        count: { type: 'string', default: '100' },
        seed: { type: 'string', default: '1' },
        designs: { type: 'string', default: '1' },
        defects: { type: 'string', default: '0.5' },
        size: { type: 'string' },
        labels: { type: 'string' },
        split: { type: 'string' },
      },
    });
    const [product, folder] = positionals;
    if (product === undefined || folder === undefined || !isProduct(product)) {
      const known = Object.keys(products).join(', ');
      throw new AppFailure('input.invalid', `generate takes a product (${known}) and a folder to write to.`);
    }
    const count = integer('--count', values.count, 1, largestCount);
    const layout = layoutNamed(values.labels ?? usualLayout[product]);
    const seed = integer('--seed', values.seed, 0, 0xffff_ffff);
    const line = {
      defectShare: share('--defects', values.defects),
      oneKind: layout.oneKind,
      ...(values.size !== undefined && pictureSize(values.size)),
    };
    const written = await writeSet((design) => createLine(product, { ...line, seed: seed + design }), {
      folder,
      count,
      designs: integer('--designs', values.designs, 1, count),
      layout,
      shares: values.split === undefined ? null : splitShares(values.split),
      signal: interrupted(),
      onProgress: (done) => {
        if (done % 100 === 0) process.stderr.write(`${done} of ${count}\n`);
      },
    }).catch((thrown: unknown) => {
      throw explained(thrown, folder);
    });
    await print(`${written} images of ${product} in ${folder}`);
    return 0;
  },
};

function isProduct(name: string): name is ProductName {
  return Object.hasOwn(products, name);
}

/** Reads `320x240`, or `256` for a square. */
function pictureSize(text: string): { widthPx: number; heightPx: number } {
  const [, width = '', height = width] = /^(\d+)(?:x(\d+))?$/.exec(text) ?? [];
  const [widthPx, heightPx] = [Number(width), Number(height)];
  const [least, most] = sizeRange;
  if (Math.min(widthPx, heightPx) >= least && Math.max(widthPx, heightPx) <= most)
    return { widthPx, heightPx };
  throw new AppFailure(
    'input.invalid',
    `--size takes a size such as 256 or 320x240, each side from ${least} to ${most} px.`,
  );
}

function doesOf(all: Readonly<Record<string, Layout>>): Record<string, string> {
  return Object.fromEntries(Object.entries(all).map(([name, { does }]) => [name, does]));
}

function listed(words: Readonly<Record<string, string>>, between: string): string {
  return Object.entries(words)
    .map(([name, word]) => `${name}: ${word}`)
    .join(between);
}
