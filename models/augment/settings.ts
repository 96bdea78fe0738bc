/** How pictures are varied for training. All is drawn anew for each picture; 0 everywhere changes nothing. */
export interface AugmentSettings {
  /** Chance of a mirror image, 0..1. */
  readonly flip: { readonly leftRight: number; readonly topBottom: number };
  /** Chance of a quarter, half or three-quarter turn (each equally likely), 0..1. */
  readonly quarterTurn: number;
  /** Largest angle either way, degrees, 0..180. */
  readonly rotateDeg: number;
  /** Smallest and largest factor, both above 0; even on a logarithmic scale. */
  readonly scale: readonly [from: number, to: number];
  /** Largest shift either way, share of the frame's width and height, 0..1; not for crops. */
  readonly shift: number;
  /** Largest change either way of values 0..1, 0..1. */
  readonly brightness: number;
  /** Largest stretch about the middle: 0.2 is a factor of 1/1.2 to 1.2. From 0 on. */
  readonly contrast: number;
  /** Largest exponent: 0.2 is 1/1.2 to 1.2. From 0 on. */
  readonly gamma: number;
  /** Gaussian blur of up to this standard deviation, px. */
  readonly blur: { readonly chance: number; readonly px: number };
  /** Gaussian noise of up to this standard deviation, of values 0..1. */
  readonly noise: { readonly chance: number; readonly deviation: number };
  /** A rectangle of one gray, its sides up to this share of the frame's. */
  readonly cutOut: { readonly chance: number; readonly share: number };
  /** Chance that a picture is put together of four; who makes up the batch asks for it. 0..1. */
  readonly mosaic: number;
  /** How the golden lies and is lit otherwise than the picture: shift in px and angle in degrees, either way. */
  readonly golden: { readonly shiftPx: number; readonly angleDeg: number; readonly ownLight: boolean };
  /** A box of which less than this share is left is dropped, 0..1. */
  readonly keepShare: number;
}

export const noAugmentation: AugmentSettings = {
  flip: { leftRight: 0, topBottom: 0 },
  quarterTurn: 0,
  rotateDeg: 0,
  scale: [1, 1],
  shift: 0,
  brightness: 0,
  contrast: 0,
  gamma: 0,
  blur: { chance: 0, px: 0 },
  noise: { chance: 0, deviation: 0 },
  cutOut: { chance: 0, share: 0 },
  mosaic: 0,
  golden: { shiftPx: 0, angleDeg: 0, ownLight: false },
  keepShare: 0.25,
};
