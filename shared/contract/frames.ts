import { AppFailure } from './errors';

/**
 * A message as bytes, for transports that carry bytes only (WebSocket):
 * 4 bytes length of the header (little endian), the header (JSON, UTF-8), then all binary values one after another.
 * The header holds the message with null in the place of each Uint8Array, and where those places are.
 */
interface Header {
  readonly message: unknown;
  readonly binaries: readonly { readonly path: readonly (string | number)[]; readonly length: number }[];
}

/** The largest frame that is read, bytes: a recipe file with its images fits, an endless stream does not. */
export const maxFrameBytes = 256_000_000;

/** Turns a message (JSON values and Uint8Arrays, nested) into one frame. The bytes are copied. */
export function encodeMessage(message: unknown): Uint8Array<ArrayBuffer> {
  const binaries: { path: (string | number)[]; length: number }[] = [];
  const parts: Uint8Array[] = [];
  const take = (bytes: Uint8Array, path: (string | number)[]) => {
    binaries.push({ path, length: bytes.byteLength });
    parts.push(bytes);
  };
  const plain = withoutBytes(message, [], take);
  const header = new TextEncoder().encode(JSON.stringify({ message: plain, binaries } satisfies Header));
  const frame = new Uint8Array(4 + header.byteLength + parts.reduce((sum, part) => sum + part.byteLength, 0));
  new DataView(frame.buffer).setUint32(0, header.byteLength, true);
  frame.set(header, 4);
  let offset = 4 + header.byteLength;
  for (const part of parts) {
    frame.set(part, offset);
    offset += part.byteLength;
  }
  return frame;
}

/**
 * Reads one frame back. The Uint8Arrays are views into `frame`, not copies.
 * Throws AppFailure input.invalid where lengths, header or places do not fit together.
 */
export function decodeMessage(frame: Uint8Array): unknown {
  if (frame.byteLength < 4 || frame.byteLength > maxFrameBytes) throw malformed('its size is out of range');
  const headerLength = new DataView(frame.buffer, frame.byteOffset).getUint32(0, true);
  if (headerLength > frame.byteLength - 4) throw malformed('its header is longer than itself');
  const header = readHeader(frame.subarray(4, 4 + headerLength));
  const holder = { message: header.message };
  let offset = 4 + headerLength;
  for (const { path, length } of header.binaries) {
    if (length > frame.byteLength - offset) throw malformed('it is cut short');
    putBytes(holder, ['message', ...path], frame.subarray(offset, offset + length));
    offset += length;
  }
  if (offset !== frame.byteLength) throw malformed('it has bytes to spare');
  return holder.message;
}

function withoutBytes(
  value: unknown,
  path: (string | number)[],
  take: (bytes: Uint8Array, path: (string | number)[]) => void,
): unknown {
  if (value instanceof Uint8Array) {
    take(value, path);
    return null;
  }
  if (Array.isArray(value))
    return value.map((item: unknown, index) => withoutBytes(item, [...path, index], take));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutBytes(item, [...path, key], take)]),
  );
}

function readHeader(bytes: Uint8Array): Header {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw malformed('its header is no JSON', cause);
  }
  if (!isHeader(header)) throw malformed('its header has another form');
  return header;
}

function isHeader(value: unknown): value is Header {
  if (!isObject(value) || !Array.isArray(value['binaries']) || !('message' in value)) return false;
  return value['binaries'].every(
    (entry: unknown) =>
      isObject(entry) &&
      Number.isSafeInteger(entry['length']) &&
      (entry['length'] as number) >= 0 &&
      Array.isArray(entry['path']) &&
      entry['path'].every((key: unknown) => typeof key === 'string' || typeof key === 'number'),
  );
}

/** Follows own properties only, to a place that holds null: nothing else can be overwritten. */
function putBytes(holder: unknown, path: readonly (string | number)[], bytes: Uint8Array): void {
  let place = holder;
  for (const key of path.slice(0, -1)) {
    if (!isObject(place) || !Object.hasOwn(place, key)) throw malformed('it has bytes for no place');
    place = place[key];
  }
  const last = path.at(-1);
  if (last === undefined || !isObject(place) || !Object.hasOwn(place, last) || place[last] !== null) {
    throw malformed('it has bytes for no place');
  }
  place[last] = bytes;
}

function isObject(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}

function malformed(why: string, cause?: unknown): AppFailure {
  return new AppFailure('input.invalid', `A message could not be read: ${why}.`, {}, cause);
}
