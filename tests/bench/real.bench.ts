/**
 * Models learnt from real pictures, on the command line as a user does it: `train`, then `evaluate` on the pictures that it
 * has not seen, look-alikes on one side. A set that is not in ../shared/data is left out, with a line. Beside the goals
 * stands what was published: DeepPCB mAP 98.6, F 98.2 (Tang et al. 2019); NEU-DET almost 100 % as classes, mAP50 74.8 to
 * 82.3 as boxes (He et al. 2020); magnetic tiles mean IoU 66.9; ELPV 88.4 % (Deitsch et al. 2019).
 * Options: --only=NAME,NAME, --seeds=1,2,3 (1), --minutes=M (as each set says), --threads=N (2), --quality=Q, --size=PX.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inBlocks } from './blocks';
import { loupe } from './loupe';
import { printTable, row, type Row } from './table';

interface RealSet {
  readonly folder: string;
  readonly task: string;
  readonly minutes: number;
  /** How the folder is read. */
  readonly dataset?: readonly string[];
  readonly evaluate?: readonly string[];
  /** Neighbours among the pictures look alike, and nothing says so: blocks of so many stay on one side. */
  readonly blocksOf?: number;
  /** Figures and what they should be. */
  readonly goals: Readonly<Record<string, number>>;
}

const sets: Readonly<Record<string, RealSet>> = {
  deeppcb: {
    folder: 'deeppcb',
    task: 'detect',
    minutes: 50,
    evaluate: ['--split', 'test', '--iou', '0.33'],
    goals: { mAP: 0.986, f1: 0.982 },
  },
  'neu-classes': {
    folder: 'neu-det',
    task: 'classify',
    minutes: 15,
    dataset: ['--names', '{label}_*'],
    goals: { accuracy: 0.99 },
  },
  'neu-boxes': { folder: 'neu-det', task: 'detect', minutes: 50, goals: { mAP50: 0.75 } },
  'tiles-masks': { folder: 'magnetic-tile', task: 'segment', minutes: 30, goals: { binaryMIoU: 0.67 } },
  'tiles-good': { folder: 'magnetic-tile', task: 'anomaly', minutes: 10, goals: { auroc: 0.95 } },
  elpv: {
    folder: 'elpv',
    task: 'classify',
    minutes: 10,
    dataset: ['--column', 'defect_probability', '--threshold', '0.5'],
    blocksOf: 10,
    goals: { accuracy: 0.884 },
  },
};

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(sets).join(',') },
    seeds: { type: 'string', default: '1' },
    minutes: { type: 'string' },
    quality: { type: 'string', default: 'balanced' },
    size: { type: 'string' },
    threads: { type: 'string', default: '2' },
  },
});

const rows: Row[] = [];
for (const name of values.only.split(',')) {
  const set = sets[name];
  if (!set) throw new Error(`there is no set ${name}: choose of ${Object.keys(sets).join(', ')}`);
  const folder = join(process.cwd(), '../shared/data', set.folder);
  if (existsSync(folder)) rows.push(...(await measured(name, set, folder)));
  else console.log(`not measured: there is no ${folder}`);
}
printTable(rows);

async function measured(name: string, set: RealSet, folder: string): Promise<Row[]> {
  const found: Readonly<Record<string, number>>[] = [];
  for (const seed of values.seeds.split(',')) {
    const work = await mkdtemp(join(tmpdir(), 'loupe-real-'));
    const pictures = set.blocksOf === undefined ? folder : await inBlocks(folder, work, set.blocksOf);
    const dataset = ['--dataset', pictures, ...(set.dataset ?? [])];
    const model = join(work, name);
    const startMs = performance.now();
    const minutes = values.minutes ?? `${set.minutes}`;
    const how = ['--task', set.task, '--seed', seed, '--minutes', minutes, '--threads', values.threads];
    how.push('--quality', values.quality, ...(values.size === undefined ? [] : ['--size', values.size]));
    await loupe('train', ...dataset, '--out', model, ...how);
    const seconds = (performance.now() - startMs) / 1000;
    const out = await loupe('evaluate', '--model', model, ...dataset, ...(set.evaluate ?? []), '--json');
    const { split, pictures: count, metrics } = JSON.parse(out) as Evaluated;
    await rm(work, { recursive: true });
    console.log(`${name}, seed ${seed}, ${seconds.toFixed(0)} s, ${count} pictures (${split}):`);
    console.log(
      `  ${Object.entries(metrics)
        .map(([figure, value]) => `${figure} ${value.toFixed(4)}`)
        .join(', ')}`,
    );
    found.push({ ...metrics, minutes: seconds / 60 });
  }
  return [
    ...Object.entries(set.goals).map(([figure, goal]) => {
      const mean = meanOf(found, figure);
      return row(`${name}: ${figure}`, mean.toFixed(4), `≥ ${goal}`, mean >= goal);
    }),
    row(`${name}: minutes`, meanOf(found, 'minutes').toFixed(1), '', true),
  ];
}

interface Evaluated {
  readonly split: string;
  readonly pictures: number;
  readonly metrics: Readonly<Record<string, number>>;
}

function meanOf(found: readonly Readonly<Record<string, number>>[], figure: string): number {
  return found.reduce((sum, metrics) => sum + (metrics[figure] ?? NaN), 0) / found.length;
}
