import { message as messageSchema, type Channel } from '#shared/contract/wire';
import type { AppError } from '#shared/contract/errors';

/** Takes what comes back for one call; `done` or `fail` comes once, and nothing after it. */
export interface Sink {
  next(item: unknown): void;
  done(value: unknown): void;
  fail(error: AppError): void;
}

/** One call under way. */
export interface Call {
  /** Ready for one more item. */
  ack(): void;
  cancel(): void;
}

/** Many calls over one channel, until it closes; then every open call fails. */
export interface Link {
  open(name: string, input: unknown, credit: number, sink: Sink): Call;
  close(): void;
}

export const lostError: AppError = {
  code: 'engine.crashed',
  message: 'The connection to the engine was lost; it restarts by itself.',
  details: {},
};

export function openLink(channel: Channel, onClose: () => void): Link {
  const sinks = new Map<number, Sink>();
  let nextId = 1;
  let closed = false;

  channel.onMessage((data) => {
    const parsed = messageSchema.safeParse(data);
    if (!parsed.success)
      return fail({ code: 'internal', message: 'The engine sent what is no message.', details: {} });
    const message = parsed.data;
    const sink = 'id' in message ? sinks.get(message.id) : undefined;
    if (!sink) return; // cancelled here, still answered there
    if (message.kind === 'next') return sink.next(message.item);
    sinks.delete(message.id);
    if (message.kind === 'done') sink.done(message.value);
    else if (message.kind === 'fail') sink.fail(message.error);
  });
  channel.onClose(() => fail(lostError));

  function fail(error: AppError): void {
    if (closed) return;
    closed = true;
    channel.close();
    const open = [...sinks.values()];
    sinks.clear();
    for (const sink of open) sink.fail(error);
    onClose();
  }

  return {
    open(name, input, credit, sink) {
      const id = nextId++;
      sinks.set(id, sink);
      channel.send({ kind: 'call', id, name, input, credit });
      return {
        ack() {
          if (sinks.has(id)) channel.send({ kind: 'ack', id });
        },
        cancel() {
          if (sinks.delete(id)) channel.send({ kind: 'cancel', id });
        },
      };
    },
    close: () => fail(lostError),
  };
}
