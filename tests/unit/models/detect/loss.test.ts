import { describe, expect, test } from 'vitest';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { gradientsOf } from '#models/graph/autodiff';
import { encodeModel } from '#models/graph/encode';
import { Graph, numbers } from '#models/graph/graph';
import { reshape } from '#models/graph/ops/shape';
import { detectLoss, iouOf, qualityFocal } from '#models/detect/loss';
import { checkGradient, differentiate } from '../graph/check-gradient';

const runtime = createOrtRuntime({ provider: 'cpu', threads: 1 });

describe('quality focal loss', () => {
  test('has the values of its formula', async () => {
    const logits = [-2, 0, 0.5, 3];
    const targets = [0, 0.5, 0.9, 0];
    const { y } = await differentiate([{ dims: [4], values: logits }], (x) =>
      qualityFocal(x!, x!.graph.float([4], targets)),
    );
    logits.forEach((x, i) => {
      const [s, t] = [1 / (1 + Math.exp(-x)), targets[i]!];
      const entropy = -((1 - t) * Math.log(1 - s) + t * Math.log(s));
      expect(y[i]).toBeCloseTo(Math.abs(t - s) ** 2 * entropy, 5);
    });
    expect(y[1]).toBeCloseTo(0, 6); // just right
  });

  test('its gradient agrees with finite differences', async () => {
    await checkGradient([{ dims: [6], values: [-3, -1, -0.4, 0.3, 1.2, 2.5] }], (x) =>
      qualityFocal(x!, x!.graph.float([6], [0, 0.7, 1, 0.2, 0, 0.95])),
    );
  });
});

test('the overlap of boxes about one cell', async () => {
  // A cell a column: the same box; the left half of it; beside each other; a box beside its cell's centre.
  const columns = [
    [10, 10, 10, 10],
    [10, 10, 0, 10],
    [4, 2, 4, 2],
    [5, 5, 5, 5],
  ];
  const wanted = [
    [10, 10, 10, 10],
    [10, 10, 10, 10],
    [4, 6, 4, -2],
    [-2, 5, 5, 5],
  ];
  const flat = (boxes: number[][]) => [0, 1, 2, 3].flatMap((side) => boxes.map((box) => box[side]!));
  const { y } = await differentiate([{ dims: [1, 4, 4], values: flat(columns) }], (x) =>
    iouOf(x!, x!.graph.float([1, 4, 4], flat(wanted))),
  );
  // The third two meet in an edge: nothing is shared. The fourth: 3 × 10 of 10 × 10.
  [1, 0.5, 0, 0.3].forEach((iou, i) => expect(y[i]).toBeCloseTo(iou, 5));
});

/** Two cells, two labels: the first cell answers for label 1, the second for nothing. */
async function lossOf(logits: readonly number[], distances: readonly number[], labels: readonly number[]) {
  const graph = new Graph('loss');
  const [x, d] = [
    graph.input('logits', 'float32', [1, 2, 2]),
    graph.input('distances', 'float32', [1, 4, 2]),
  ];
  const loss = detectLoss({ logits: x, distances: d }, graph);
  graph.output('loss', reshape(loss, [1]));
  gradientsOf(loss, [x, d]).forEach((gradient, i) => graph.output(`gradient${i}`, gradient));
  const session = await runtime.load(encodeModel(graph));
  const outputs = await session.run({
    logits: numbers('float32', [1, 2, 2], logits),
    distances: numbers('float32', [1, 4, 2], distances),
    labels: numbers('int32', [1, 2], labels),
    distances_wanted: numbers('float32', [1, 4, 2], [8, 0, 8, 0, 8, 0, 8, 0]),
  });
  await session.release();
  const read = (name: string) => Array.from(outputs[name]!.data, Number);
  return { loss: read('loss')[0]!, byLogits: read('gradient0'), byDistances: read('gradient1') };
}

describe('the loss of a detector', () => {
  /** cell by cell, sides after each other: 4 px each way in the first, 5 in the second */
  const distances = [4, 5, 4, 5, 4, 5, 4, 5];

  test('is that of labels and boxes together', async () => {
    const { loss, byDistances } = await lossOf([-1, -2, 0, -3], distances, [1, -1]);
    const sigma = (v: number) => 1 / (1 + Math.exp(-v));
    const ofNothing = [-1, -2, -3].map((v) => sigma(v) ** 2 * -Math.log(1 - sigma(v)));
    const iou = 0.25; // 8² of 16², and no hull around them that is larger
    const ofLabel = (iou - 0.5) ** 2 * Math.log(2);
    expect(loss).toBeCloseTo(ofNothing.reduce((a, b) => a + b) + ofLabel + 2 * (1 - iou), 4);
    // Boxes of cells that answer for nothing do not matter; that of the first shall grow.
    expect(byDistances.filter((_, i) => i % 2 === 1)).toEqual([0, 0, 0, 0]);
    expect(byDistances.filter((_, i) => i % 2 === 0).every((gradient) => gradient < 0)).toBe(true);
  });

  test('goes down along its gradient', async () => {
    const logits = [-1, -2, 0, -3];
    const { loss, byLogits, byDistances } = await lossOf(logits, distances, [1, -1]);
    const next = await lossOf(
      logits.map((value, i) => value - 0.1 * byLogits[i]!),
      distances.map((value, i) => value - 0.1 * byDistances[i]!),
      [1, -1],
    );
    expect(next.loss).toBeLessThan(loss);
  });

  test('without any box it is a number, and asks for silence', async () => {
    const { loss, byLogits, byDistances } = await lossOf([-1, -2, 0, -3], distances, [-1, -1]);
    expect(loss).toBeGreaterThan(0);
    expect(byLogits.every((gradient) => gradient > 0)).toBe(true);
    expect(byDistances.every((gradient) => Math.abs(gradient) === 0)).toBe(true);
  });
});
