import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { serveWeb, type WebServer } from '#electron/hosts/web-server';

let folder: string;
let web: WebServer;
let channels: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loupe-page-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>page');
  await writeFile(join(folder, 'secret.key'), 'not a page file');
  channels = 0;
  web = await serveWeb(folder, 0, () => void channels++);
});
afterEach(async () => {
  await web.close();
  await rm(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, web.url), { headers, redirect: 'manual' });

async function enter(): Promise<string> {
  const answer = await get(web.url);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** The status that the upgrade ends with; 101 where the socket opened. */
function upgrade(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://${new URL(web.url).host}/contract`, { headers });
    socket.on('open', () => (socket.terminate(), resolve(101)));
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => resolve(0));
  });
}

describe('the web host', () => {
  test('without the token nothing is served', async () => {
    expect((await get('/')).status).toBe(403);
    expect((await get('/?token=00')).status).toBe(403);
  });

  test('the token is worth one visit, then the cookie counts', async () => {
    const cookie = await enter();
    expect(await (await get('/', { cookie })).text()).toContain('page');
    expect((await get(web.url)).status).toBe(403);
    expect((await get('/', { cookie: 'loupe=00' })).status).toBe(403);
  });

  test('the cookie is kept from scripts and other sites', async () => {
    const header = (await get(web.url)).headers.get('set-cookie');
    expect(header).toContain('HttpOnly');
    expect(header).toContain('SameSite=Strict');
  });

  test('every answer carries the content security policy', async () => {
    const policy = (await get('/', { cookie: await enter() })).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });

  test('only the page’s kinds of file are served, and none outside its folder', async () => {
    const cookie = await enter();
    expect((await get('/secret.key', { cookie })).status).toBe(404);
    expect((await get('/..%2f..%2fetc%2fpasswd', { cookie })).status).toBe(404);
    expect((await get('/%E0%A4%A', { cookie })).status).toBe(400);
  });

  test('a page of another name that points here is refused (DNS rebinding)', async () => {
    const cookie = await enter();
    const status = await new Promise((resolve) => {
      request(web.url, { headers: { cookie, host: 'evil.example' } }, ({ statusCode }) =>
        resolve(statusCode),
      ).end();
    });
    expect(status).toBe(403);
  });

  test('the socket opens only to the page itself', async () => {
    const cookie = await enter();
    const { origin } = new URL(web.url);
    expect(await upgrade({ cookie, origin })).toBe(101);
    expect(await upgrade({ cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await upgrade({ cookie })).toBe(403);
    expect(await upgrade({ origin })).toBe(403);
    expect(channels).toBe(1);
  });

  test('it listens on the loopback address alone', async () => {
    const { port } = new URL(web.url);
    const others = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
    const outside = others.find(({ family, internal }) => family === 'IPv4' && !internal);
    if (!outside) return;
    await expect(fetch(`http://${outside.address}:${port}/`)).rejects.toThrow();
  });
});
