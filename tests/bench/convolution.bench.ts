/**
 * Training steps of convolutional networks against PyTorch's, from the same weights on the same batch, turn by turn.
 * W3: six convolutions with batch norm, 64 × 64 px gray, batch 32; W4: a U-Net, 320 × 320 px, 2 channels, batch 4.
 * Options: --steps=N (12 of W4, five times as many of W3), --threads=N,M (1,2), --only=W3.
 */
import { parseArgs } from 'node:util';
import { openTraining, type Step } from './convolution/train';
import { beginningOf, rate, workloads, type WorkloadName } from './convolution/workload';
import { answer, isAnswering, peakBytes, startOwn } from './own-process';
import { printTable, quantile, row, type Row } from './table';
import { startTorch } from './torch-process';

type Request =
  | { readonly kind: 'start'; readonly name: WorkloadName; readonly threads: number }
  | { readonly kind: 'step' }
  | { readonly kind: 'memory' };

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '12' },
    threads: { type: 'string', default: '1,2' },
    only: { type: 'string' },
    'answer-requests': { type: 'boolean' },
  },
});

if (isAnswering) {
  let step: () => Promise<Step>;
  answer<Request>(async (request) => {
    if (request.kind === 'step') return step();
    if (request.kind === 'start') step = await openTraining(workloads[request.name], request.threads);
    return { peakBytes: peakBytes() };
  });
} else {
  for (const name of (['W3', 'W4'] as const).filter((one) => !values.only || one === values.only)) {
    for (const threads of values.threads.split(',').map(Number)) {
      console.log(`\n${name}, ${threads} thread(s)`);
      printTable(await compare(name, threads));
    }
  }
}

async function compare(name: WorkloadName, threads: number): Promise<Row[]> {
  const own = startOwn();
  const ask = <Answer>(request: Request) => own.ask<Answer>(request);
  await ask({ kind: 'start', name, threads });
  const torch = await startTorch('convolution', threads);
  if (torch) {
    const { xDims, targetDims } = workloads[name];
    const begin = beginningOf(workloads[name]);
    const [weights, x] = [await torch.floats('weights', begin.weights), await torch.floats('x', begin.x)];
    const target = await torch.floats('target', begin.target);
    await torch.ask({ kind: 'start', network: name, rate, weights, x, xDims, target, targetDims });
  }
  const [ours, theirs]: [Step[], Step[]] = [[], []];
  for (let i = 0; i < Number(values.steps) * (name === 'W3' ? 5 : 1); i++) {
    ours.push(await ask({ kind: 'step' }));
    if (torch) theirs.push(await torch.ask({ kind: 'step' }));
  }
  const bytes = [(await ask<{ peakBytes: number }>({ kind: 'memory' })).peakBytes, await torch?.peakBytes()];
  await Promise.all([own.close(), torch?.close()]);
  return [
    figure('time of a step, median', ours, theirs, ({ ms }) => ms, 0.5),
    figure('the fastest', ours, theirs, ({ ms }) => ms, 0),
    figure('time of the processors, median', ours, theirs, ({ cpuMs }) => cpuMs, 0.5),
    ...lossRows(ours, theirs),
    ...bytes.flatMap((one, i) =>
      one
        ? [row(`peak memory, ${i === 0 ? 'ours' : 'PyTorch'}`, `${(one / 1e6).toFixed(0)} MB`, '', true)]
        : [],
    ),
  ];
}

/** The first step makes room: it does not count. */
function figure(what: string, ours: Step[], theirs: Step[], of: (step: Step) => number, share: number): Row {
  const [mine, other] = [ours, theirs].map((steps) => quantile(steps.slice(1).map(of), share)) as [
    number,
    number,
  ];
  if (theirs.length === 0) return row(what, `${mine.toFixed(1)} ms`, '', true);
  const text = `${mine.toFixed(1)} ms ÷ ${other.toFixed(1)} ms = ${(mine / other).toFixed(2)}`;
  return row(`${what}, ours ÷ PyTorch`, text, '≤ 1.0', mine <= other);
}

/** Later steps of two trainings part: theirs from their own, too, when a weight is moved by a ten-millionth. */
function lossRows(ours: readonly Step[], theirs: readonly Step[]): Row[] {
  const few = (steps: readonly Step[]) =>
    steps
      .slice(0, 4)
      .map(({ loss }) => loss.toFixed(6))
      .join(' ');
  const [mine, other] = [ours[0]?.loss ?? NaN, theirs[0]?.loss];
  const own = row('losses of the first steps, ours', few(ours), '', true);
  if (other === undefined) return [own];
  const off = Math.abs(mine / other - 1);
  return [
    own,
    row('the same, PyTorch', few(theirs), '', true),
    row('relative difference of the first', off.toExponential(1), '≤ 1e-5', off <= 1e-5),
  ];
}
