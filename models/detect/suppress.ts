import { boxIou, type Box } from '#shared/numeric/geometry';

/** A guess of the network. */
export interface Candidate {
  /** Place of its label. */
  readonly label: number;
  readonly score: number;
  readonly box: Box;
}

/**
 * Non-maximum suppression, label by label: a box that overlaps a better one of its label by more than `overlap`
 * (intersection over union) is the same find again and goes.
 * @param most so many stay at most
 * @returns the best first
 */
export function suppress(candidates: readonly Candidate[], overlap: number, most: number): Candidate[] {
  const kept: Candidate[] = [];
  const keptOf = new Map<number, Candidate[]>();
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score)) {
    if (kept.length >= most) break;
    const rivals = keptOf.get(candidate.label) ?? [];
    if (rivals.some(({ box }) => boxIou(box, candidate.box) > overlap)) continue;
    rivals.push(candidate);
    keptOf.set(candidate.label, rivals);
    kept.push(candidate);
  }
  return kept;
}
