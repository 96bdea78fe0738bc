import { z } from 'zod';
import { validated, type Validated } from '#shared/domain/training';
import type { Snapshot } from '../network/layout';

/** Where a training stands after an epoch: all it needs to go on as if it had never stopped. */
export interface Checkpoint {
  /** Epochs that are done, and how many there shall be. */
  readonly epoch: number;
  readonly epochs: number;
  /** The learning rate is multiplied by it: halved each time the loss was lost. */
  readonly rateScale: number;
  readonly rollbacks: number;
  readonly carried: Readonly<Record<string, Float32Array>>;
  readonly best: { readonly snapshot: Snapshot; readonly validated: Validated } | null;
  /** Validations since the best one that were no better. */
  readonly sinceBest: number;
  readonly history: readonly Validated[];
}

const header = z.object({
  formatVersion: z.literal(1),
  /** What is being trained, on what, with which settings: another training does not go on from here. */
  of: z.string(),
  epoch: z.int(),
  epochs: z.int(),
  rateScale: z.number(),
  rollbacks: z.int(),
  sinceBest: z.int(),
  history: z.array(validated),
  best: validated.nullable(),
  lists: z.array(z.object({ name: z.string(), size: z.int().min(0) })),
});

/**
 * A checkpoint as bytes: the length of the header (4 bytes, little-endian), the header as JSON padded with spaces to a
 * multiple of 4 bytes, then the lists of float32 one after another.
 * @param of what is being trained; `decodeCheckpoint` gives null for anything else
 */
export function encodeCheckpoint(checkpoint: Checkpoint, of: string): Uint8Array<ArrayBuffer> {
  const { best, carried, ...rest } = checkpoint;
  const lists: [string, Float32Array][] = Object.entries(carried);
  if (best) lists.push(['best weights', best.snapshot.weights], ['best state', best.snapshot.state]);
  const head: z.infer<typeof header> = {
    formatVersion: 1,
    of,
    ...rest,
    history: [...rest.history],
    best: best?.validated ?? null,
    lists: lists.map(([name, { length }]) => ({ name, size: length })),
  };
  let json = JSON.stringify(head);
  let text = new TextEncoder().encode(json);
  json += ' '.repeat((4 - (text.length % 4)) % 4);
  text = new TextEncoder().encode(json);
  const floats = lists.reduce((sum, [, list]) => sum + list.length, 0);
  const bytes = new Uint8Array(4 + text.length + 4 * floats);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  let offset = 4 + text.length;
  for (const [, list] of lists) {
    bytes.set(new Uint8Array(list.buffer, list.byteOffset, list.byteLength), offset);
    offset += list.byteLength;
  }
  return bytes;
}

/** Null where the bytes are no whole checkpoint of this training. */
export function decodeCheckpoint(bytes: Uint8Array, of: string): Checkpoint | null {
  const head = headerOf(bytes);
  if (head?.of !== of) return null;
  const lists = new Map<string, Float32Array>();
  let offset = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  for (const { name, size } of head.lists) {
    if (offset + 4 * size > bytes.length) return null;
    const start = bytes.byteOffset + offset;
    lists.set(name, new Float32Array(bytes.buffer.slice(start, start + 4 * size)));
    offset += 4 * size;
  }
  const [weights, state] = [lists.get('best weights'), lists.get('best state')];
  lists.delete('best weights');
  lists.delete('best state');
  const { formatVersion: _version, of: _of, best, lists: _lists, ...rest } = head;
  return {
    ...rest,
    carried: Object.fromEntries(lists),
    best: best && weights && state ? { snapshot: { weights, state }, validated: best } : null,
  };
}

function headerOf(bytes: Uint8Array): z.infer<typeof header> | null {
  if (bytes.length < 4) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (4 + length > bytes.length) return null;
  try {
    const parsed = header.safeParse(JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // not JSON: the file is damaged, and the training begins anew
  }
}
