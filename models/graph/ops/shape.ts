import { int, text } from '../attribute';
import { apply, differentiable, flat, unknownDim, type Dim, type Value } from '../graph';
import { fixed, foldTo } from './broadcast';

/** The sizes of the axes from..to (to not included), an int64 list. */
export function shapeOf(x: Value, from = 0, to = x.dims.length): Value {
  return flat(apply('Shape', [x], { start: int(from), end: int(to) }, 'int64', [to - from]));
}

/** The size of one axis as an int64 without dimensions. */
export function sizeOf(x: Value, axis: number): Value {
  return squeeze(shapeOf(x, axis, axis + 1), [0]);
}

/** @param dims a 0 keeps the size, one -1 takes what is left */
export function reshape(x: Value, dims: readonly number[]): Value {
  const reshaped = dims.map((dim, i) =>
    dim === 0 ? (x.dims[i] ?? unknownDim) : dim === -1 ? rest(x, dims) : dim,
  );
  return reshapedBack(apply('Reshape', [x, x.graph.list(dims)], {}, x.type, reshaped), x);
}

/** The same with sizes that are known only when the graph runs. */
export function reshapeTo(x: Value, shape: Value, dims: readonly Dim[]): Value {
  return apply('Reshape', [x, shape], {}, x.type, dims);
}

export function squeeze(x: Value, axes: readonly number[]): Value {
  const dims = x.dims.filter((_, i) => !axes.includes(i));
  return reshapedBack(apply('Squeeze', [x, x.graph.list(axes)], {}, x.type, dims), x);
}

export function unsqueeze(x: Value, axes: readonly number[]): Value {
  const dims = [...x.dims];
  for (const axis of [...axes].sort((a, b) => a - b)) dims.splice(axis, 0, 1);
  return reshapedBack(apply('Unsqueeze', [x, x.graph.list(axes)], {}, x.type, dims), x);
}

/** Entries from..to of each given axis, a negative position counting from the end; `to` Infinity: to the end. */
export function slice(
  x: Value,
  axes: readonly number[],
  from: readonly number[],
  to: readonly number[],
): Value {
  const list = (values: readonly number[]) => x.graph.list(values.map((value) => Math.min(value, 2 ** 31)));
  const dims = x.dims.map((dim, axis) => {
    const i = axes.indexOf(axis);
    return i < 0 ? dim : slicedDim(dim, from[i] ?? 0, to[i] ?? Infinity);
  });
  const y = apply('Slice', [x, list(from), list(to), list(axes)], {}, x.type, dims);
  return differentiable(y, [x], (d) => {
    const before = axes.map((axis, i) => position(from[i] ?? 0, fixed(x.dims)[axis] ?? 0));
    const after = axes.map(
      (axis, i) => (fixed(x.dims)[axis] ?? 0) - position(to[i] ?? Infinity, fixed(x.dims)[axis] ?? 0),
    );
    return [pad(d, axes, before, after)];
  });
}

export function concat(parts: readonly Value[], axis: number): Value {
  const [first, ...others] = parts;
  if (!first) throw new Error('nothing to concatenate');
  const dims = first.dims.map((dim, i) =>
    i === axis ? total(parts.map((part) => part.dims[i] ?? unknownDim)) : dim,
  );
  const y = apply('Concat', [first, ...others], { axis: int(axis) }, first.type, dims);
  return differentiable(y, parts, (d) => {
    let start = 0;
    return parts.map((part) => {
      const from = start;
      start += fixed(part.dims)[axis] ?? 0;
      return slice(d, [axis], [from], [start]);
    });
  });
}

