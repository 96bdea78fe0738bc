import { z } from 'zod';
import { notInspected } from '#shared/domain/decide';
import { recipe } from '#shared/domain/recipe';
import { providerNames } from '#shared/domain/settings';
import type { Ports } from '../ports';

/** What must be known to go on with a run after the engine died. */
const runState = z.object({
  runId: z.number(),
  mode: z.enum(['run', 'step']),
  lot: z.string(),
  recipe,
  recipeSha256: z.string(),
  model: z.string(),
  modelSha256: z.string(),
  provider: z.enum(providerNames),
});
export type RunState = z.infer<typeof runState>;

type Needs = Pick<Ports, 'documents' | 'records' | 'inFlight' | 'clock'>;

export async function keepRunState(state: RunState, { documents }: Needs): Promise<void> {
  await documents.write('state', 'run', state);
}

export async function forgetRunState({ documents, inFlight }: Needs): Promise<void> {
  inFlight.set([]);
  await documents.remove('state', 'run');
}

/**
 * The run that was going on when the engine died, or null. Parts that were in flight then are recorded as
 * not-inspected first, each once.
 */
export async function recoverRun(ports: Needs): Promise<RunState | null> {
  const parsed = runState.safeParse(await ports.documents.read('state', 'run'));
  if (!parsed.success) return null;
  const state = parsed.data;
  for (const part of ports.inFlight.read()) {
    if (part.runId !== state.runId || ports.records.recorded(part.frameKey, { runId: state.runId })) continue;
    const decision = notInspected(
      'engine.crashed',
      'The inspection engine stopped while this part was being inspected: inspect it again.',
    );
    await ports.records.add({
      ...part,
      inspectedAt: ports.clock.date().toISOString(),
      recipeId: state.recipe.id,
      recipeName: state.recipe.name,
      recipeSha256: state.recipeSha256,
      model: state.model,
      modelSha256: state.modelSha256,
      provider: state.provider,
      verdict: decision.verdict,
      reasons: [...decision.reasons],
      findings: [],
      timings: { decodeMs: 0, preprocessMs: 0, inferenceMs: 0, postprocessMs: 0 },
      latencyMs: 0,
      widthPx: 0,
      heightPx: 0,
      imageSha256: null,
      goldenSha256: null,
    });
  }
  ports.inFlight.set([]);
  return state;
}
