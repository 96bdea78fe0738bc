import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { AppFailure } from '#shared/contract/errors';
import type { ModelManifest } from '#shared/domain/model';
import { createInference, type InferenceOptions } from '#electron/adapters/runtime/inference';
import type { Golden, Inference, ModelPackage } from '#electron/core/ports';
import { encodeModel } from '#models/graph/encode';
import { Graph, type Value } from '#models/graph/graph';
import { add, cast, mul } from '#models/graph/ops/elementwise';
import { reduceMean } from '#models/graph/ops/reduce';
import { reshape, slice } from '#models/graph/ops/shape';
import { conv } from '#models/graph/ops/conv';
import { goldenPackage } from '#models/golden/package';
import { drawBoard, paint, photograph, straight } from '../../models/golden/boards';
import { builtWorker } from './built-worker';

vi.setConfig({ testTimeout: 60_000 }); // a shared machine may be busy

const workerUrl = await builtWorker();
const open: Inference[] = [];
afterAll(() => Promise.all(open.map((inference) => inference.close())));

function inferenceOf(options: Partial<InferenceOptions> = {}): Inference {
  const inference = createInference({ workerUrl, threads: 1, ...options });
  open.push(inference);
  return inference;
}

const shipped = goldenPackage((bytes) => createHash('sha256').update(bytes).digest('hex'));
const packageOf = (onnx: Uint8Array, manifest: Partial<ModelManifest> = {}): ModelPackage => ({
  onnx,
  manifest: { ...shipped.manifest, ...manifest },
});

async function errorOf(promise: Promise<unknown>) {
  try {
    await promise;
  } catch (thrown) {
    if (thrown instanceof AppFailure) return thrown.error;
    throw thrown;
  }
  return null;
}

const board = drawBoard(3);
const good = () => photograph(board, 320, 256, straight);
const golden: Golden = { sha256: 'a'.repeat(64), image: good() };

describe('the shipped model', () => {
  test('finds a defect, explains it, and gives the same twice', async () => {
    const model = await inferenceOf().load(packageOf(shipped.onnx), 'cpu');
    expect(model.provider).toBe('cpu');
    const damaged = () => paint(good(), [200, 180, 14, 16], -110);
    const first = await model.inspect(damaged(), golden);
    expect(first.predictions.length).toBe(1);
    expect(first.image.data).toEqual(damaged().data);
    expect(Object.values(first.timings).every((ms) => ms >= 0)).toBe(true);
    expect((await model.inspect(damaged(), golden)).predictions).toEqual(first.predictions);
    const image = damaged();
    const picture = await model.explain(image, golden);
    expect(picture).toMatchObject({ widthPx: 320, heightPx: 256, channels: 1 });
    expect(image.data.length).toBe(320 * 256);
    await model.close();
  });

  test('tells what is wrong with the golden, and goes on', async () => {
    const model = await inferenceOf().load(packageOf(shipped.onnx), 'cpu');
    expect(await errorOf(model.inspect(good(), null))).toMatchObject({ code: 'golden.missing' });
    const other = { sha256: 'b'.repeat(64), image: photograph(board, 200, 150, straight) };
    expect(await errorOf(model.inspect(good(), other))).toMatchObject({ code: 'golden.mismatch' });
    expect((await model.inspect(good(), golden)).predictions).toEqual([]);
  });

  test('gives the same on one thread and on two', async () => {
    const damaged = () => paint(good(), [90, 70, 16, 14], 70);
    const one = await (
      await inferenceOf({ threads: 1 }).load(packageOf(shipped.onnx), 'cpu')
    ).inspect(damaged(), golden);
    const two = await (
      await inferenceOf({ threads: 2 }).load(packageOf(shipped.onnx), 'cpu')
    ).inspect(damaged(), golden);
    expect(two.predictions).toEqual(one.predictions);
  });
});

/** A model for the task golden: what it gives is made of the two inputs by `make`. */
function modelOf(
  make: (image: Value, graph: Graph) => { difference: Value; pose: Value },
  input = 'image',
): Uint8Array {
  const graph = new Graph('foreign');
  const image = graph.input(input, 'uint8', [1, 1, 'height', 'width']);
  const other = graph.input('golden', 'uint8', [1, 1, 'height', 'width']);
  const { difference, pose } = make(image, graph);
  graph.output('difference', difference);
  graph.output('pose', add(pose, mul(slice(reshape(cast(other, 'float32'), [-1]), [0], [0], [1]), 0)));
  return encodeModel(graph);
}
const straightPose = (graph: Graph) => graph.float([2, 3], [1, 0, 0, 0, 1, 0]);
const unchanged = (image: Value) => cast(add(mul(cast(image, 'float32'), 0), 128), 'uint8');