/** Zeros before and after the entries of each given axis. */
export function pad(
  x: Value,
  axes: readonly number[],
  before: readonly number[],
  after: readonly number[],
): Value {
  const counts = (list: readonly number[]) => x.dims.map((_, axis) => list[axes.indexOf(axis)] ?? 0);
  const [first, last] = [counts(before), counts(after)];
  const dims = x.dims.map((dim, axis) =>
    typeof dim === 'number' ? (first[axis] ?? 0) + dim + (last[axis] ?? 0) : unknownDim,
  );
  const y = apply('Pad', [x, x.graph.list([...first, ...last])], {}, x.type, dims);
  return differentiable(y, [x], (d) => {
    const sizes = fixed(x.dims);
    const from = axes.map((axis) => first[axis] ?? 0);
    return [
      slice(
        d,
        axes,
        from,
        axes.map((axis, i) => (from[i] ?? 0) + (sizes[axis] ?? 0)),
      ),
    ];
  });
}

/** Stretched to the dims, as in arithmetic. */
export function expand(x: Value, dims: readonly Dim[]): Value {
  const y = apply('Expand', [x, x.graph.list(fixed(dims))], {}, x.type, dims);
  return differentiable(y, [x], (d) => [foldTo(d, x)]);
}

export function zerosLike(x: Value): Value {
  return expand(x.graph.scalar(x.type, 0), x.dims);
}

/** Repeats the border entries so many times at both ends of each given axis. */
export function padEdge(x: Value, axes: readonly number[], counts: readonly number[]): Value {
  const added = x.dims.map((_, axis) => counts[axes.indexOf(axis)] ?? 0);
  const dims = x.dims.map((dim, axis) =>
    typeof dim === 'number' ? dim + 2 * (added[axis] ?? 0) : unknownDim,
  );
  return apply('Pad', [x, x.graph.list([...added, ...added])], { mode: text('edge') }, x.type, dims);
}

/** 0, 1, … up to `size` (an int64 or float without dimensions), not included. */
export function range(size: Value): Value {
  const { graph, type } = size;
  return apply('Range', [graph.scalar(type, 0), size, graph.scalar(type, 1)], {}, type, [unknownDim]);
}

/** The entries of axis 0 at the positions. */
export function gather(x: Value, positions: Value): Value {
  const y = apply('Gather', [x, positions], { axis: int(0) }, x.type, [
    ...positions.dims,
    ...x.dims.slice(1),
  ]);
  return differentiable(y, [x], (d) => {
    const rows = fixed(positions.dims).reduce((product, dim) => product * dim, 1);
    const at = reshape(positions, [rows, 1]);
    const added = reshape(d, [rows, ...fixed(x.dims.slice(1))]);
    return [apply('ScatterND', [zerosLike(x), at, added], { reduction: text('add') }, x.type, x.dims)];
  });
}

/** The gradient of what only changes its dims. */
function reshapedBack(y: Value, x: Value): Value {
  return differentiable(y, [x], (d) => [reshape(d, fixed(x.dims))]);
}

function rest(x: Value, dims: readonly number[]): Dim {
  const sizes = dims.map((dim, i) => (dim === 0 ? (x.dims[i] ?? unknownDim) : dim));
  const all = x.dims.reduce<Dim>(times, 1);
  const known = sizes.filter((dim) => dim !== -1).reduce<Dim>(times, 1);
  return typeof all === 'number' && typeof known === 'number' ? all / known : unknownDim;
}

function times(a: Dim, b: Dim): Dim {
  return typeof a === 'number' && typeof b === 'number' ? a * b : unknownDim;
}

function total(dims: readonly Dim[]): Dim {
  return dims.reduce<Dim>(
    (sum, dim) => (typeof sum === 'number' && typeof dim === 'number' ? sum + dim : unknownDim),
    0,
  );
}

function slicedDim(dim: Dim, from: number, to: number): Dim {
  if (typeof dim !== 'number') return unknownDim;
  return Math.max(0, position(to, dim) - position(from, dim));
}

/** A place within an axis of that size; negative values count from its end. */
function position(value: number, size: number): number {
  return Math.min(size, Math.max(0, value < 0 ? value + size : value));
}
