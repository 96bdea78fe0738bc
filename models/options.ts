import { AppFailure } from '#shared/contract/errors';
import type { ModelManifest } from '#shared/domain/model';

/** The options of a task that a manifest may set: what holds where it does not, and the range, both ends included. */
export type OptionTable<Name extends string = string> = Readonly<
  Record<Name, { readonly standard: number; readonly min: number; readonly max: number }>
>;

/** The manifest's options, the standard ones where it has none. Throws AppFailure model.malformed outside their ranges. */
export function optionsIn<Name extends string>(
  table: OptionTable<Name>,
  { name: model, options }: Pick<ModelManifest, 'name' | 'options'>,
): Readonly<Record<Name, number>> {
  return optionsFrom(table, (name) => {
    const { standard, min, max } = table[name];
    const value = options[name] ?? standard;
    if (value >= min && value <= max) return value;
    const message = `Option ${name} of model ${model} is ${value}: it must be from ${min} to ${max}.`;
    throw new AppFailure('model.malformed', message, { name: model, option: name, value, min, max });
  });
}

export function standardOptions<Name extends string>(
  table: OptionTable<Name>,
): Readonly<Record<Name, number>> {
  return optionsFrom(table, (name) => table[name].standard);
}

function optionsFrom<Name extends string>(
  table: OptionTable<Name>,
  valueOf: (name: Name) => number,
): Readonly<Record<Name, number>> {
  const names = Object.keys(table) as Name[];
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, number>;
}
