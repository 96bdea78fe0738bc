import { afterEach, describe, expect, test } from 'vitest';
import { AppFailure } from '#shared/contract/errors';
import type { PixelImage } from '#shared/domain/frame';
import type { ModelManifest } from '#shared/domain/model';
import type { Golden, Inference, ModelPackage } from '#electron/core/ports';
import { createInference, type InferenceOptions } from '#electron/adapters/runtime/inference';

/** How the adapter treats its thread, whatever the thread does; with a thread that does what the frame says. */
const workerUrl = new URL('./fake-worker.mjs', import.meta.url);
const open: Inference[] = [];
afterEach(() => Promise.all(open.splice(0).map((inference) => inference.close())));

function started(options: Partial<InferenceOptions> = {}) {
  const inference = createInference({ workerUrl, ...options });
  open.push(inference);
  return inference;
}

const packageOf = (name: string): ModelPackage => ({
  manifest: { name } as ModelManifest,
  onnx: new Uint8Array(),
});
const loaded = (options: Partial<InferenceOptions> = {}) => started(options).load(packageOf('fake'), 'cpu');

const frame = (told: number): PixelImage => ({
  widthPx: 4,
  heightPx: 1,
  channels: 1,
  data: Uint8Array.of(told, 9, 8, 7),
});
const golden = (name: string): Golden => ({ sha256: name, image: frame(0) });
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (thrown: unknown) => (thrown instanceof AppFailure ? thrown.error.code : `threw ${String(thrown)}`),
  );

test('the pixels change hands and come back, with the times', async () => {
  const model = await loaded();
  const image = frame(0);
  const answer = model.inspect(image, null);
  const { image: back, timings } = await answer;
  expect(image.data.length).toBe(0);
  expect([...back.data]).toEqual([0, 9, 8, 7]);
  expect(timings).toEqual({ preprocessMs: 1, inferenceMs: 2, postprocessMs: 3 });
});

test('pixels that are a part of something larger are copied, the rest of it is untouched', async () => {
  const model = await loaded();
  const large = new Uint8Array(100).fill(5);
  large[10] = 0;
  const { image } = await model.inspect(
    { widthPx: 4, heightPx: 1, channels: 1, data: large.subarray(10, 14) },
    null,
  );
  expect([...image.data]).toEqual([0, 5, 5, 5]);
  expect(large.length).toBe(100);
  const pooled = Buffer.from([0, 1, 2, 3]); // a slice of memory that Node shares among many
  expect([...(await model.inspect({ ...frame(0), data: pooled }, null)).image.data]).toEqual([0, 1, 2, 3]);
});

describe('a thread that', () => {
  test.each([
    ['ends', 1],
    ['throws', 3],
  ])(
    '%s fails its frame alone; the next one meets a fresh thread with the model in it',
    async (_what, told) => {
      const model = await loaded();
      expect(await codeOf(model.inspect(frame(told), null))).toBe('runtime.crashed');
      expect(await codeOf(model.inspect(frame(0), null))).toBe('answered');
    },
  );

  test('hangs is given up after the limit, with the frames that it had', async () => {
    const model = await loaded({ limits: { runMs: 300 } });
    const outcomes = [
      model.inspect(frame(0), null),
      model.inspect(frame(2), null),
      model.inspect(frame(0), null),
    ].map(codeOf);
    expect(await Promise.all(outcomes)).toEqual(['answered', 'runtime.timeout', 'runtime.timeout']);
    expect(await codeOf(model.inspect(frame(0), null))).toBe('answered');
  });

  test('was replaced gets the golden again', async () => {
    const model = await loaded();
    await model.inspect(frame(0), golden('a'));
    await codeOf(model.inspect(frame(1), golden('a')));
    const { predictions } = await model.inspect(frame(0), golden('a'));
    expect(predictions.map(({ label }) => label)).toEqual(['a']);
  });
});

test('a golden is sent once; of many the last four are kept', async () => {
  const model = await loaded();
  const sent = async (name: string) => (await model.inspect(frame(0), golden(name))).predictions;
  expect((await sent('a')).map(({ areaPx }) => areaPx)).toEqual([1]);
  expect((await sent('a')).map(({ areaPx }) => areaPx)).toEqual([0]);
  for (const name of ['b', 'c', 'd', 'a', 'e']) await sent(name);
  expect((await sent('a')).map(({ label }) => label).sort()).toEqual(['a', 'c', 'd', 'e']);
});

test('frames wait their turn in order; more than eight are refused', async () => {
  const model = await loaded();
  const order: number[] = [];
  const calls = Array.from({ length: 10 }, (_, i) =>
    codeOf(model.inspect(frame(0), null)).then((code) => {
      if (code === 'answered') order.push(i);
      return code;
    }),
  );
  const codes = await Promise.all(calls);
  expect(codes.filter((code) => code === 'busy').length).toBe(2);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

test('two models live side by side and come back side by side', async () => {
  const inference = createInference({ workerUrl });
  open.push(inference);
  const load = () =>
    inference.load({ manifest: { name: 'fake' } as ModelManifest, onnx: new Uint8Array() }, 'cpu');
  const [first, second] = [await load(), await load()];
  await codeOf(first.inspect(frame(1), null));
  expect(await codeOf(second.inspect(frame(0), null))).toBe('answered');
  expect(await codeOf(first.inspect(frame(0), null))).toBe('answered');
});

test('a provider that has proved itself before is not proved again', async () => {
  const proved: string[] = [];
  const inference = started({
    proveApart: async (name) => {
      proved.push(name);
      return null;
    },
  });
  await inference.load(packageOf('fake'), 'webgpu', true);
  expect(proved).toEqual([]);
  await inference.load(packageOf('fake'), 'webgpu');
  expect(proved).toContain('webgpu');
});

test('a model that was loaded ahead is taken, once; one that is not wanted any more gives way', async () => {
  const inference = started();
  for (const name of ['old', 'new', 'new']) inference.preload(packageOf(name), 'cpu');
  const model = await inference.load(packageOf('new'), 'cpu');
  const modelsInThread = async () => {
    const { predictions } = await model.inspect(frame(0), golden('a'));
    return predictions.map(({ box }) => box?.[2]);
  };
  expect(await modelsInThread()).toEqual([1]);
  await inference.load(packageOf('new'), 'cpu');
  expect(await modelsInThread()).toEqual([2]);
});
