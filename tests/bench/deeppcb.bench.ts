/**
 * The command `inspect` on the real boards of the DeepPCB test list (../shared/data/deeppcb, where it is there): golden
 * image = `*_temp.jpg`; a hit is IoU > 0.33, classes ignored, each box used once, best score first.
 * Options: --list=trainval for the training list.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { boxIou, type Box } from '#shared/numeric/geometry';
import { printTable, quantile, row } from './table';

const { values } = parseArgs({ options: { list: { type: 'string', default: 'test' } } });
const folder = join(process.cwd(), '../shared/data/deeppcb');
if (!existsSync(folder)) {
  console.log(`skipped: ${folder} is not there`);
  process.exit(0);
}

interface Line {
  readonly image: string;
  readonly verdict: string;
  readonly findings: { score: number; box: Box }[];
  readonly timings: Record<'decodeMs' | 'preprocessMs' | 'inferenceMs' | 'postprocessMs', number>;
}

const bases = readFileSync(join(folder, `${values.list}.txt`), 'utf8')
  .trim()
  .split('\n')
  .map((line) => join(folder, line));
const { stdout, stderr } = spawnSync(
  process.execPath,
  [
    'out/main/cli.js',
    'inspect',
    ...bases.map((base) => `${base}_test.jpg`),
    '--match',
    '{id}_test.jpg',
    '--golden',
    '{dir}/{id}_temp.jpg',
    '--json',
  ],
  { encoding: 'utf8', maxBuffer: 1e9 },
);
const lines = stdout
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);
if (lines.length !== bases.length) throw new Error(stderr);

let hits = 0;
let found = 0;
let wanted = 0;
lines.forEach(({ findings }, i) => {
  const truth = readFileSync(`${bases[i]}.txt`, 'utf8').trim().split('\n').map(boxOf);
  const free = new Set(truth);
  for (const { box } of findings.toSorted((a, b) => b.score - a.score)) {
    const best = [...free].toSorted((a, b) => boxIou(b, box) - boxIou(a, box))[0];
    if (!best || boxIou(best, box) <= 0.33) continue;
    free.delete(best);
    hits++;
  }
  found += findings.length;
  wanted += truth.length;
});
const precision = hits / found;
const recall = hits / wanted;
const total = lines.map(({ timings }) => Object.values(timings).reduce((sum, ms) => sum + ms, 0));
const of = (name: keyof Line['timings']) =>
  quantile(
    lines.map(({ timings }) => timings[name]),
    0.5,
  ).toFixed(1);
printTable([
  row(`boards of ${values.list}.txt, defects`, `${lines.length}, ${wanted}`, '', true),
  row('precision', `${(100 * precision).toFixed(1)} %`, '', true),
  row('recall', `${(100 * recall).toFixed(1)} %`, '', true),
  row('F', `${((200 * precision * recall) / (precision + recall)).toFixed(1)} %`, '', true),
  row('ms a part, median', quantile(total, 0.5).toFixed(1), '', true),
  row(
    'decode + preprocess + inference + postprocess',
    `${of('decodeMs')} + ${of('preprocessMs')} + ${of('inferenceMs')} + ${of('postprocessMs')}`,
    '',
    true,
  ),
]);

/** `x1 y1 x2 y2 class` */
function boxOf(line: string): Box {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = line.split(' ').map(Number);
  return [x1, y1, x2 - x1, y2 - y1];
}
