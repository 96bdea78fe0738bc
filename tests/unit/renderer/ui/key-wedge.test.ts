import { beforeEach, describe, expect, it } from 'vitest';
import { createKeyWedge, type KeyWedge } from '../../../../renderer/ui/key-wedge';

let nowMs: number;
let due: { atMs: number; callback: () => void } | null;
let seen: string[];
let wedge: KeyWedge;

/** Lets time pass, as a timer would see it. */
function pass(durationMs: number): void {
  nowMs += durationMs;
  if (due && due.atMs <= nowMs) {
    const { callback } = due;
    due = null;
    callback();
  }
}

function type(text: string, gapMs: number): void {
  for (const character of text) {
    wedge.character(character, nowMs);
    pass(gapMs);
  }
}

beforeEach(() => {
  nowMs = 0;
  due = null;
  seen = [];
  wedge = createKeyWedge({
    onStart: () => seen.push('start'),
    onKey: (key) => seen.push(`key ${key}`),
    onScan: (text) => seen.push(`scan ${text}`),
    schedule(callback, delayMs) {
      due = { atMs: nowMs + delayMs, callback };
      return () => {
        due = null;
      };
    },
  });
});

describe('the key wedge', () => {
  it('takes a fast row that ends with Enter for a scan, with no shortcut from its characters', () => {
    type('SC-4711 O', 8);
    expect(wedge.enter(nowMs)).toBe(true);
    pass(1000);
    expect(seen).toEqual(['start', 'scan SC-4711 O']);
  });

  it('takes a single key for a shortcut, once no other follows', () => {
    wedge.character('s', nowMs);
    pass(49);
    expect(seen).toEqual(['start']);
    pass(1);
    expect(seen).toEqual(['start', 'key s']);
  });

  it('leaves the typing of a person alone', () => {
    type('abcdef', 120);
    expect(wedge.enter(nowMs)).toBe(false);
    expect(seen.filter((event) => event.startsWith('scan'))).toEqual([]);
    expect(seen.filter((event) => event.startsWith('key'))).toEqual(
      Array.from('abcdef').map((key) => `key ${key}`),
    );
  });

  it('takes two keys pressed almost at once for two keys', () => {
    type('co', 10);
    pass(100);
    expect(seen).toEqual(['start', 'key c', 'key o']);
  });

  it('gives a short row that Enter ends as keys, and Enter to the page', () => {
    type('co', 10);
    expect(wedge.enter(nowMs)).toBe(false);
    pass(100);
    expect(seen).toEqual(['start', 'key c', 'key o']);
  });

  it('gives no shortcuts for a scan that was broken off', () => {
    type('SC-4711', 8);
    pass(200);
    expect(wedge.enter(nowMs)).toBe(false);
    expect(seen).toEqual(['start']);
  });

  it('takes two scans for two', () => {
    type('AAAA', 5);
    wedge.enter(nowMs);
    type('BBBB', 5);
    wedge.enter(nowMs);
    expect(seen).toEqual(['start', 'scan AAAA', 'start', 'scan BBBB']);
  });

  it('never cuts a code in two because the page was busy while it came', () => {
    const pressed = Array.from('SN-4711005').map((character, index) => ({ character, atMs: index * 10 }));
    for (const { character, atMs } of pressed) {
      // The page hears of each key long after it was pressed, and its timer runs out in between.
      wedge.character(character, atMs);
      pass(300);
    }
    expect(wedge.enter(100)).toBe(true);
    expect(seen.filter((event) => event.startsWith('scan'))).toEqual(['scan SN-4711005']);
    expect(seen.filter((event) => event === 'start')).toHaveLength(1);
  });

  it('takes what was pressed slowly for keys although a busy page hears of it all at once', () => {
    for (const [index, key] of Array.from('socd').entries()) wedge.character(key, index * 200);
    expect(wedge.enter(1000)).toBe(false);
    expect(seen.filter((event) => !event.startsWith('start'))).toEqual(['key s', 'key o', 'key c', 'key d']);
  });
});
