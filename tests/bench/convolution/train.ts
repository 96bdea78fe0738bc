import { layoutsOf } from '#models/network/layout';
import type { Tensors } from '#models/runtime';
import { openCarried } from '#models/train/carried';
import { adam, paceOf } from '#models/train/optimizer';
import { trainingStep } from '#models/train/step';
import { trainingRuntime } from '#electron/engine/open-training';
import { beginningOf, rate, type Workload } from './workload';

export interface Step {
  readonly loss: number;
  readonly ms: number;
  /** Of all threads together: hardly longer when other processes want the processors too. */
  readonly cpuMs: number;
}

/** Trains on the one batch over and over, a step a call. */
export async function openTraining(workload: Workload, threads: number): Promise<() => Promise<Step>> {
  const { network, loss, xDims, targetDims } = workload;
  const layouts = layoutsOf(network);
  const { weights, state, x, target } = beginningOf(workload);
  const optimizer = adam();
  const graph = trainingStep({ network, loss, layouts, optimizer, clipLength: Infinity, average: false });
  const zeros = new Float32Array(layouts.weights.size);
  const carried = await openCarried(trainingRuntime(threads), graph, {
    weights,
    state,
    mean: zeros,
    variance: zeros,
  });
  const inputs: Tensors = {
    x: { type: 'float32', dims: xDims, data: x },
    target: { type: 'float32', dims: targetDims, data: target },
  };
  let done = 0;
  return async () => {
    const pace: Record<string, number> = { ...paceOf(optimizer, rate, ++done) };
    const [wall, cpu] = [performance.now(), process.cpuUsage()];
    const { loss: value } = await carried.step(inputs, pace);
    const { user, system } = process.cpuUsage(cpu);
    return { loss: value, ms: performance.now() - wall, cpuMs: (user + system) / 1000 };
  };
}
