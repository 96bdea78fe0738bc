import { portChannel, socketChannel } from './channels';
import type { Client } from './client';

const retryMs = 500;

/**
 * Gives the client its channels, the first and one after each restart of the engine: in the window a MessagePort
 * that the preload hands over, in a browser a WebSocket to the host that served the page (its cookie counts).
 */
export function connect(client: Client): void {
  if (window.location.protocol.startsWith('http')) connectBySocket(client);
  else connectByPort(client);
}

function connectByPort(client: Client): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const port = event.ports[0];
    if (event.source === window && event.data === 'loupe-port' && port) client.attach(portChannel(port));
  });
}

function connectBySocket(client: Client): void {
  const address = new URL('/contract', window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address);
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('open', () => client.attach(socketChannel(socket)));
  socket.addEventListener('close', () => setTimeout(() => connectBySocket(client), retryMs));
}
