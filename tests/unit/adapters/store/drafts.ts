import type { Finding, PartDraft } from '#shared/domain/inspection';
import { recordFilter, type RecordFilter } from '#shared/domain/records';

export const start = Date.parse('2025-03-01T08:00:00.000Z');

export function draftOf(number: number, some: Partial<PartDraft> = {}): PartDraft {
  return {
    runId: 1,
    frameKey: `frame-${number}`,
    frameName: `board_${number}.png`,
    sequence: number,
    inspectedAt: new Date(start + number * 1000).toISOString(),
    recipeId: 'board-a',
    recipeName: 'Board A top',
    recipeSha256: 'a'.repeat(64),
    model: 'pcb-golden@1.0.0',
    modelSha256: 'b'.repeat(64),
    provider: 'cpu',
    serial: '',
    lot: '',
    verdict: 'pass',
    reasons: [],
    findings: [],
    timings: { decodeMs: 1.5, preprocessMs: 2, inferenceMs: 30.25, postprocessMs: 0.5 },
    latencyMs: 40.125,
    widthPx: 640,
    heightPx: 480,
    imageSha256: null,
    goldenSha256: null,
    ...some,
  };
}

export function findingOf(label: string): Finding {
  return { label, score: 0.875, box: [1, 2.5, 30, 40], areaPx: 1200, level: 'reject' };
}

export const all: RecordFilter = recordFilter.parse({});

export function only(some: Partial<RecordFilter>): RecordFilter {
  return { ...all, ...some };
}
