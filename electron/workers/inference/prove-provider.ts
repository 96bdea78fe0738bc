import { createRandom } from '#shared/numeric/random';
import type { ProviderName } from '#shared/domain/settings';
import type { ProviderCheck } from '#shared/domain/station';
import { encodeModel } from '#models/graph/encode';
import { Graph, numbers } from '#models/graph/graph';
import { relu } from '#models/graph/ops/activation';
import { conv } from '#models/graph/ops/conv';
import { averagePool } from '#models/graph/ops/pool';
import type { Tensors } from '#models/runtime';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { differenceOf } from './compare';

/** Creates a small network on the provider, runs it and compares with the CPU. */
export async function proveProvider(name: ProviderName): Promise<ProviderCheck> {
  const model = encodeModel(smallNetwork());
  const expected = await run(model, 'cpu');
  try {
    const difference = differenceOf(await run(model, name), expected);
    return difference ? { name, state: 'differs', detail: difference } : { name, state: 'works', detail: '' };
  } catch (thrown) {
    return { name, state: 'unavailable', detail: sentenceOf(thrown) };
  }
}

function smallNetwork(): Graph {
  const random = createRandom(1);
  const values = (dims: readonly number[]) =>
    Array.from({ length: dims.reduce((product, dim) => product * dim, 1) }, () => random.uniform(-1, 1));
  const graph = new Graph('proof');
  const image = graph.input('image', 'float32', imageDims);
  const weights = graph.float([8, 3, 3, 3], values([8, 3, 3, 3]));
  const features = relu(conv(image, weights, { pads: [1, 1, 1, 1] }));
  graph.output('features', averagePool(features, { kernel: [2, 2], strides: [2, 2] }));
  return graph;
}

const imageDims = [1, 3, 32, 32] as const;

async function run(model: Uint8Array, provider: ProviderName): Promise<Tensors> {
  const session = await createOrtRuntime({ provider, threads: 1 }).load(model);
  const random = createRandom(2);
  const pixels = Array.from({ length: 3 * 32 * 32 }, () => random.next());
  const outputs = await session.run({ image: numbers('float32', imageDims, pixels) });
  await session.release();
  return outputs;
}

/** ONNX Runtime puts the place in its source first: what a person can use comes after it. */
function sentenceOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return (text.split('\n')[0] ?? '').replace(/^.* was false\. /, '').slice(0, 300);
}
