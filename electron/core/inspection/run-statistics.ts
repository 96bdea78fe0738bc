import { type Part, type Tally } from '#shared/domain/inspection';

/** What the inspection screen counts while a run goes on. */
export interface RunStatistics {
  add(part: Part): void;
  readonly tally: Tally;
  /** Frames that the source dropped. */
  readonly overruns: number;
  /** Over the last 60 parts at most; null below 2. */
  ratePerMinute(nowMs: number): number | null;
  /** Of the last 1,000 parts at most; null for none. */
  latencyMs(): { median: number; p99: number } | null;
}

export const emptyTally = (): Tally => ({
  total: 0,
  byVerdict: { pass: 0, review: 0, reject: 0, 'not-inspected': 0 },
  byLabel: [],
});

const rateParts = 60;
const latencyParts = 1000;

/** @param start what the run had counted before: after a restart of the engine */
export function createRunStatistics(start: Tally, nowMs: () => number): RunStatistics {
  const byVerdict = { ...start.byVerdict };
  const byLabel = new Map(start.byLabel.map(({ label, count }) => [label, count]));
  const times: number[] = [];
  const latencies: number[] = [];
  let total = start.total;
  let overruns = 0;

  return {
    add(part) {
      total++;
      byVerdict[part.verdict]++;
      for (const { label } of part.findings) byLabel.set(label, (byLabel.get(label) ?? 0) + 1);
      if (part.reasons.some((reason) => reason.code === 'fault' && reason.error === 'source.overrun'))
        overruns++;
      times.push(nowMs());
      if (times.length > rateParts) times.shift();
      if (part.verdict === 'not-inspected') return;
      latencies.push(part.latencyMs);
      if (latencies.length > latencyParts) latencies.shift();
    },
    get tally() {
      const labels = [...byLabel].map(([label, count]) => ({ label, count }));
      return { total, byVerdict: { ...byVerdict }, byLabel: labels.toSorted((a, b) => b.count - a.count) };
    },
    get overruns() {
      return overruns;
    },
    ratePerMinute(now) {
      const first = times[0];
      if (first === undefined || times.length < 2 || now <= first) return null;
      return ((times.length - 1) * 60_000) / (now - first);
    },
    latencyMs() {
      if (latencies.length === 0) return null;
      const sorted = Float64Array.from(latencies).sort();
      const at = (share: number) =>
        sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
      return { median: at(0.5), p99: at(0.99) };
    },
  };
}
