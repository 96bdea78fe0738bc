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
    wedge.character(character);
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
    expect(wedge.enter()).toBe(true);
    pass(1000);
    expect(seen).toEqual(['start', 'scan SC-4711 O']);
  });

  it('takes a single key for a shortcut, once no other follows', () => {
    wedge.character('s');
    pass(49);
    expect(seen).toEqual(['start']);
    pass(1);
    expect(seen).toEqual(['start', 'key s']);
  });

  it('leaves the typing of a person alone', () => {
    type('abcdef', 120);
    expect(wedge.enter()).toBe(false);
    expect(seen.filter((event) => event.startsWith('scan'))).toEqual([]);
    expect(seen.filter((event) => event.startsWith('key'))).toHaveLength(6);
  });

  it('takes two keys pressed almost at once for two keys', () => {
    type('co', 10);
    pass(100);
    expect(seen).toEqual(['start', 'key c', 'key o']);
  });

  it('gives no shortcuts for a scan that was broken off', () => {
    type('SC-4711', 8);
    pass(200);
    expect(wedge.enter()).toBe(false);
    expect(seen).toEqual(['start']);
  });

  it('takes two scans for two', () => {
    type('AAAA', 5);
    wedge.enter();
    type('BBBB', 5);
    wedge.enter();
    expect(seen).toEqual(['start', 'scan AAAA', 'start', 'scan BBBB']);
  });
});
