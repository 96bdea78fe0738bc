import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol, type Session } from 'electron';
import { contentSecurityPolicy, mediaTypes } from '#shared/contract/page';

const scheme = 'loupe';
export const pageOrigin = `${scheme}://app`;

/** Before the app is ready: the page's own scheme is a secure, standard origin. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built page; a path that leaves its folder is not found. */
export function serveLocalPage(session: Session, folder: string): void {
  session.protocol.handle(scheme, async (request) => {
    const { pathname } = new URL(request.url);
    const path = normalize(join(folder, pathname === '/' ? 'index.html' : decodeURIComponent(pathname)));
    const type = mediaTypes[extname(path)];
    if (!path.startsWith(folder + sep) || type === undefined) return new Response(null, { status: 404 });
    try {
      const headers = { 'content-type': type, 'content-security-policy': contentSecurityPolicy };
      return new Response(await readFile(path), { headers });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}
