import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';
import { AppFailure } from '#shared/contract/errors';
import { decodeMessage, encodeMessage } from '#shared/contract/frames';
import { contentSecurityPolicy, mediaTypes } from '#shared/contract/page';
import type { Channel } from '#shared/contract/wire';

export interface WebServer {
  /** Opens the station once: the token in it is worth one visit, from then on a cookie counts. */
  readonly url: string;
  close(): Promise<void>;
}

const largestMessageBytes = 256 * 1024 * 1024;

/**
 * The station for a browser on this machine: the page over HTTP, the contract over a WebSocket, on the loopback
 * address alone. A visitor needs the one-time token; the WebSocket also must come from the page itself (Origin).
 * @param port 0: any free one
 */
export async function serveWeb(
  folder: string,
  port: number,
  onChannel: (channel: Channel) => void,
): Promise<WebServer> {
  const session = randomBytes(32).toString('hex');
  let token: string | null = randomBytes(32).toString('hex');
  const server = createServer((request, response) => {
    answer(request, response).catch(() => end(response, 400)); // an address that is none
  });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessageBytes,
    perMessageDeflate: false,
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const sentence = `Port ${port} cannot be used here (${cause.code}): choose another.`;
      reject(new AppFailure('unavailable', sentence, { port }, cause));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  server.on('upgrade', (request, socket, head) => {
    const own = request.headers.origin === origin && isHere(request) && request.url === '/contract';
    if (!own || !hasSession(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => onChannel(socketChannel(webSocket)));
  });

  /** A page elsewhere that points its own name at this address is not served. */
  function isHere(request: IncomingMessage): boolean {
    return request.headers.host === origin.slice('http://'.length);
  }

  function hasSession(request: IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? '').split('; ');
    return cookies.some((cookie) => same(cookie, `loupe=${session}`));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', origin);
    if (!isHere(request) || request.method !== 'GET') return end(response, 403);
    const given = searchParams.get('token');
    if (given !== null) {
      if (token === null || !same(given, token)) return end(response, 403);
      token = null;
      response.setHeader('set-cookie', `loupe=${session}; HttpOnly; SameSite=Strict; Path=/`);
      response.setHeader('location', '/');
      return end(response, 303);
    }
    if (!hasSession(request)) return end(response, 403);
    const path = normalize(join(folder, pathname === '/' ? 'index.html' : decodeURIComponent(pathname)));
    const type = mediaTypes[extname(path)];
    if (!path.startsWith(folder + sep) || type === undefined) return end(response, 404);
    const bytes = await readFile(path).catch(() => null);
    if (bytes === null) return end(response, 404);
    response.setHeader('content-type', type);
    end(response, 200, bytes);
  }

  return {
    url: `${origin}/?token=${token}`,
    async close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function end(response: ServerResponse, status: number, body?: Uint8Array): void {
  response.setHeader('content-security-policy', contentSecurityPolicy);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.writeHead(status).end(body);
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function socketChannel(socket: WebSocket): Channel {
  return {
    send(message) {
      if (socket.readyState === socket.OPEN) socket.send(encodeMessage(message));
    },
    onMessage(listener) {
      socket.on('message', (data: Buffer) => {
        try {
          listener(decodeMessage(data));
        } catch {
          socket.close(1003, 'not a message of Loupe');
        }
      });
    },
    onClose: (listener) => void socket.on('close', listener),
    close: () => socket.close(),
  };
}
