import { app, session, type Session, type WebContents } from 'electron';
import { pageOrigin, serveLocalPage } from './page';

/** What Electron allows by default and an inspection station does not need is denied here, in one place. */
export function harden(pageFolder: string): void {
  const current = session.defaultSession;
  serveLocalPage(current, pageFolder);
  current.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  current.setPermissionCheckHandler(() => false);
  current.setDevicePermissionHandler(() => false);
  blockNetwork(current);
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

/** No packet leaves the machine: the page reaches its own files and nothing else. */
function blockNetwork(current: Session): void {
  const allowed = [`${pageOrigin}/`, 'devtools://', 'blob:', 'data:'];
  current.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !allowed.some((start) => url.startsWith(start)) });
  });
}

function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
