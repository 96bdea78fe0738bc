import type { PixelImage } from '#shared/domain/frame';

/** A rectangle of whole pixels inside an image. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Which source pixels an output pixel covers along one axis, and how much of the first and the last: 0..1. */
interface Spans {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly firstShare: Float32Array;
  readonly lastShare: Float32Array;
}

/**
 * Shrinks a region by area averaging to 8 bits: each output pixel is the mean of what it covers, edges by their
 * share. Of 16 bits the upper 8 count.
 * @param widthPx of the result, at most the region's; likewise heightPx
 */
export function shrink(
  image: PixelImage,
  region: Region,
  widthPx: number,
  heightPx: number,
): Uint8Array<ArrayBuffer> {
  const { channels } = image;
  const out = new Uint8Array(widthPx * heightPx * channels);
  const length = region.widthPx * channels;
  const rowAt = rowsOf(image, region);
  const columns = spansOf(region.widthPx, widthPx);
  const rows = spansOf(region.heightPx, heightPx);
  const sums = new Float32Array(length);
  const scale = (widthPx * heightPx) / (region.widthPx * region.heightPx);
  for (let row = 0; row < heightPx; row++) {
    const first = rows.first[row]!;
    const last = rows.last[row]!;
    const line = out.subarray(row * widthPx * channels, (row + 1) * widthPx * channels);
    if (widthPx === region.widthPx && first === last) {
      line.set(rowAt(first));
      continue;
    }
    sumRows(sums, rowAt, first, last, rows.firstShare[row]!, rows.lastShare[row]!);
    if (channels === 1) averageGray(line, sums, columns, scale);
    else averageRgb(line, sums, columns, scale);
  }
  return out;
}

/** Rows of the region as bytes; each holds until the next but two. */
function rowsOf({ widthPx, channels, data }: PixelImage, region: Region): (row: number) => Uint8Array {
  const length = region.widthPx * channels;
  const start = (row: number) => ((region.y + row) * widthPx + region.x) * channels;
  if (data instanceof Uint8Array) return (row) => data.subarray(start(row), start(row) + length);
  const buffers = [new Uint8Array(length), new Uint8Array(length), new Uint8Array(length)];
  return (row) => {
    const bytes = buffers[row % 3]!;
    const from = start(row);
    for (let i = 0; i < length; i++) bytes[i] = data[from + i]! >> 8;
    return bytes;
  };
}

function spansOf(from: number, to: number): Spans {
  const first = new Int32Array(to);
  const last = new Int32Array(to);
  const firstShare = new Float32Array(to);
  const lastShare = new Float32Array(to);
  for (let i = 0; i < to; i++) {
    const start = (i * from) / to;
    const end = ((i + 1) * from) / to;
    first[i] = Math.floor(start);
    last[i] = Math.min(Math.ceil(end), from) - 1;
    firstShare[i] = Math.min(first[i]! + 1, end) - start;
    lastShare[i] = first[i] === last[i] ? 0 : end - last[i]!;
  }
  return { first, last, firstShare, lastShare };
}

/** Sums rows by their shares. Two or three rows, the usual case, in one go. */
function sumRows(
  sums: Float32Array,
  rowAt: (row: number) => Uint8Array,
  first: number,
  last: number,
  firstShare: number,
  lastShare: number,
): void {
  const top = rowAt(first);
  const bottom = rowAt(last);
  if (last - first === 2) {
    const middle = rowAt(first + 1);
    for (let i = 0; i < sums.length; i++)
      sums[i] = firstShare * top[i]! + middle[i]! + lastShare * bottom[i]!;
    return;
  }
  for (let i = 0; i < sums.length; i++) sums[i] = firstShare * top[i]! + lastShare * bottom[i]!;
  for (let row = first + 1; row < last; row++) {
    const between = rowAt(row);
    for (let i = 0; i < sums.length; i++) sums[i]! += between[i]!;
  }
}

function averageGray(line: Uint8Array, sums: Float32Array, spans: Spans, scale: number): void {
  const { first, last, firstShare, lastShare } = spans;
  for (let i = 0; i < line.length; i++) {
    const end = last[i]!;
    let x = first[i]!;
    let sum = sums[x]! * firstShare[i]! + sums[end]! * lastShare[i]!;
    for (x++; x < end; x++) sum += sums[x]!;
    line[i] = sum * scale + 0.5;
  }
}

function averageRgb(line: Uint8Array, sums: Float32Array, spans: Spans, scale: number): void {
  const { first, last, firstShare, lastShare } = spans;
  for (let i = 0, to = 0; i < first.length; i++) {
    const end = last[i]! * 3;
    for (let c = 0; c < 3; c++) {
      let x = first[i]! * 3 + c;
      let sum = sums[x]! * firstShare[i]! + sums[end + c]! * lastShare[i]!;
      for (x += 3; x < end; x += 3) sum += sums[x]!;
      line[to++] = sum * scale + 0.5;
    }
  }
}
