/**
 * LSTM training against PyTorch, from the same weights on the same data, turn by turn. W1: LSTM(50, relu) on
 * 100 × 10 × 5, batch 16, 200 epochs; W2: LSTM(64) twice on 20,000 × 32 × 20, batch 256, one epoch.
 * Options: --rounds=N (3), --threads=N,M (1,2), --only=W1.
 */
import { parseArgs } from 'node:util';
import { answer, isAnswering, startOwn } from './own-process';
import { initialWeights, train, type OwnTrained, type Trained } from './recurrent/train';
import { dataOf, workloads, type Workload } from './recurrent/workload';
import { printTable, row, type Row } from './table';
import { startTorch } from './torch-process';

interface Request {
  readonly workload: Workload;
  readonly threads: number;
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    threads: { type: 'string', default: '1,2' },
    only: { type: 'string' },
    'answer-requests': { type: 'boolean' },
  },
});

/** The fastest of the rounds of each side: a busy machine makes the others slower. */
const label = { seconds: 'time, ours ÷ PyTorch', cpuSeconds: 'time of the processors' } as const;

if (isAnswering) {
  answer<Request>(({ workload, threads }) => train(workload, threads));
} else {
  for (const workload of workloads.filter(({ name }) => !values.only || name === values.only)) {
    for (const threads of values.threads.split(',').map(Number)) {
      console.log(`\n${workload.name}, ${threads} thread(s)`);
      printTable(await compare(workload, threads));
    }
  }
}

async function compare(workload: Workload, threads: number): Promise<Row[]> {
  const own = startOwn();
  const torch = await startTorch('recurrent', threads);
  const { x, target } = dataOf(workload);
  const files = torch && {
    weights: await torch.floats('weights', initialWeights(workload)),
    x: await torch.floats('x', x),
    target: await torch.floats('target', target),
  };
  const ours: OwnTrained[] = [];
  const theirs: Trained[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    ours.push(await own.ask({ workload, threads } satisfies Request));
    if (torch) theirs.push(await torch.ask({ kind: 'train', ...workload, ...files }));
  }
  const torchBytes = await torch?.peakBytes();
  await Promise.all([own.close(), torch?.close()]);

  const best = (runs: readonly Trained[], of: 'seconds' | 'cpuSeconds') =>
    Math.min(...runs.map((run) => run[of]));
  const figure = (of: 'seconds' | 'cpuSeconds') => {
    const [mine, other] = [best(ours, of), best(theirs, of)];
    if (!torch) return row(label[of], `${mine.toFixed(2)} s`, '', true);
    const text = `${mine.toFixed(2)} s ÷ ${other.toFixed(2)} s = ${(mine / other).toFixed(2)}`;
    return row(label[of], text, '≤ 1.0', mine <= other);
  };
  const [mine, other] = [ours[0]?.losses ?? [], theirs[0]?.losses ?? []];
  const few = (losses: readonly number[]) =>
    losses
      .slice(0, 4)
      .map((loss) => loss.toFixed(6))
      .join(' ');
  const off = Math.max(...mine.slice(0, 4).map((loss, i) => Math.abs(loss / (other[i] ?? NaN) - 1)));
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  return [
    figure('seconds'),
    figure('cpuSeconds'),
    row('losses of the first steps, ours', few(mine), '', true),
    ...(torch
      ? [
          row('the same, PyTorch', few(other), '', true),
          row('largest relative difference', off.toExponential(1), '≤ 1e-5', off <= 1e-5),
        ]
      : []),
    row('writing and loading the graph, once', `${(ours[0]?.loadSeconds ?? NaN).toFixed(2)} s`, '', true),
    row('peak memory, ours', megabytes(ours.at(-1)?.peakBytes ?? NaN), '', true),
    ...(torchBytes ? [row('peak memory, PyTorch', megabytes(torchBytes), '', true)] : []),
  ];
}
