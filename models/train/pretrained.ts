import { initializersOf } from '../graph/initializers';
import type { Layout, Layouts, Place, Snapshot } from '../network/layout';
import type { Tensor } from '../runtime';

/** Numbers to begin with in place of random ones, see Trainee. */
export type Pretrained = (layouts: Layouts, initial: Snapshot) => Snapshot;

/**
 * Begins with the weights and states that a model keeps under the same names, where they have the same dims; a filter for
 * gray pictures is spread over what there is to see. All else stays as it was.
 * Throws AppFailure model.malformed where the bytes are not an ONNX model.
 * @param onnx a model whose initializers have the names of its layers, such as the shipped backbone
 */
export function pretrainedBy(onnx: Uint8Array, name: string): Pretrained {
  const known = initializersOf(onnx, name);
  return ({ weights, state }, initial) => ({
    weights: begun(weights, initial.weights, known),
    state: begun(state, initial.state, known),
  });
}

function begun({ places }: Layout, initial: Float32Array, known: ReadonlyMap<string, Tensor>): Float32Array {
  const values = initial.slice();
  for (const place of places) {
    const tensor = known.get(place.name);
    if (tensor?.type === 'float32') values.set(fitted(tensor.dims, tensor.data, place) ?? [], place.offset);
  }
  return values;
}

/** Null where the one cannot stand for the other. */
function fitted(from: readonly number[], data: Float32Array, { dims, size }: Place): Float32Array | null {
  if (from.length === dims.length && from.every((dim, i) => dim === dims[i])) return data;
  const [filters = 0, channels = 0, ...kernel] = dims;
  const gray = from.length === 4 && from[1] === 1 && from[0] === filters;
  if (!gray || kernel.some((dim, i) => dim !== from[i + 2])) return null;
  return spread(data, filters, channels, size / filters / channels);
}

/**
 * Colour: a third of the filter each, so that a gray picture looks as it did. With a golden behind the picture (as many
 * channels again): every second filter sees what the picture has more than its golden, the others the picture alone.
 * @param count of the numbers of a filter for one channel
 */
function spread(data: Float32Array, filters: number, channels: number, count: number): Float32Array {
  const ofPicture = channels % 2 === 0 ? channels / 2 : channels;
  return Float32Array.from({ length: filters * channels * count }, (_, i) => {
    const filter = Math.floor(i / (channels * count));
    const channel = Math.floor(i / count) % channels;
    const value = data[filter * count + (i % count)]! / ofPicture;
    if (channel < ofPicture) return value;
    return filter % 2 === 0 ? -value : 0;
  });
}
