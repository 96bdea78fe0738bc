/** A picture as a network sees it: planes of values 0..1 (CHW), somewhere in a larger array. */
export interface Planes {
  readonly data: Float32Array;
  /** Where the first plane begins; the others follow. */
  readonly offset: number;
  readonly channels: 1 | 3;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A mask in the same way: a label a pixel, 0 the background. */
export interface MaskPlane {
  readonly data: Uint8Array;
  readonly offset: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Whole pixels of a frame; right and bottom are left out. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function wholeOf({ widthPx, heightPx }: { widthPx: number; heightPx: number }): Region {
  return { left: 0, top: 0, right: widthPx, bottom: heightPx };
}

/** What stands where a frame shows more than the picture: its nearest pixel, or one value 0..1 (masks: background). */
export type Outside = 'edge' | number;
