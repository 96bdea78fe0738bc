import type { ModelManifest } from '#shared/domain/model';
import { evaluate, type Evaluated } from '../evaluation';
import type { Network } from '../network/layers';
import { servingModel } from './serving';
import type { TrainedModel, TrainingRun } from './task-trainer';
import type { Trainee } from './trainer';

/** The manifest of a model that is still learning: what its task needs to read it. */
export function draftManifest(task: ModelManifest['task'], known: TrainedModel['manifest']): ModelManifest {
  return {
    formatVersion: 1,
    name: 'draft',
    version: '0.0.0',
    task,
    use: 'inspect',
    ...known,
    training: null,
    metrics: [],
    parity: null,
    licence: 'none yet',
    sha256: '0'.repeat(64),
    runtime: '',
  };
}

/** A trainee's validation on the way that a frame takes: the graph that would serve, over the validation pictures. */
export function validateServed(
  evaluated: Evaluated,
  network: Network,
  manifest: ModelManifest,
  { data, runtime, onProblem, onSeen }: TrainingRun,
): Trainee['validate'] {
  return async (layouts, snapshot) => {
    const session = await runtime.load(servingModel(network, layouts, snapshot));
    try {
      const watch = { onProblem, onItem: onSeen };
      const metrics = await evaluate(evaluated, manifest, session, data.dataset, data.validation, watch);
      const metric = Object.values(metrics)[0];
      if (metric === undefined) throw new Error('the validation found no figure');
      return { metric, metrics };
    } finally {
      await session.release();
    }
  };
}
