import type { Part } from '#shared/domain/inspection';
import type { StationStatus } from '#shared/domain/station';

export function makePart(id: number, change: Partial<Part> = {}): Part {
  return {
    id,
    runId: 1,
    frameKey: `frame-${id}`,
    frameName: `board-${id}`,
    sequence: id,
    inspectedAt: '2026-01-05T08:00:00.000Z',
    recipeId: 'boards',
    recipeName: 'Boards',
    recipeSha256: 'a'.repeat(64),
    model: 'golden-compare@1.0.0',
    modelSha256: 'b'.repeat(64),
    provider: 'cpu',
    serial: '',
    lot: '',
    verdict: 'pass',
    reasons: [],
    findings: [],
    timings: { decodeMs: 1, preprocessMs: 1, inferenceMs: 1, postprocessMs: 1 },
    latencyMs: 4,
    widthPx: 640,
    heightPx: 480,
    imageSha256: null,
    goldenSha256: null,
    dispositions: [],
    ...change,
  };
}

export function makeStatus(change: Partial<StationStatus> = {}): StationStatus {
  return {
    state: 'running',
    recipeId: 'boards',
    runId: 1,
    serial: '',
    lot: '',
    source: 'live',
    provider: 'cpu',
    tally: { total: 0, byVerdict: { pass: 0, review: 0, reject: 0, 'not-inspected': 0 }, byLabel: [] },
    ratePerMinute: null,
    latencyMs: null,
    overruns: 0,
    diskLow: false,
    fault: null,
    ...change,
  };
}
