import { z } from 'zod';
import { appError, type AppError } from './errors';

/**
 * What travels between the page and the engine, whatever the transport.
 * The page sends call, ack and cancel; the engine answers next (streams), then done or fail, once a call.
 * An ack is one credit: the engine sends one `next` a credit; a call to a stream starts with `credit` of them.
 */
export type Message =
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly name: string;
      readonly input: unknown;
      readonly credit: number;
    }
  | { readonly kind: 'ack'; readonly id: number }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'next'; readonly id: number; readonly item: unknown }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'fail'; readonly id: number; readonly error: AppError };

const id = z.int().min(0);

export const message: z.ZodType<Message> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('call'),
    id,
    name: z.string().max(100),
    input: z.unknown(),
    credit: z.int().min(0).max(1000),
  }),
  z.object({ kind: z.literal('ack'), id }),
  z.object({ kind: z.literal('cancel'), id }),
  z.object({ kind: z.literal('next'), id, item: z.unknown() }),
  z.object({ kind: z.literal('done'), id, value: z.unknown() }),
  z.object({ kind: z.literal('fail'), id, error: appError }),
]);

/** One end of a two-way pipe; both transports (a MessagePort, a WebSocket) look like this. */
export interface Channel {
  send(message: Message): void;
  /** Called for each message that arrives; the values still have to be parsed. */
  onMessage(listener: (data: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}
