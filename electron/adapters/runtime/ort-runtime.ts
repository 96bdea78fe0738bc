import { InferenceSession, type Tensor as OrtTensor } from 'onnxruntime-node';
import type { ProviderName } from '#shared/domain/settings';
import type { Runtime, Session, Tensor, TensorInfo, Tensors, TensorType } from '#models/runtime';
import { loopOnCpu, loopOnGpu, nextOf } from './ort-loop';
import { fromOrt, isTensorType, toOrt, toOrtTensor } from './ort-tensor';

export interface OrtOptions {
  readonly provider: ProviderName;
  /** Threads for one op, 1 or more. */
  readonly threads: number;
  /**
   * Lay out the memory of all tensors once sizes are known; left out: yes. The layout lies beside what the first run
   * took: the many large tensors of a training step need half the memory without it, and no more time.
   */
  readonly planMemory?: boolean;
}

/**
 * ONNX Runtime on one execution provider. `run` holds the thread that calls it until it is done. Errors are those of
 * ONNX Runtime, as they come.
 */
export function createOrtRuntime(options: OrtOptions): Runtime {
  const settings = sessionOptions(options);
  return {
    load: async (model) => sessionOf(await InferenceSession.create(model, settings)),
    async loop(model, lists, copy) {
      if (options.provider !== 'webgpu')
        return loopOnCpu(await InferenceSession.create(model, settings), lists);
      const stays = lists.map(({ name }) => [nextOf(name), 'gpu-buffer'] as const);
      const ort = await InferenceSession.create(model, {
        ...settings,
        preferredOutputLocation: Object.fromEntries(stays),
      });
      return loopOnGpu(ort, lists, await InferenceSession.create(copy, settings));
    },
  };
}

function sessionOptions({
  provider,
  threads,
  planMemory = true,
}: OrtOptions): InferenceSession.SessionOptions {
  return {
    executionProviders: provider === 'cpu' ? ['cpu'] : [provider, 'cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    enableMemPattern: planMemory && provider !== 'dml', // DirectML demands it so
    logSeverityLevel: 3,
    extra: {
      session: {
        // Threads that spin while they wait take the processor from the rest of a busy station.
        intra_op: { allow_spinning: '0' },
        // Never guess another format from the bytes.
        load_model_format: 'ONNX',
      },
    },
  };
}

/** A size, or the name of one that is free. */
type Shape = readonly (number | string)[];

function sessionOf(ort: InferenceSession): Session {
  const inputShapes = new Map(ort.inputMetadata.map((meta) => [meta.name, shapeOf(meta)]));
  const outputs = new Map(
    ort.outputMetadata.map((meta) => [meta.name, { info: infoOf(meta), shape: shapeOf(meta) }]),
  );
  /** The outputs of the last run: the next one of the same size writes into the same memory. */
  const kept = new Map<string, OrtTensor>();

  return {
    inputs: ort.inputMetadata.map(infoOf),
    outputs: [...outputs.values()].map(({ info }) => info),
    async run(feeds, fetch = ort.outputNames) {
      const sizes = freeSizes(feeds, inputShapes);
      const places = isNames(fetch)
        ? Object.fromEntries(fetch.map((name) => [name, placeOf(name, sizes)]))
        : toOrt(fetch);
      const results = await ort.run(toOrt(feeds), places);
      return Object.fromEntries(Object.keys(places).map((name) => [name, fromOrt(name, results[name])]));
    },
    release: () => ort.release(),
  };

  /** Memory for the output, where its size is known before the run; else null, and ONNX Runtime makes it. */
  function placeOf(name: string, sizes: ReadonlyMap<string, number>): OrtTensor | null {
    const output = outputs.get(name);
    if (!output) throw new Error(`the model has no output ${name}`);
    const dims = output.shape.map((dim) => (typeof dim === 'number' ? dim : (sizes.get(dim) ?? -1)));
    if (dims.includes(-1)) return null;
    const known = kept.get(name);
    if (known && known.dims.every((dim, i) => dim === dims[i])) return known;
    const made = toOrtTensor(zeros(output.info.type, dims));
    kept.set(name, made);
    return made;
  }
}

function isNames(fetch: readonly string[] | Tensors): fetch is readonly string[] {
  return Array.isArray(fetch);
}

/** The free sizes that the inputs settle, by name. */
function freeSizes(feeds: Tensors, shapes: ReadonlyMap<string, Shape>): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const [name, { dims }] of Object.entries(feeds)) {
    shapes.get(name)?.forEach((dim, i) => {
      const size = dims[i];
      if (typeof dim === 'string' && dim !== '' && size !== undefined) sizes.set(dim, size);
    });
  }
  return sizes;
}

function shapeOf(meta: InferenceSession.ValueMetadata): Shape {
  if (!meta.isTensor) throw new Error(`${meta.name} is not a tensor`);
  return meta.shape;
}

function infoOf(meta: InferenceSession.ValueMetadata): TensorInfo {
  if (!meta.isTensor || !isTensorType(meta.type)) {
    throw new Error(`${meta.name} is ${meta.isTensor ? meta.type : 'not a tensor'}`);
  }
  return {
    name: meta.name,
    type: meta.type,
    dims: meta.shape.map((dim) => (typeof dim === 'number' ? dim : -1)),
  };
}

function zeros(type: TensorType, dims: readonly number[]): Tensor {
  const size = dims.reduce((product, dim) => product * dim, 1);
  switch (type) {
    case 'float32':
      return { type, dims, data: new Float32Array(size) };
    case 'int32':
      return { type, dims, data: new Int32Array(size) };
    case 'int64':
      return { type, dims, data: new BigInt64Array(size) };
    case 'uint8':
    case 'bool':
      return { type, dims, data: new Uint8Array(size) };
  }
}
