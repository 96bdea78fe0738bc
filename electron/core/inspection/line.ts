import { toAppError, type AppError } from '#shared/contract/errors';
import { notInspected } from '#shared/domain/decide';
import type { PixelImage } from '#shared/domain/frame';
import type { Part, PartDraft } from '#shared/domain/inspection';
import { diskFloorBytes } from '#shared/domain/settings';
import type { InFlightPart, Ports, SourceEvent } from '../ports';
import { inspectPart, type InspectedPart, type Setup } from './inspect-part';

export interface LineOptions {
  readonly runId: number;
  readonly setup: Setup;
  /** What the source delivers until it ends or the signal aborts. */
  events(signal: AbortSignal): AsyncIterable<SourceEvent>;
  /** Ends the run: parts under way are still recorded. */
  readonly signal: AbortSignal;
  /** Serial and lot of the part that is being looked at now; called once a part, in order. */
  identify(): Pick<PartDraft, 'serial' | 'lot'>;
  /** Free bytes on the data folder's disk, as last measured. */
  freeBytes(): number;
  /** A part is recorded: now it may be shown and signalled. */
  onPart(part: Part, image: PixelImage | null): void;
}

/**
 * The inspection loop: every event of the source becomes one record, in order, before anyone sees its verdict.
 * Two parts are under way at most: while one is inspected, the next is fetched and waits at the model, so that
 * the model never waits; the source waits when both places are taken.
 * @returns the fault that stopped the line, or null when the source ended or was closed
 */
export async function runLine(options: LineOptions, ports: Ports): Promise<AppError | null> {
  const { runId, setup, signal } = options;
  const stop = new AbortController();
  const inFlight: InFlightPart[] = [];
  let fault: AppError | null = null;
  let recorded = Promise.resolve();

  for await (const event of options.events(AbortSignal.any([signal, stop.signal]))) {
    const identity = { runId, ...options.identify() };
    const { key: frameKey, name: frameName, sequence } = event.frame;
    inFlight.push({ ...identity, frameKey, frameName, sequence });
    ports.inFlight.set(inFlight);

    const inspecting = inspectPart(event, identity, setup, ports);
    const previous = recorded;
    recorded = previous.then(async () => record(await inspecting));
    await previous;
  }
  await recorded;
  return fault;

  /** Never rejects. A part that cannot be recorded was not inspected: nobody sees a verdict, and the line stands. */
  async function record(inspected: InspectedPart): Promise<void> {
    const { draft, image, fault: partFault } = unlessDiskIsFull(inspected, options.freeBytes());
    try {
      const part = await ports.records.add(draft);
      inFlight.shift();
      ports.inFlight.set(inFlight);
      options.onPart(part, image);
      const stops = setup.recipe.onFault === 'stop' || partFault?.code === 'disk.full';
      if (partFault && stops) stopWith(partFault);
    } catch (thrown) {
      stopWith(toAppError(thrown, ports.machine.report));
    }
  }

  function stopWith(reason: AppError): void {
    fault ??= reason;
    stop.abort();
  }
}

/** Below the floor a verdict could not be kept with its image: the part is not-inspected, whatever the model said. */
function unlessDiskIsFull(inspected: InspectedPart, freeBytes: number): InspectedPart {
  if (freeBytes >= diskFloorBytes) return inspected;
  const fault = diskFull();
  const decision = notInspected(fault.code, fault.message);
  return {
    ...inspected,
    draft: { ...inspected.draft, ...decision, findings: [], reasons: [...decision.reasons] },
    fault,
  };
}

export function diskFull(): AppError {
  return {
    code: 'disk.full',
    message: 'The disk is full: free some space or move the data folder, then start again.',
    details: {},
  };
}
