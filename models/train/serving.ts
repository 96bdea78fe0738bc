import { encodeModel } from '../graph/encode';
import { Graph } from '../graph/graph';
import { flatLayers } from '../network/flat-layers';
import type { Layouts, Snapshot } from '../network/layout';
import type { Network } from '../network/layers';
import { serveLayers } from '../network/serve-layers';
import type { Runtime, Tensors } from '../runtime';

/** The network as it is shipped: weights inside, norms folded. */
export function servingModel(
  network: Network,
  layouts: Layouts,
  snapshot: Snapshot,
): Uint8Array<ArrayBuffer> {
  const graph = new Graph('serve');
  const outputs = network(serveLayers(graph, layouts, snapshot));
  for (const [name, value] of Object.entries(outputs)) graph.output(name, value);
  return encodeModel(graph);
}

/** The network as it was trained, with its norms on their running values: what the serving graph must agree with. */
function evaluationModel(network: Network, layouts: Layouts): Uint8Array<ArrayBuffer> {
  const graph = new Graph('evaluate');
  const outputs = network(flatLayers(graph, 'evaluate', layouts));
  for (const [name, value] of Object.entries(outputs)) graph.output(name, value);
  return encodeModel(graph);
}

export interface Parity {
  readonly samples: number;
  readonly tolerance: number;
  /** Largest difference of any number of any output, as a share of the largest number of that output. */
  readonly maxDifference: number;
}

const tolerance = 1e-4;

/**
 * Runs both graphs on the same inputs. A serving graph that is off by more than the tolerance is a defect of ours and
 * throws: nothing is written then.
 */
export async function checkParity(
  network: Network,
  layouts: Layouts,
  snapshot: Snapshot,
  samples: readonly Tensors[],
  runtime: Runtime,
): Promise<Parity> {
  const trained = await runtime.load(evaluationModel(network, layouts));
  const served = await runtime.load(servingModel(network, layouts, snapshot));
  const carried: Tensors = {
    weights: { type: 'float32', dims: [layouts.weights.size], data: snapshot.weights },
    ...(layouts.state.size > 0 && {
      state: { type: 'float32', dims: [layouts.state.size], data: snapshot.state } as const,
    }),
  };
  let maxDifference = 0;
  for (const sample of samples) {
    const wanted = await trained.run({ ...carried, ...sample });
    const given = await served.run(sample);
    for (const [name, { data }] of Object.entries(wanted)) {
      maxDifference = Math.max(maxDifference, differenceOf(data, given[name]?.data ?? []));
    }
  }
  await Promise.all([trained.release(), served.release()]);
  if (!(maxDifference <= tolerance)) {
    throw new Error(`the serving graph is off by ${maxDifference}, more than ${tolerance}`);
  }
  return { samples: samples.length, tolerance, maxDifference };
}

function differenceOf(wanted: ArrayLike<number | bigint>, given: ArrayLike<number | bigint>): number {
  if (wanted.length !== given.length) return Infinity;
  let [largest, worst] = [1e-6, 0];
  for (let i = 0; i < wanted.length; i++) {
    largest = Math.max(largest, Math.abs(Number(wanted[i])));
    worst = Math.max(worst, Math.abs(Number(wanted[i]) - Number(given[i])));
  }
  return Number.isNaN(worst) ? Infinity : worst / largest;
}
