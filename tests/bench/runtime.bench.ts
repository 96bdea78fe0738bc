/**
 * The shipped golden compare in its thread: what a frame costs, and how much of it is not inference.
 * Options: --size=N (640), --frames=N (60), --threads=N (1).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { modelManifest } from '#shared/domain/model';
import { createInference } from '#electron/adapters/runtime/inference';
import { createPcbLine } from '#models/generate/pcb';
import { printTable, quantile, row } from './table';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '640' },
    frames: { type: 'string', default: '60' },
    threads: { type: 'string', default: '1' },
  },
});
const [size, frames, threads] = [Number(values.size), Number(values.frames), Number(values.threads)];

const folder = join(process.cwd(), 'models/packages/golden-compare/1.0.0');
const inference = createInference({
  workerUrl: pathToFileURL(join(process.cwd(), 'out/main/inference-worker.js')),
  threads,
});
const model = await inference.load(
  {
    manifest: modelManifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))),
    onnx: readFileSync(join(folder, 'model.onnx')),
  },
  'cpu',
);
const line = createPcbLine({ seed: 1, defectShare: 0.5, widthPx: size, heightPx: size });
const golden = { sha256: '0'.repeat(64), image: line.golden };

const [inferenceMs, aroundMs, transferMs]: [number[], number[], number[]] = [[], [], []];
for (let i = 0; i < frames + 5; i++) {
  const { image } = line.part(i);
  const start = performance.now();
  const { timings } = await model.inspect(image, golden);
  const wholeMs = performance.now() - start;
  if (i < 5) continue; // the first frames warm it up
  inferenceMs.push(timings.inferenceMs);
  aroundMs.push(timings.preprocessMs + timings.postprocessMs);
  transferMs.push(wholeMs - timings.inferenceMs - timings.preprocessMs - timings.postprocessMs);
}
await inference.close();

const median = (list: readonly number[]) => quantile(list, 0.5);
const share = median(aroundMs) / median(inferenceMs);
printTable([
  row(
    `inference, ${size} × ${size} px, ${threads} thread(s)`,
    `${median(inferenceMs).toFixed(1)} ms`,
    '',
    true,
  ),
  row('the same, the fastest tenth', `${quantile(inferenceMs, 0.1).toFixed(1)} ms`, '', true),
  row('preprocess and postprocess', `${median(aroundMs).toFixed(2)} ms`, '', true),
  row('there and back between the threads', `${median(transferMs).toFixed(2)} ms`, '', true),
  row('preprocess and postprocess ÷ inference', share.toFixed(3), '≤ 0.10', share <= 0.1),
]);
process.exitCode = share <= 0.1 ? 0 : 1;
