/** Decoded pictures, the least recently used given up first. */
export interface PictureCache {
  /** What is kept under the key, else what `make` gives; only one `make` a key runs at a time. */
  get<T extends { readonly data: ArrayBufferView }>(key: string, make: () => Promise<T>): Promise<T>;
}

interface Entry {
  readonly value: Promise<{ readonly data: ArrayBufferView }>;
  /** 0 until it is there. */
  bytes: number;
}

/** @param mostBytes of all pixels together; a picture that is larger is not kept */
export function createPictureCache(mostBytes: number): PictureCache {
  /** Oldest use first. */
  const entries = new Map<string, Entry>();
  let total = 0;

  async function fill(key: string, entry: Entry): Promise<void> {
    const { data } = await entry.value;
    entry.bytes = data.byteLength;
    total += entry.bytes;
    for (const [oldest, { bytes }] of entries) {
      if (total <= mostBytes) return;
      if (bytes === 0) continue; // under way: somebody waits for it
      entries.delete(oldest);
      total -= bytes;
    }
  }

  return {
    get<T extends { readonly data: ArrayBufferView }>(key: string, make: () => Promise<T>): Promise<T> {
      const kept = entries.get(key);
      if (kept) {
        entries.delete(key);
        entries.set(key, kept);
        return kept.value as Promise<T>;
      }
      const entry = { value: make(), bytes: 0 };
      entries.set(key, entry);
      fill(key, entry).catch(() => entries.delete(key)); // whoever asked is told by the value itself
      return entry.value;
    },
  };
}
