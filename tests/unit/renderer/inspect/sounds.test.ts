import { expect, it } from 'vitest';
import { createSounds } from '../../../../renderer/inspect/sounds';

it('plays one tune at a time, and the more urgent one comes through', () => {
  let nowMs = 0;
  const heard: { atMs: number; firstHz: number | undefined }[] = [];
  const sound = createSounds(
    () => nowMs,
    (tones) => heard.push({ atMs: nowMs, firstHz: tones[0]?.hz }),
  );
  const at = (timeMs: number, verdict: Parameters<typeof sound>[0]) => {
    nowMs = timeMs;
    sound(verdict);
  };
  at(0, 'pass');
  at(10, 'review');
  at(20, 'review');
  at(30, 'reject');
  at(40, 'review');
  at(50, 'not-inspected');
  at(60, 'reject');
  at(2000, 'review');
  expect(heard).toEqual([
    { atMs: 10, firstHz: 660 },
    { atMs: 30, firstHz: 440 },
    { atMs: 50, firstHz: 880 },
    { atMs: 2000, firstHz: 660 },
  ]);
});
