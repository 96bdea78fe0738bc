import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#electron/core/ports';

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  date: () => new Date(),
  sleep: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}),
};
