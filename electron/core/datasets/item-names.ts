import { fileName, withoutEnding } from './dataset-files';
import type { FoundItem } from './format';

/** Finds pictures by what lists call them: the path with or without its ending, the alias, or the bare name if it is one's own. */
export function itemNames(items: readonly FoundItem[]): (name: string) => FoundItem | undefined {
  const exact = new Map<string, FoundItem>();
  const bare = new Map<string, FoundItem | null>();
  for (const item of items) {
    for (const name of [item.image, withoutEnding(item.image), item.alias]) exact.set(name, item);
    for (const name of new Set([fileName(item.image), withoutEnding(fileName(item.image))])) {
      bare.set(name, bare.has(name) ? null : item);
    }
  }
  return (name) => {
    const inside = name.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
    return exact.get(inside) ?? exact.get(withoutEnding(inside)) ?? bare.get(inside) ?? undefined;
  };
}
