import {
  contract,
  type InputOf,
  type Name,
  type OutputOf,
  type RequestName,
  type StreamName,
} from '#shared/contract/contract';
import { AppFailure, type AppError, type Result } from '#shared/contract/errors';
import type { Channel } from '#shared/contract/wire';
import { openLink, type Link } from './link';

/** `epoch` counts the channels so far: when it changes, every stream has to be opened again. */
export interface Connection {
  readonly state: 'connecting' | 'open' | 'lost';
  readonly epoch: number;
}

export interface StreamOptions {
  readonly signal?: AbortSignal;
  /** Items that may be under way before the loop has dealt with one. */
  readonly credit?: number;
}

export interface Client {
  /** Never rejects: a failure is a value. While the connection is lost it fails at once, nothing is kept for later. */
  request<N extends RequestName>(
    name: N,
    input: InputOf<N>,
    signal?: AbortSignal,
  ): Promise<Result<OutputOf<N>>>;
  /**
   * Ends with the engine's end, or quietly when the signal aborts or the loop is left; otherwise throws AppFailure.
   * The next item is asked for when the loop comes back for it.
   */
  stream<N extends StreamName>(
    name: N,
    input: InputOf<N>,
    options?: StreamOptions,
  ): AsyncGenerator<OutputOf<N>, void, void>;
  /** Uses this channel from now on, in place of the one before. */
  attach(channel: Channel): void;
  connection(): Connection;
  onConnection(listener: () => void): () => void;
}

const unavailable: AppError = {
  code: 'unavailable',
  message: 'The engine is not connected; try again in a moment.',
  details: {},
};
const cancelled: AppError = { code: 'cancelled', message: 'It was cancelled.', details: {} };

export function createClient(): Client {
  let link: Link | null = null;
  let connection: Connection = { state: 'connecting', epoch: 0 };
  const listeners = new Set<() => void>();

  function change(next: Connection): void {
    connection = next;
    for (const listener of listeners) listener();
  }

  function onConnection(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Waits for the first channel only: what was asked for during an outage must not happen later by surprise. */
  async function ready(signal: AbortSignal | undefined): Promise<Link | null> {
    if (connection.state !== 'connecting') return link;
    await new Promise<void>((resolve) => {
      const finish = () => {
        leave();
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      const leave = onConnection(finish);
      signal?.addEventListener('abort', finish);
    });
    return link;
  }

  return {
    async request(name, input, signal) {
      const current = await ready(signal);
      if (signal?.aborted) return { ok: false, error: cancelled };
      if (!current) return { ok: false, error: unavailable };
      return await new Promise((resolve) => {
        const settle = (result: Result<OutputOf<typeof name>>) => {
          signal?.removeEventListener('abort', abort);
          resolve(result);
        };
        const call = current.open(name, input, 0, {
          next: () => {},
          done: (value) => settle(parse(name, value)),
          fail: (error) => settle({ ok: false, error }),
        });
        const abort = () => {
          call.cancel();
          settle({ ok: false, error: cancelled });
        };
        signal?.addEventListener('abort', abort);
      });
    },

    async *stream(name, input, { signal, credit = 1 } = {}) {
      const current = await ready(signal);
      if (signal?.aborted) return;
      if (!current) throw failure(unavailable);
      const items: unknown[] = []; // bounded by the credit
      let end: { error: AppError | null } | null = null;
      let wake = () => {};
      const finish = (error: AppError | null) => {
        end ??= { error };
        wake();
      };
      const call = current.open(name, input, credit, {
        next(item) {
          items.push(item);
          wake();
        },
        done: () => finish(null),
        fail: finish,
      });
      const abort = () => wake();
      signal?.addEventListener('abort', abort);
      const ended = () => end;
      try {
        for (;;) {
          while (items.length === 0 && !ended() && !signal?.aborted) {
            await new Promise<void>((resolve) => (wake = resolve));
          }
          if (signal?.aborted) return;
          if (items.length > 0) {
            const parsed = parse(name, items.shift());
            if (!parsed.ok) throw failure(parsed.error);
            yield parsed.value;
            call.ack();
            continue;
          }
          const error = ended()?.error;
          if (error) throw failure(error);
          return;
        }
      } finally {
        signal?.removeEventListener('abort', abort);
        call.cancel();
      }
    },

    attach(channel) {
      const previous = link;
      link = null;
      previous?.close();
      const opened = openLink(channel, () => {
        if (link !== opened) return;
        link = null;
        change({ state: 'lost', epoch: connection.epoch });
      });
      link = opened;
      change({ state: 'open', epoch: connection.epoch + 1 });
    },
    connection: () => connection,
    onConnection,
  };
}

function parse<N extends Name>(name: N, value: unknown): Result<OutputOf<N>> {
  const parsed = contract[name].output.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data as OutputOf<N> };
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  return {
    ok: false,
    error: {
      code: 'internal',
      message: `The engine's answer to ${name} has another form (${where}).`,
      details: {},
    },
  };
}

function failure(error: AppError): AppFailure {
  return new AppFailure(error.code, error.message, error.details);
}
