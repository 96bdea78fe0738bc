import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';

const largestBytes = 2_000_000;
/** loupe.log and four older ones. */
const files = 5;

export interface Log {
  /** Keeps what was thrown with its stack and causes; gives the entry's id, eight letters and digits. */
  report(thrown: unknown): string;
}

/** The log of a data folder: `loupe.log`, then `loupe.1.log` … the oldest is overwritten. It never leaves the machine. */
export function openLog(folder: string): Log {
  mkdirSync(folder, { recursive: true });
  const name = (age: number): string => join(folder, age === 0 ? 'loupe.log' : `loupe.${age}.log`);

  function rotate(): void {
    const size = statSync(name(0), { throwIfNoEntry: false })?.size ?? 0;
    if (size < largestBytes) return;
    for (let age = files - 2; age >= 0; age--) {
      if (statSync(name(age), { throwIfNoEntry: false })) renameSync(name(age), name(age + 1));
    }
  }

  return {
    report(thrown) {
      const id = randomBytes(4).toString('hex');
      const entry = `${new Date().toISOString()} ${id} ${inspect(thrown, { depth: 4, maxStringLength: 10_000 })}\n`;
      try {
        rotate();
        appendFileSync(name(0), entry);
      } catch (failure) {
        // The log is the last place to tell of anything: what it cannot keep is at least said.
        process.stderr.write(`${entry}The log cannot be written: ${String(failure)}\n`);
      }
      return id;
    },
  };
}
