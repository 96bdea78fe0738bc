import { AppFailure } from '#shared/contract/errors';
import type { ModelManifest } from '#shared/domain/model';

/** What a manifest may set for golden compare. Levels are 1/255 of the golden's own contrast. */
const table = {
  /** A region must differ by so much somewhere … */
  strongLevels: { standard: 56, min: 2, max: 254 },
  /** … and pixels that differ by so much belong to it. */
  weakLevels: { standard: 16, min: 2, max: 254 },
  /** Smaller regions do not count. */
  minAreaPx: { standard: 4, min: 1, max: 1e6 },
  /** Regions at most so far apart become one. */
  mergePx: { standard: 4, min: 0, max: 1000 },
  /** Boxes are drawn so much larger on each side. */
  marginPx: { standard: 7, min: 0, max: 100 },
  /** Rim of the common field of view that is not looked at. */
  borderPx: { standard: 3, min: 0, max: 100 },
} as const;

type OptionName = keyof typeof table;
export type GoldenOptions = Readonly<Record<OptionName, number>>;

const names = Object.keys(table) as OptionName[];

export const standardOptions = optionsFrom((name) => table[name].standard);

/** The manifest's options, the standard ones where it has none. Throws AppFailure model.malformed outside their ranges. */
export function optionsOf({ name: model, options }: ModelManifest): GoldenOptions {
  return optionsFrom((name) => {
    const { standard, min, max } = table[name];
    const value = options[name] ?? standard;
    if (value >= min && value <= max) return value;
    const message = `Option ${name} of model ${model} is ${value}: it must be from ${min} to ${max}.`;
    throw new AppFailure('model.malformed', message, { name: model, option: name, value, min, max });
  });
}

function optionsFrom(valueOf: (name: OptionName) => number): GoldenOptions {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<OptionName, number>;
}
