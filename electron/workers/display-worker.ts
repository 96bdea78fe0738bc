/** The display thread: makes pictures for the screen for electron/adapters/image/display-thread.ts, one after another. */
import { parentPort } from 'node:worker_threads';
import type { DisplayRequest } from '#electron/adapters/image/display-thread';
import { displayOf } from '#electron/adapters/image/display';

const port = parentPort;
if (!port) throw new Error('the display worker runs as a thread');
port.on('message', ({ image, maxPx }: DisplayRequest) => {
  const { widthPx, heightPx } = image;
  // A failure ends the thread: whoever asked makes the picture itself and finds out why.
  void displayOf(image, { x: 0, y: 0, widthPx, heightPx }, maxPx).then((shown) => {
    port.postMessage(shown, [shown.bytes.buffer]);
  });
});
