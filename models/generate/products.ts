import type { SourceConfigOf } from '#shared/domain/source';
import type { PixelImage } from '#shared/domain/frame';
import { createPcbLine } from './pcb';
import type { GeneratedPart, LineOptions, ProductLine } from './product';

export type ProductName = SourceConfigOf<'demo'>['product'];

/** The products that Loupe can make up. Adding one: a generator here, its name in shared/domain/source.ts. */
export const products: Readonly<Record<ProductName, (options: LineOptions) => ProductLine>> = {
  pcb: createPcbLine,
};

/** Starts the line of a product. */
export function createLine(product: ProductName, options: LineOptions): ProductLine {
  return products[product](options);
}

/** A picture to be written: the golden one first, then the parts. */
export interface GeneratedPicture {
  readonly kind: 'golden' | 'part';
  /** Without folder or ending. */
  readonly name: string;
  readonly image: PixelImage;
  readonly defects: GeneratedPart['defects'];
}

/** The golden picture and `count` parts of a product. */
export function* generateProduct(
  product: ProductName,
  count: number,
  options: LineOptions,
): Generator<GeneratedPicture> {
  const line = createLine(product, options);
  yield { kind: 'golden', name: `${product}-golden`, image: line.golden, defects: [] };
  for (let index = 0; index < count; index++)
    yield { kind: 'part', name: line.name(index), ...line.part(index) };
}
