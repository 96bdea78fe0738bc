import type { Disposition, Part, PartDraft } from '#shared/domain/inspection';
import type { Bindable } from './sqlite';

/** One part with its dispositions, as `partColumns` selects it from `parts p`. */
export interface PartRow {
  readonly id: number;
  readonly run_id: number;
  readonly recipe_id: string;
  readonly sequence: number;
  readonly inspected_at: number;
  readonly verdict: Part['verdict'];
  readonly serial: string;
  readonly lot: string;
  readonly frame_key: string;
  readonly frame_name: string;
  readonly image_sha256: string | null;
  readonly golden_sha256: string | null;
  readonly recipe_name: string;
  readonly recipe_sha256: string;
  readonly model: string;
  readonly model_sha256: string;
  readonly provider: string;
  readonly latency_ms: number;
  readonly width_px: number;
  readonly height_px: number;
  readonly timings: string;
  readonly reasons: string;
  readonly findings: string;
  readonly dispositions: string;
}

export const partColumns = `p.id, p.run_id, p.recipe_id, p.sequence, p.inspected_at, p.verdict, p.serial, p.lot,
  p.frame_key, p.frame_name, p.image_sha256, p.golden_sha256, p.recipe_name, p.recipe_sha256, p.model, p.model_sha256,
  p.provider, p.latency_ms, p.width_px, p.height_px, p.timings, p.reasons, p.findings,
  (SELECT json_group_array(json_object('verdict', d.verdict, 'reason', d.reason, 'by', d.inspector, 'at', d.decided_at)
    ORDER BY d.id) FROM dispositions d WHERE d.part_id = p.id) AS dispositions`;

export function partOf(row: PartRow): Part {
  return {
    id: row.id,
    runId: row.run_id,
    recipeId: row.recipe_id,
    sequence: row.sequence,
    inspectedAt: new Date(row.inspected_at).toISOString(),
    verdict: row.verdict,
    serial: row.serial,
    lot: row.lot,
    frameKey: row.frame_key,
    frameName: row.frame_name,
    imageSha256: row.image_sha256,
    goldenSha256: row.golden_sha256,
    recipeName: row.recipe_name,
    recipeSha256: row.recipe_sha256,
    model: row.model,
    modelSha256: row.model_sha256,
    provider: row.provider,
    latencyMs: row.latency_ms,
    widthPx: row.width_px,
    heightPx: row.height_px,
    timings: JSON.parse(row.timings) as Part['timings'],
    reasons: JSON.parse(row.reasons) as Part['reasons'],
    findings: JSON.parse(row.findings) as Part['findings'],
    dispositions: JSON.parse(row.dispositions) as Disposition[],
  };
}

/** What a new part puts into each column. */
const columns: Readonly<Record<string, (draft: PartDraft) => Bindable>> = {
  run_id: (draft) => draft.runId,
  recipe_id: (draft) => draft.recipeId,
  sequence: (draft) => draft.sequence,
  inspected_at: (draft) => Date.parse(draft.inspectedAt),
  final_verdict: (draft) => draft.verdict,
  verdict: (draft) => draft.verdict,
  serial: (draft) => draft.serial,
  lot: (draft) => draft.lot,
  search: (draft) => searchTextOf(draft),
  frame_key: (draft) => draft.frameKey,
  frame_name: (draft) => draft.frameName,
  image_sha256: (draft) => draft.imageSha256,
  golden_sha256: (draft) => draft.goldenSha256,
  recipe_name: (draft) => draft.recipeName,
  recipe_sha256: (draft) => draft.recipeSha256,
  model: (draft) => draft.model,
  model_sha256: (draft) => draft.modelSha256,
  provider: (draft) => draft.provider,
  latency_ms: (draft) => draft.latencyMs,
  width_px: (draft) => draft.widthPx,
  height_px: (draft) => draft.heightPx,
  timings: (draft) => JSON.stringify(draft.timings),
  reasons: (draft) => JSON.stringify(draft.reasons),
  findings: (draft) => JSON.stringify(draft.findings),
};

const names = Object.keys(columns);
export const insertPart = `INSERT INTO parts (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;

/** The values of `insertPart`. */
export function valuesOf(draft: PartDraft): Bindable[] {
  return Object.values(columns).map((value) => value(draft));
}

/** All that a search looks through, in lower case, a line a field. */
function searchTextOf({ serial, lot, recipeName, frameName, findings }: PartDraft): string {
  const labels = new Set(findings.map(({ label }) => label));
  return [serial, lot, recipeName, frameName, ...labels].filter(Boolean).join('\n').toLowerCase();
}
