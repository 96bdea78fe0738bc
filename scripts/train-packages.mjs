/**
 * Trains the model packages that are shipped, all or the named ones, into models/packages: on pictures that Loupe makes up
 * and on nothing else. `node scripts/train-packages.mjs [name…]`. The same command gives the same package. Packages that
 * are made without training are written by package-models.mjs.
 */
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { capture, root, run } from './process.mjs';

/**
 * What each is for, the product line that its pictures are made of, and how it is trained. `backbone` is what the others
 * begin with and comes first.
 * `real`: pictures of another origin that it is measured on where they lie beside the project; it never learns from them.
 * @typedef {{ what: string, folder: string, evaluate: string[] }} Real
 * @type {{ name: string, about?: string, generate?: string[], train?: string[], command?: string[], real?: Real }[]}
 */
const packages = [
  { name: 'backbone', command: ['scripts/pretrain.mjs', '--epochs=50', '--threads=1'] },
  {
    name: 'surface-classifier',
    about:
      'Says what a gray surface shows: nothing, a pit, a scratch, a stain or a crack. It has seen 48 finishes of brushed,\n' +
      'rolled, ground, cast and blasted metal and of ceramic; those that it was tested on are others.',
    generate:
      'surface --labels classes --count 3600 --designs 60 --defects 0.8 --seed 4000 --split 80,10,10'.split(
        ' ',
      ),
    train: '--task classify --epochs 16 --size 256'.split(' '),
  },
  {
    name: 'surface-segmenter',
    about:
      'Marks pits, scratches, stains and cracks on gray surfaces, pixel by pixel. It has seen 48 finishes of brushed,\n' +
      'rolled, ground, cast and blasted metal and of ceramic; those that it was tested on are others.',
    generate:
      'surface --labels masks --count 1200 --designs 60 --defects 0.85 --seed 5000 --split 80,10,10'.split(
        ' ',
      ),
    train: '--task segment --epochs 24'.split(' '),
  },
  {
    name: 'surface-anomaly',
    about:
      'Marks what good parts of the demo surface (`generate surface --seed 1`) do not show. It has learnt from good parts\n' +
      'alone, and knows this one finish: other products need a training of their own, on ten good pictures or more.',
    generate: 'surface --labels masks --count 300 --defects 0.35 --seed 1 --split 50,10,40'.split(' '),
    train: '--task anomaly --epochs 12'.split(' '),
  },
  {
    name: 'pcb-detector',
    about:
      'Finds opens, shorts, mouse bites, spurs, spurious copper and pin holes on bare boards, in pictures whose copper is\n' +
      'dark, beside a golden picture of the same board, which it lays on the part by itself.',
    generate: 'pcb --labels pairs --count 1440 --designs 360 --defects 0.9 --seed 6000 --split 90,5,5'.split(
      ' ',
    ),
    train: '--task detect --epochs 12'.split(' '),
    real: {
      what: 'the test list of DeepPCB (Tang et al. 2019), real boards, a hit being an overlap above 0.33',
      folder: '../shared/data/deeppcb',
      evaluate: ['--split', 'test', '--iou', '0.33'],
    },
  },
];

const names = process.argv.slice(2);
const unknown = names.find((name) => !packages.some((one) => one.name === name));
if (unknown !== undefined) {
  console.error(`There is no package ${unknown}. There are: ${packages.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
await build({ say: (line) => console.log(line) });
for (const one of packages) {
  if (names.length > 0 && !names.includes(one.name)) continue;
  console.log(`# ${one.name}`);
  if (one.command) await node(one.command);
  else await trained(one);
}

/** @param {(typeof packages)[number]} one */
async function trained({ name, about = '', generate = [], train = [], real }) {
  const folder = await mkdtemp(join(tmpdir(), 'loupe-package-'));
  const [pictures, made] = [join(folder, 'pictures'), join(folder, name)];
  const cli = join(root, 'out/main/cli.js');
  const [product = '', ...options] = generate;
  await node([cli, 'generate', product, pictures, ...options]);
  await node([cli, 'train', '--dataset', pictures, ...train, '--seed', '1', '--threads', '1', '--out', made]);

  const path = join(made, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  manifest.training.dataset = `generate ${product} ${options.join(' ')}`;
  manifest.training.command = `node scripts/train-packages.mjs ${name}`;
  manifest.licence = 'the licence of Loupe';
  await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`);
  const card = await readFile(join(made, 'card.md'), 'utf8');
  const [title, ...rest] = card.split('\n');
  const learnt = `${about}\n\nNo photograph was seen: its pictures are those of\n\`loupe generate ${generate.join(' ')}\`.`;
  const elsewhere = real ? await measuredOn(real, made) : [];
  await writeFile(join(made, 'card.md'), [title, '', learnt, ...rest, ...elsewhere].join('\n'));

  const target = join(root, 'models/packages', name, '1.0.0');
  await rm(target, { recursive: true, force: true });
  await cp(made, target, { recursive: true });
  await rm(folder, { recursive: true });
}

/**
 * Lines for the card.
 * @param {Real} real
 * @param {string} model
 */
async function measuredOn({ what, folder, evaluate }, model) {
  const path = join(root, folder);
  if (!existsSync(path)) {
    console.log(`not measured: there is no ${path}`);
    return [];
  }
  const cli = join(root, 'out/main/cli.js');
  const { code, text } = await capture(
    'node',
    [cli, 'evaluate', '--model', model, '--dataset', path, ...evaluate, '--json'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  if (code !== 0) process.exit(code);
  const { pictures, metrics } = JSON.parse(text);
  const rows = Object.entries(metrics).map(([name, value]) => `| ${name} | ${value.toFixed(4)} |`);
  const measured = `On ${what}: ${pictures} pictures, none of which it has learnt from.`;
  return ['## Elsewhere', measured, '', '| figure | value |', '| --- | --- |', ...rows, ''];
}

async function node(args) {
  const code = await run('node', args);
  if (code !== 0) process.exit(code);
}
