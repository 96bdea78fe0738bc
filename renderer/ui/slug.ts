/** A name as small letters, digits and dashes, for ids and names of packages; empty for scripts without them. */
export function slugOf(name: string, mostLength: number): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '') // ä is a with a mark
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, mostLength)
    .replace(/-+$/, '');
}
