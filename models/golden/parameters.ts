/**
 * What is baked into the graph. Lengths are pixels of the full image, intensities gray levels of 0..255.
 * Thresholds and whatever else needs no other graph are options of the manifest (options.ts).
 */
export interface GoldenParameters {
  /** The coarse search: cells of so many pixels, shifts of so many cells each way, these rotations in degrees. */
  readonly search: { readonly cellPx: number; readonly reach: number; readonly degrees: readonly number[] };
  /** The fine levels, coarse to fine; each number is a step, see refine.ts. */
  readonly refine: readonly { readonly cellPx: number; readonly robustLevels: readonly number[] }[];
  /** The net of local shifts, see local.ts: knots and windows in cells of the last fine level. */
  readonly local: {
    readonly spacingCells: number;
    /** Odd. */
    readonly windowCells: number;
    readonly steps: number;
    readonly robustLevels: number;
    readonly maxPx: number;
    /** Square levels a square pixel: what must be there before anything moves. */
    readonly stiffness: number;
  };
  /** Edges may lie so far from where the golden has them. */
  readonly tolerancePx: number;
  /** So near to an edge of the golden, this share of its contrast is forgiven. */
  readonly edge: { readonly reachPx: number; readonly share: number };
  /** Side of the square over which the image is averaged before it is compared. */
  readonly smoothingPx: number;
  /** Side of the square over which what is left is averaged: what is only a speck or a sliver counts less. */
  readonly gatherPx: number;
}

export const goldenParameters: GoldenParameters = {
  search: { cellPx: 8, reach: 3, degrees: [-2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5] },
  refine: [
    { cellPx: 8, robustLevels: [200, 100, 50] },
    { cellPx: 4, robustLevels: [100, 50, 25] },
  ],
  local: { spacingCells: 4, windowCells: 17, steps: 2, robustLevels: 150, maxPx: 4, stiffness: 2 },
  tolerancePx: 1,
  edge: { reachPx: 4, share: 0.45 },
  smoothingPx: 3,
  gatherPx: 5,
};