describe('a foreign model', () => {
  test.each([
    ['is no ONNX', Uint8Array.from({ length: 5000 }, (_, i) => (i * 31) % 251), 'model.malformed'],
    ['is cut short', shipped.onnx.slice(0, 20_000), 'model.malformed'],
    [
      'takes other inputs',
      modelOf((image, graph) => ({ difference: unchanged(image), pose: straightPose(graph) }), 'picture'),
      'model.incompatible',
    ],
    [
      'fails when it runs',
      modelOf((image) => ({
        difference: unchanged(image),
        pose: reshape(mul(slice(cast(image, 'float32'), [2, 3], [0, 0], [1, 7]), 0), [2, 3]),
      })),
      'model.incompatible',
    ],
  ])('that %s is refused', async (_what, onnx, code) => {
    expect(await errorOf(inferenceOf().load(packageOf(onnx), 'cpu'))).toMatchObject({ code });
  });

  test('names what it takes and what it would be given', async () => {
    const onnx = modelOf(
      (image, graph) => ({ difference: unchanged(image), pose: straightPose(graph) }),
      'picture',
    );
    const error = await errorOf(inferenceOf().load(packageOf(onnx), 'cpu'));
    expect(error?.message).toContain('picture uint8 [1, 1, any, any]');
    expect(error?.message).toContain('image uint8 [1, 1, 256, 320]');
  });

  test('that runs too long loses its frame, not the station', async () => {
    // A wide convolution over a large frame: a long time inside ONNX Runtime, where nothing can interrupt it.
    const slow = modelOf((image, graph) => {
      const wide = graph.float(
        [1, 1, 61, 61],
        Array.from({ length: 61 * 61 }, () => 1),
      );
      const sums = conv(cast(image, 'float32'), wide, { pads: [30, 30, 30, 30] });
      return {
        difference: unchanged(image),
        pose: add(straightPose(graph), mul(reshape(reduceMean(sums, [2, 3]), [1, 1]), 0)),
      };
    });
    const inference = inferenceOf({ limits: { runMs: 50 } });
    const model = await inference.load(packageOf(slow), 'cpu');
    const large = () =>
      ({ widthPx: 1000, heightPx: 800, channels: 1, data: new Uint8Array(800_000) }) as const;
    const limit = await errorOf(model.inspect(large(), { sha256: 'c'.repeat(64), image: large() }));
    expect(limit).toMatchObject({ code: 'runtime.timeout' });
    // The lost run comes to its end meanwhile: a thread that was terminated would abort the process then.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const other = await inferenceOf({ limits: { runMs: 30_000 } }).load(packageOf(shipped.onnx), 'cpu');
    expect((await other.inspect(good(), golden)).predictions).toEqual([]);
  });
});

describe('providers', () => {
  test('are proved, each with a reason where it cannot be used; the CPU always works', async () => {
    const checks = await inferenceOf().providers();
    expect(checks.at(-1)).toEqual({ name: 'cpu', state: 'works', detail: '' });
    for (const { state, detail } of checks) expect(state === 'works' || detail.length > 10).toBe(true);
  });

  test('that crash or hang in their proof are unavailable, and the model runs on the CPU', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'loupe-proof-'));
    const broken = (name: string, body: string) => {
      writeFileSync(join(folder, name), body);
      return pathToFileURL(join(folder, name));
    };
    const crashing = inferenceOf({ workerUrl: broken('crash.mjs', 'process.abort();') });
    const hanging = inferenceOf({ workerUrl: broken('hang.mjs', 'for (;;);'), limits: { proofMs: 500 } });
    for (const inference of [crashing, hanging]) {
      const checks = await inference.providers();
      expect(checks.filter(({ state }) => state === 'works').map(({ name }) => name)).toEqual(['cpu']);
    }
    const webgpu = (await crashing.providers()).find(({ name }) => name === 'webgpu');
    if (webgpu) expect(webgpu.detail).toContain('crashed or gave no answer');
  });

  test('of the settings that do not work give way to the CPU', async () => {
    const model = await inferenceOf().load(packageOf(shipped.onnx), 'cuda');
    expect(['cuda', 'cpu']).toContain(model.provider);
  });
});
