import { unknownDim, type Dim } from '../graph';

/** The dims of an op on two tensors that are stretched over each other (ONNX, "multidirectional broadcasting"). */
export function broadcastDims(op: string, a: readonly Dim[], b: readonly Dim[]): Dim[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const first = a[i - rank + a.length] ?? 1;
    const second = b[i - rank + b.length] ?? 1;
    if (first === second || second === 1) return first;
    if (first === 1) return second;
    if (typeof first === 'number' && typeof second === 'number') {
      throw new Error(`${op}: [${a.join(', ')}] and [${b.join(', ')}] do not fit`);
    }
    // A free size must be 1 or equal to the other: where that is a number, the result has it.
    if (typeof first === 'number') return first;
    return typeof second === 'number' ? second : unknownDim;
  });
}
