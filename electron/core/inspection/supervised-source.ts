import { AppFailure, type AppError } from '#shared/contract/errors';
import type { SourceConfig, SourceStatus } from '#shared/domain/source';
import type { Clock, OpenOptions, OpenSource, Source, SourceEvent } from '../ports';

export interface SupervisedSource {
  /** Events until the source ends or the signal aborts; a lost source is opened again until it answers. */
  events(signal: AbortSignal): AsyncIterable<SourceEvent>;
  /** Asks the source for one frame; without effect while it is lost. */
  trigger(): Promise<void>;
  /** For a source whose events are never read; reading them to their end closes it, too. */
  close(): Promise<void>;
}

export interface SupervisionOptions extends OpenOptions {
  onStatus(status: SourceStatus, fault: AppError | null): void;
  /** Wait for a source that is not there at first, instead of failing: after a restart of the engine. */
  readonly patient: boolean;
}

const firstRetryMs = 250;
const longestRetryMs = 5000;

/**
 * Keeps a source open. Throws AppFailure source.missing when it cannot be opened the first time, unless `patient`.
 * Retries after 0.25 s, then twice as long each time, at most 5 s.
 */
export async function superviseSource(
  openSource: OpenSource,
  config: SourceConfig,
  clock: Clock,
  options: SupervisionOptions,
): Promise<SupervisedSource> {
  let nextSequence = options.nextSequence;
  let source: Source | null = null;
  /** Begun before anyone reads: what the line needs besides gets ready meanwhile. */
  let opening: Promise<Source> | null = null;

  /** Since a loss: a source that may be silent is back when it opens, one that may not when it delivers. */
  let lost = false;

  async function open(): Promise<Source> {
    if (!lost) options.onStatus('opening', null);
    const opened = await openSource(config, { ...options, nextSequence });
    if (!lost || config.silentAfterMs === null) live();
    return opened;
  }

  function live(): void {
    lost = false;
    options.onStatus('live', null);
  }

  async function* deliver(signal: AbortSignal): AsyncIterable<SourceEvent> {
    let retryMs = firstRetryMs;
    while (!signal.aborted) {
      try {
        source ??= await (opening ?? open());
        opening = null;
        for await (const event of source.events(signal)) {
          if (lost) live();
          retryMs = firstRetryMs;
          nextSequence = event.frame.sequence + 1;
          yield event;
        }
        return options.onStatus(signal.aborted ? 'closed' : 'ended', null);
      } catch (thrown) {
        opening = null;
        if (signal.aborted) return options.onStatus('closed', null);
        if (!(thrown instanceof AppFailure)) throw thrown;
        lost = true;
        options.onStatus('lost', thrown.error);
      } finally {
        await source?.close();
        source = null;
      }
      await clock.sleep(retryMs, signal).catch(() => {}); // aborted: the loop ends
      retryMs = Math.min(retryMs * 2, longestRetryMs);
    }
    options.onStatus('closed', null);
  }

  opening = open();
  if (options.patient)
    opening.catch(() => {}); // told and tried again when the events are read
  else source = await opening;
  return {
    events: deliver,
    trigger: async () => source?.trigger(),
    async close() {
      const opened = source ?? (await opening?.catch(() => null));
      await opened?.close();
    },
  };
}
