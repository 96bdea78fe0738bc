/** What the screen shows, as it stands in the address behind `#/train/`. */
export type TrainView =
  | { readonly kind: 'runs' }
  /** `like`: the run whose settings it begins with. */
  | { readonly kind: 'new'; readonly like: string | null }
  | { readonly kind: 'compare'; readonly ids: readonly string[] }
  | { readonly kind: 'run'; readonly id: string };

export function viewOf(argument: string | null): TrainView {
  if (argument === null) return { kind: 'runs' };
  const [, word, rest] = /^(new|compare)(?::(.*))?$/.exec(argument) ?? [];
  if (word === 'new') return { kind: 'new', like: rest ? rest : null };
  if (word === 'compare') return { kind: 'compare', ids: (rest ?? '').split(',').filter(Boolean) };
  return { kind: 'run', id: argument };
}

export const newAddress = (like?: string): string => (like === undefined ? 'new' : `new:${like}`);

export const compareAddress = (ids: readonly string[]): string => `compare:${ids.join(',')}`;
