import { decodeMessage, encodeMessage } from '#shared/contract/frames';
import type { Channel } from '#shared/contract/wire';

/** A MessagePort to the engine, in Electron. */
export function portChannel(port: MessagePort): Channel {
  return {
    send: (message) => port.postMessage(message),
    onMessage(listener) {
      port.addEventListener('message', (event) => listener(event.data));
      port.start();
    },
    onClose: (listener) => port.addEventListener('close', listener),
    close: () => port.close(),
  };
}

/** An open WebSocket to the engine, in a browser. A frame that cannot be read ends the connection. */
export function socketChannel(socket: WebSocket): Channel {
  return {
    send(message) {
      if (socket.readyState === socket.OPEN) socket.send(encodeMessage(message));
    },
    onMessage(listener) {
      socket.addEventListener('message', (event: MessageEvent<ArrayBuffer>) =>
        listener(decodeMessage(new Uint8Array(event.data))),
      );
    },
    onClose: (listener) => socket.addEventListener('close', listener),
    close: () => socket.close(),
  };
}
