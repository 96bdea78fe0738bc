/** The element types that our graphs use. */
export interface TensorData {
  readonly float32: Float32Array;
  readonly uint8: Uint8Array;
  readonly int32: Int32Array;
  readonly int64: BigInt64Array;
  readonly bool: Uint8Array;
}
export type TensorType = keyof TensorData;

/** A dense tensor, row-major; `data.length` is the product of `dims`. */
export type Tensor = {
  [T in TensorType]: { readonly type: T; readonly dims: readonly number[]; readonly data: TensorData[T] };
}[TensorType];

export type Tensors = Readonly<Record<string, Tensor>>;

/** Name, type and shape of an input or output; -1 where the size is free. */
export interface TensorInfo {
  readonly name: string;
  readonly type: TensorType;
  readonly dims: readonly number[];
}

/** A loaded graph. Outputs of one size are written into the same memory each time: they hold until the next run. */
export interface Session {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /**
   * @param fetch the outputs that are wanted, all where left out; or tensors into which they are written, which must
   * not be among the feeds
   */
  run(feeds: Tensors, fetch?: readonly string[] | Tensors): Promise<Tensors>;
  release(): Promise<void>;
}

/** A list of so many float32 numbers: the input `<name>` of a run and the output `next_<name>` that replaces it. */
export interface CarriedList {
  readonly name: string;
  readonly size: number;
}

/** A loaded graph whose lists go from run to run; they stay where it computes. */
export interface Loop {
  /** Gives the wanted outputs; those of the lists wait to be accepted. */
  run(feeds: Tensors, wanted: readonly string[]): Promise<Tensors>;
  /** The next run begins with the lists of the last one. */
  accept(): void;
  /** A copy of what the next run begins with. */
  read(name: string): Promise<Float32Array>;
  /** All lists are 0 at first. */
  write(name: string, values: Float32Array): void;
  release(): Promise<void>;
}

/** What learning and inspecting need of an ONNX runtime. */
export interface Runtime {
  load(model: Uint8Array): Promise<Session>;
  /** @param copy a model that gives its input `list` as `copy`: some devices hand back only what a graph gives */
  loop(model: Uint8Array, lists: readonly CarriedList[], copy: Uint8Array): Promise<Loop>;
}
