/** An attribute of a node, in the kinds that ONNX knows and our ops need. */
export type Attribute =
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'texts'; readonly value: readonly string[] };

export type Attributes = Readonly<Record<string, Attribute>>;

export const float = (value: number): Attribute => ({ kind: 'float', value });
export const int = (value: number): Attribute => ({ kind: 'int', value });
export const text = (value: string): Attribute => ({ kind: 'text', value });
export const ints = (value: readonly number[]): Attribute => ({ kind: 'ints', value });
export const texts = (value: readonly string[]): Attribute => ({ kind: 'texts', value });
