import { AppFailure } from '#shared/contract/errors';
import type { FoundItem } from './format';
import { isGood, type DatasetOptions } from './options';

const place = '{label}';

/**
 * Where the option `names` says how pictures are called, `{label}_*` for `scratch_12.png`: the class that the name tells,
 * in place of what the format found for the whole picture. `*` is anything; the folder and the ending do not count.
 */
export function withNameLabels(
  items: readonly FoundItem[],
  options: DatasetOptions,
  problems: string[],
): readonly FoundItem[] {
  if (options.names === null) return items;
  const pattern = patternOf(options.names);
  return items.map((item) => {
    const file = item.image.slice(item.image.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
    const label = pattern.exec(file)?.[1];
    if (label === undefined) {
      problems.push(
        `${item.image} is not called as ${options.names} says. Rename it, or correct the pattern.`,
      );
      return item;
    }
    return { ...item, labels: isGood(label, options) ? [] : [label] };
  });
}

/** `*` stops at underscores, the label does not: `{label}_*` takes `rolled-in_scale` of `rolled-in_scale_7`. */
function patternOf(text: string): RegExp {
  if (text.split(place).length !== 2) {
    const sentence = `The pattern ${text} must hold ${place} once, for example ${place}_*.`;
    throw new AppFailure('input.invalid', sentence, { field: 'names', pattern: text });
  }
  const [before = '', after = ''] = text
    .split(place)
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^_]*'));
  return new RegExp(`^${before}(.+)${after}$`);
}
