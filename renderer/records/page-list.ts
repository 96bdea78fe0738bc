import type { Part } from '#shared/domain/inspection';

/** What has been loaded of a long list, newest first. */
export interface PageList {
  readonly parts: readonly Part[];
  readonly complete: boolean;
}

export const emptyList: PageList = { parts: [], complete: false };
export const pageLength = 100;

/** Puts the next page behind the list: it goes on below the last id. A short page is the end. */
export function withPage(list: PageList, page: readonly Part[]): PageList {
  const last = list.parts.at(-1)?.id ?? Number.POSITIVE_INFINITY;
  return {
    parts: [...list.parts, ...page.filter(({ id }) => id < last)],
    complete: page.length < pageLength,
  };
}

/** A part that changed stays where it is. */
export function withPart(list: PageList, changed: Part): PageList {
  return { ...list, parts: list.parts.map((part) => (part.id === changed.id ? changed : part)) };
}

/** The part next to the current one; the first where there is no current one. */
export function neighbour(parts: readonly Part[], id: number | null, step: number): Part | undefined {
  const at = parts.findIndex((part) => part.id === id);
  if (at < 0) return parts[0];
  return parts[Math.min(Math.max(at + step, 0), parts.length - 1)];
}
