import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openInFlight } from '#electron/adapters/store/in-flight';
import { newFolder } from './opened';

const part = {
  runId: 3,
  frameKey: '/line/板_1.png',
  frameName: '板_1.png',
  sequence: 12,
  serial: 'SN-1',
  lot: '',
};

test('what was set last is read, also by the next process', () => {
  const path = join(newFolder(), 'in-flight');
  const inFlight = openInFlight(path);
  expect(inFlight.read()).toEqual([]);
  inFlight.set([part, { ...part, sequence: 13 }]);
  inFlight.set([part]);
  inFlight.close();
  const again = openInFlight(path);
  onTestFinished(() => again.close());
  expect(again.read()).toEqual([part]);
  again.set([]);
  expect(again.read()).toEqual([]);
});

test('a record that was cut or changed anywhere reads as empty', () => {
  const path = join(newFolder(), 'in-flight');
  const inFlight = openInFlight(path);
  onTestFinished(() => inFlight.close());
  inFlight.set([part]);
  const whole = readFileSync(path);
  for (let length = 0; length < whole.length; length++) {
    writeFileSync(path, whole.subarray(0, length));
    expect(inFlight.read()).toEqual([]);
  }
  for (let at = 0; at < whole.length; at++) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 0x10;
    writeFileSync(path, changed);
    expect(inFlight.read()).toEqual([]);
  }
  writeFileSync(path, whole);
  expect(inFlight.read()).toEqual([part]);
});
