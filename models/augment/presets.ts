import { noAugmentation, type AugmentSettings } from './settings';

/** Light as it drifts on a line between two cleanings of the lamp. */
const light = {
  brightness: 0.08,
  contrast: 0.15,
  gamma: 0.15,
  blur: { chance: 0.1, px: 0.8 },
  noise: { chance: 0.3, deviation: 0.02 },
} as const;

const bothFlips = { leftRight: 0.5, topBottom: 0.5 } as const;

/**
 * What suits most parts under a fixed camera. Cutting out is left to detection, where the boxes say what must not be
 * hidden: elsewhere it could hide the one defect that the label is about.
 */
export const presets = {
  classify: { ...noAugmentation, ...light, flip: bothFlips, rotateDeg: 8, scale: [0.9, 1.1], shift: 0.05 },
  detect: {
    ...noAugmentation,
    ...light,
    flip: bothFlips,
    rotateDeg: 3,
    scale: [0.75, 1.33],
    shift: 0.1,
    cutOut: { chance: 0.2, share: 0.2 },
    mosaic: 0.5,
  },
  /** The picture and its golden move together; what differs is how well the part was laid down. */
  detectWithGolden: {
    ...noAugmentation,
    ...light,
    flip: bothFlips,
    quarterTurn: 0.75,
    scale: [0.9, 1.1],
    shift: 0.05,
    golden: { shiftPx: 1, angleDeg: 0.3, ownLight: true },
  },
  segment: { ...noAugmentation, ...light, flip: bothFlips, rotateDeg: 15, scale: [0.8, 1.25], shift: 0.1 },
  /** It learns what good parts look like, and whatever is drawn here would be good. */
  anomaly: noAugmentation,
} as const satisfies Record<string, AugmentSettings>;
