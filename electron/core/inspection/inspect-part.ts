import { AppFailure, toAppError, type AppError } from '#shared/contract/errors';
import { decide, notInspected, type Decision } from '#shared/domain/decide';
import type { Frame, PixelImage } from '#shared/domain/frame';
import type { PartDraft, Timings } from '#shared/domain/inspection';
import { formatModelRef } from '#shared/domain/model';
import type { Recipe } from '#shared/domain/recipe';
import type { Golden, LoadedModel, Ports, SourceEvent } from '../ports';

/** What a run inspects with; it does not change while the run lasts. */
export interface Setup {
  readonly recipe: Recipe;
  readonly recipeSha256: string;
  readonly model: LoadedModel;
  readonly modelSha256: string;
  /** The golden image for a frame; null where the recipe has none. */
  golden(frame: Frame): Promise<Golden | null>;
}

/** One inspected part that still has to be recorded. */
export interface InspectedPart {
  readonly draft: PartDraft;
  /** The frame's pixels; null where there are none to show. */
  readonly image: PixelImage | null;
  /** Why it was not inspected; null when it was. */
  readonly fault: AppError | null;
}

type Identity = Pick<PartDraft, 'runId' | 'serial' | 'lot'>;
type Needs = Pick<Ports, 'clock' | 'codec' | 'images'> & {
  readonly machine: Pick<Ports['machine'], 'report'>;
};

const noTimings: Timings = { decodeMs: 0, preprocessMs: 0, inferenceMs: 0, postprocessMs: 0 };

/**
 * From what the source delivered to a part with its verdict. Never rejects: whatever goes wrong makes the part
 * not-inspected with the reason. The image is stored while the model looks at it.
 */
export async function inspectPart(
  event: SourceEvent,
  identity: Identity,
  setup: Setup,
  ports: Needs,
): Promise<InspectedPart> {
  if (event.kind === 'bad') return conclude(failed(event.error), event, identity, setup, ports);
  try {
    return conclude(
      await inspectFrame(event.frame, event.decodeMs, setup, ports),
      event,
      identity,
      setup,
      ports,
    );
  } catch (thrown) {
    return conclude(failed(toAppError(thrown, ports.machine.report)), event, identity, setup, ports);
  }
}

interface Outcome {
  readonly decision: Decision;
  readonly timings: Timings;
  readonly image: PixelImage | null;
  readonly imageSha256: string | null;
  readonly goldenSha256: string | null;
  readonly fault: AppError | null;
}

function failed(fault: AppError): Outcome {
  return {
    decision: notInspected(fault.code, fault.message),
    timings: noTimings,
    image: null,
    imageSha256: null,
    goldenSha256: null,
    fault,
  };
}

async function inspectFrame(frame: Frame, decodeMs: number, setup: Setup, ports: Needs): Promise<Outcome> {
  const { recipe, model } = setup;
  const golden = await setup.golden(frame);
  // The codec copies the pixels before it gives its promise, so that the model may take the memory right after.
  const encoding = frame.encoded ?? (recipe.keepImages === 'none' ? null : ports.codec.encode(frame.image));
  const store = async () => (encoding ? ports.images.put(await encoding) : null);
  const storing = recipe.keepImages === 'all' ? store() : null;
  storing?.catch(() => {}); // awaited below, also when the model fails first

  const inspected = await settle(model.inspect(frame.image, golden));
  const decision = inspected.ok
    ? decide(inspected.value.predictions, recipe)
    : notInspected(inspected.error.code, inspected.error.message);
  const keeps = recipe.keepImages === 'not-pass' && decision.verdict !== 'pass';
  const imageSha256 = await (storing ?? (keeps ? store() : null));
  return {
    decision,
    timings: inspected.ok ? { decodeMs, ...inspected.value.timings } : { ...noTimings, decodeMs },
    image: inspected.ok ? inspected.value.image : null,
    imageSha256,
    goldenSha256: golden?.sha256 ?? null,
    fault: inspected.ok ? null : inspected.error,
  };

  async function settle<T>(work: Promise<T>) {
    try {
      return { ok: true as const, value: await work };
    } catch (thrown) {
      if (!(thrown instanceof AppFailure)) throw thrown;
      return { ok: false as const, error: thrown.error };
    }
  }
}

function conclude(
  outcome: Outcome,
  { frame }: SourceEvent,
  identity: Identity,
  { recipe, recipeSha256, model, modelSha256 }: Setup,
  { clock }: Needs,
): InspectedPart {
  return {
    draft: {
      ...identity,
      frameKey: frame.key,
      frameName: frame.name,
      sequence: frame.sequence,
      inspectedAt: clock.date().toISOString(),
      recipeId: recipe.id,
      recipeName: recipe.name,
      recipeSha256,
      model: formatModelRef(model.manifest),
      modelSha256,
      provider: model.provider,
      verdict: outcome.decision.verdict,
      reasons: [...outcome.decision.reasons],
      findings: [...outcome.decision.findings],
      timings: outcome.timings,
      latencyMs: clock.nowMs() - frame.capturedAtMs,
      widthPx: outcome.image?.widthPx ?? 0,
      heightPx: outcome.image?.heightPx ?? 0,
      imageSha256: outcome.imageSha256,
      goldenSha256: outcome.goldenSha256,
    },
    image: outcome.image,
    fault: outcome.fault,
  };
}
