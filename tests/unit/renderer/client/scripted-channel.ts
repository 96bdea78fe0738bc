import type { Channel, Message } from '#shared/contract/wire';

/** A channel whose other end is the test: what the page sent is in `sent`, and the test answers by hand. */
export function scriptedChannel() {
  const sent: Message[] = [];
  const listeners: ((data: unknown) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  let closed = false;
  const channel: Channel = {
    send: (message) => void sent.push(message),
    onMessage: (listener) => void listeners.push(listener),
    onClose: (listener) => void closeListeners.push(listener),
    close() {
      closed = true;
    },
  };
  return {
    channel,
    sent,
    isClosed: () => closed,
    answer: (data: unknown) => listeners.forEach((listener) => listener(data)),
    breakDown: () => closeListeners.forEach((listener) => listener()),
    kinds: () => sent.map(({ kind }) => kind),
  };
}

/** Lets everything run that waits for promises only. */
export const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
