import { setImmediate as breath } from 'node:timers/promises';
import { AppFailure } from '#shared/contract/errors';
import type { SourceConfigOf } from '#shared/domain/source';
import type { Source, SourceDriver, SourceEvent, SourceSetting } from '#electron/core/ports';
import { Line } from './line';
import type { DemoLine, SourceTools } from './open-source';
import { noSetting } from './pull-source';
import { either, Permits, rest } from './signals';

/** Frames that a paced line holds for a slow reader; those that come after are dropped, and told. */
const places = 4;
const maxRatePerMinute = 6000;

/**
 * A production line that is made up: part i is the same for the same seed and defect share, so a run goes on where it
 * stopped. With a rate the line does not wait for its reader; with rate 0, and with a software trigger, it does.
 */
export function demoDriver({ clock, createLine }: SourceTools): SourceDriver<'demo'> {
  /** The line that was designed last: a run that begins again, or goes on after a fault, need not wait for it. */
  let last: { readonly key: string; readonly line: DemoLine } | null = null;

  function lineOf({ product, seed, defectShare }: SourceConfigOf<'demo'>): DemoLine {
    const key = `${product} ${seed} ${defectShare}`;
    if (last?.key !== key) last = { key, line: createLine(product, { seed, defectShare }) };
    return last.line;
  }

  return {
    kind: 'demo',
    prepare: (config) => void lineOf(config),
    async open(config, { trigger, nextSequence }): Promise<Source> {
      const { product, seed, count } = config;
      await breath(); // designing keeps the thread busy: what was asked for before it goes first
      const line = lineOf(config);
      const closed = new AbortController();
      const permits = new Permits();
      const end = count ?? Infinity;
      let { ratePerMinute, defectShare } = config;
      let next = nextSequence;
      let belt: Line | null = null;
      let adjusted = new AbortController();

      const settings = (): SourceSetting[] => [
        {
          name: 'ratePerMinute',
          value: ratePerMinute,
          min: 0,
          max: maxRatePerMinute,
          step: 1,
          unit: '1/min',
        },
        { name: 'defectShare', value: defectShare, min: 0, max: 1, step: 0.01, unit: '' },
      ];

      function identity(index: number, capturedAtMs: number) {
        return {
          key: `${product}-${seed}-${index}`,
          name: line.name(index),
          sequence: index,
          capturedAtMs,
        };
      }

      function make(index: number, capturedAtMs: number): SourceEvent {
        const startMs = clock.nowMs();
        const { image } = line.part(index, defectShare);
        const frame = { ...identity(index, capturedAtMs), image, encoded: null, path: null };
        return { kind: 'frame', frame, decodeMs: clock.nowMs() - startMs };
      }

      function drop(index: number, capturedAtMs: number): SourceEvent {
        const message =
          'The line was faster than the inspection and this part was dropped. Slow the line down.';
        return {
          kind: 'bad',
          frame: identity(index, capturedAtMs),
          error: { code: 'source.overrun', message, details: { places } },
        };
      }

      /** The next event of the line at its pace; null where none is due. */
      function takePaced(): SourceEvent | null {
        const nowMs = clock.nowMs();
        belt ??= new Line(next, nowMs, ratePerMinute, end, places);
        const waiting = belt.take(nowMs);
        if (!waiting) return null;
        next = belt.firstWaiting;
        return waiting.kind === 'part'
          ? make(waiting.index, waiting.dueMs)
          : drop(waiting.index, waiting.dueMs);
      }

      function setRate(value: number): void {
        ratePerMinute = value;
        if (value === 0) belt = null;
        else belt?.setRate(value, clock.nowMs());
        adjusted.abort();
        adjusted = new AbortController();
      }

      return {
        get settings() {
          return settings();
        },
        async set(name, value) {
          const setting = settings().find((each) => each.name === name);
          if (!setting) throw noSetting(name);
          const { min, max } = setting;
          if (!(value >= min && value <= max)) {
            throw new AppFailure('input.invalid', `${name} goes from ${min} to ${max}.`, { name, min, max });
          }
          if (name === 'ratePerMinute') setRate(value);
          else defectShare = value;
          return value;
        },
        async trigger() {
          if (trigger !== 'software') {
            throw new AppFailure(
              'unavailable',
              'The line runs freely; open it with a software trigger to ask for parts.',
            );
          }
          permits.give();
        },
        async *events(signal) {
          const ended = either(signal, closed.signal);
          belt = null; // a line without a reader stands still
          try {
            while (!ended.signal.aborted) {
              if (next >= end) return;
              if (trigger === 'software') {
                if (!(await permits.take(ended.signal))) return;
                yield make(next++, clock.nowMs());
              } else if (ratePerMinute === 0) {
                yield make(next++, clock.nowMs());
              } else {
                const event = takePaced();
                if (event) yield event;
                else await untilDue(ended.signal);
              }
            }
          } finally {
            ended.release();
          }
        },
        async close() {
          closed.abort();
        },
      };

      async function untilDue(ended: AbortSignal): Promise<void> {
        const waitMs = (belt?.nextDueMs ?? 0) - clock.nowMs();
        const stop = either(ended, adjusted.signal);
        if (Number.isFinite(waitMs)) await rest(clock, Math.max(1, waitMs), stop.signal);
        stop.release();
      }
    },
  };
}
