import {
  contract,
  type Name,
  type OutputOf,
  type ParsedInputOf,
  type RequestName,
  type StreamName,
} from '#shared/contract/contract';
import { AppFailure, toAppError } from '#shared/contract/errors';
import { message as messageSchema, type Channel } from '#shared/contract/wire';

/** What answers a contract entry: requests give a value, streams give items until they end or are left. */
export type Handlers = {
  readonly [N in RequestName]: (input: ParsedInputOf<N>, signal: AbortSignal) => Promise<OutputOf<N>>;
} & {
  readonly [N in StreamName]: (input: ParsedInputOf<N>, signal: AbortSignal) => AsyncIterable<OutputOf<N>>;
};

interface Call {
  readonly abort: AbortController;
  /** Items that the page is ready for. */
  credit: number;
  /** Wakes the sender that waits for credit. */
  wake: () => void;
}

/**
 * Serves the contract on one channel until it closes. Everything that arrives is parsed first; everything that is
 * thrown becomes a value here and nowhere else.
 * @param report keeps an unexpected exception in the log and gives the entry's id
 */
export function serve(channel: Channel, handlers: Handlers, report: (thrown: unknown) => string): void {
  const calls = new Map<number, Call>();

  channel.onMessage((data) => {
    const parsed = messageSchema.safeParse(data);
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.kind === 'call') void answer(message.id, message.name, message.input, message.credit);
    else if (message.kind === 'cancel') cancel(calls.get(message.id));
    else if (message.kind === 'ack') ack(calls.get(message.id));
  });
  channel.onClose(() => calls.forEach(cancel));

  async function answer(id: number, name: string, input: unknown, credit: number): Promise<void> {
    if (calls.has(id)) return;
    const call: Call = { abort: new AbortController(), credit, wake: () => {} };
    calls.set(id, call);
    try {
      channel.send({
        kind: 'done',
        id,
        value: await perform(name, input, call, (item) => channel.send({ kind: 'next', id, item })),
      });
    } catch (thrown) {
      channel.send({ kind: 'fail', id, error: toAppError(thrown, report) });
    } finally {
      calls.delete(id);
    }
  }

  async function perform(
    name: string,
    input: unknown,
    call: Call,
    send: (item: unknown) => void,
  ): Promise<unknown> {
    if (!isName(name)) throw new AppFailure('input.invalid', `There is no request called ${name}.`, { name });
    const entry = contract[name];
    const parsed = entry.input.safeParse(input);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const where = issue?.path.join('.') ?? '';
      throw new AppFailure('input.invalid', `${where || name}: ${issue?.message ?? 'not valid'}.`, {
        field: where,
      });
    }
    const handler = handlers[name] as (
      input: unknown,
      signal: AbortSignal,
    ) => Promise<unknown> | AsyncIterable<unknown>;
    const outcome = handler(parsed.data, call.abort.signal);
    if (!(Symbol.asyncIterator in outcome)) return await outcome;
    await sendItems(outcome, call, send);
    return null;
  }
}

function isName(name: string): name is Name {
  return Object.hasOwn(contract, name);
}

function ack(call: Call | undefined): void {
  if (!call) return;
  call.credit++;
  call.wake();
}

function cancel(call: Call | undefined): void {
  call?.abort.abort();
  call?.wake();
}

async function credit(call: Call): Promise<void> {
  while (call.credit === 0 && !call.abort.signal.aborted) {
    await new Promise<void>((resolve) => (call.wake = resolve));
  }
  call.abort.signal.throwIfAborted();
  call.credit--;
}

/** One item a credit: the handler's iterator is asked only when the page is ready, so that `latest` means latest. */
async function sendItems(
  items: AsyncIterable<unknown>,
  call: Call,
  send: (item: unknown) => void,
): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (;;) {
      await credit(call);
      const next = await iterator.next();
      if (next.done) return;
      send(next.value);
    }
  } finally {
    await iterator.return?.();
  }
}
