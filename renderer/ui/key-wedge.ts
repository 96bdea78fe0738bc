/**
 * Tells a barcode scanner from a person. A scanner is a keyboard that types very fast and ends with Enter;
 * its first character must not start a shortcut. So a character is held for a moment: alone it was a key,
 * in a fast row that ends with Enter it was a scan.
 */
export interface KeyWedge {
  /** A printable character. */
  character(key: string): void;
  /** Enter; true: it ended a scan and is used up. */
  enter(): boolean;
}

interface Options {
  /** Characters of a scan follow each other within this, ms. People rarely type two keys so fast. */
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
  let held = '';
  let undo = () => {};

  function release(): void {
    const keys = held;
    held = '';
    if (keys.length < minLength) for (const key of keys) onKey(key);
  }

  return {
    character(key) {
      undo();
      if (held === '') onStart();
      held += key;
      undo = schedule(release, gapMs);
    },
    enter() {
      if (held.length < minLength) return false;
      undo();
      const text = held;
      held = '';
      onScan(text);
      return true;
    },
  };
}
