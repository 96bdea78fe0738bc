import { sourceConfig, type SourceConfig, type SourceKind } from '#shared/domain/source';

/**
 * A source of this kind with nothing chosen yet.
 * @param silentAfterMs of the source before it: kept where this kind allows it
 */
export function emptySource(kind: SourceKind, silentAfterMs: number | null): SourceConfig {
  const source = emptyOf(kind);
  const kept = { ...source, silentAfterMs };
  const issues = sourceConfig.safeParse(kept).error?.issues ?? [];
  return issues.some(({ path }) => path[0] === 'silentAfterMs') ? source : kept;
}

function emptyOf(kind: SourceKind): SourceConfig {
  switch (kind) {
    case 'folder':
      return { kind, path: '', subfolders: false, order: 'name', silentAfterMs: null };
    case 'files':
      return { kind, paths: [], silentAfterMs: null };
    case 'demo':
      return {
        kind,
        product: 'pcb',
        seed: 1,
        ratePerMinute: 60,
        defectShare: 0.2,
        count: null,
        silentAfterMs: null,
      };
  }
}
