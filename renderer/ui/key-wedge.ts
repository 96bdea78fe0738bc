/**
 * Tells a barcode scanner from a person. A scanner is a keyboard that types very fast and ends with Enter;
 * its first character must not start a shortcut. So a character is held for a moment: alone it was a key,
 * in a fast row that ends with Enter it was a scan. What counts is when the keys were pressed, not when a busy
 * page came to hear of them: a code is never cut in two.
 */
export interface KeyWedge {
  /** A printable character, pressed at this time (an event's `timeStamp`, ms). */
  character(key: string, atMs: number): void;
  /** Enter; true: it ended a scan and is used up. */
  enter(atMs: number): boolean;
}

interface Options {
  /** Characters of a scan follow each other within this, ms. People rarely press two keys so fast. */
  readonly gapMs?: number;
  /** Shorter codes are taken for keys. */
  readonly minLength?: number;
  /** A row has begun: whatever the characters are going to change can be put back. */
  onStart(): void;
  onKey(key: string): void;
  onScan(text: string): void;
  /** Calls back after a time; returns the undo. */
  schedule(callback: () => void, delayMs: number): () => void;
}

export function createKeyWedge({
  gapMs = 50,
  minLength = 4,
  onStart,
  onKey,
  onScan,
  schedule,
}: Options): KeyWedge {
  let row = '';
  /** So many characters of the row have been given out as keys. */
  let released = 0;
  let lastMs = 0;
  let undo = () => {};

  /** No more characters seem to come. Where one does that was pressed in time, the row goes on. */
  function release(): void {
    if (row.length < minLength) for (const key of row.slice(released)) onKey(key);
    released = row.length;
  }

  /** Ends a row that the next key is too late for. */
  function settle(atMs: number): void {
    undo();
    if (atMs - lastMs <= gapMs) return;
    release();
    [row, released] = ['', 0];
  }

  return {
    character(key, atMs) {
      settle(atMs);
      if (row === '') onStart();
      row += key;
      lastMs = atMs;
      undo = schedule(release, gapMs);
    },
    enter(atMs) {
      settle(atMs);
      const text = row;
      if (text.length < minLength) release();
      [row, released] = ['', 0];
      if (text.length < minLength) return false;
      onScan(text);
      return true;
    },
  };
}
