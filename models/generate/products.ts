import type { SourceConfigOf } from '#shared/domain/source';
import { createPcbLine } from './pcb';
import type { LineOptions, ProductLine } from './product';
import { createSurfaceLine } from './surface';

export type ProductName = SourceConfigOf<'demo'>['product'];

/** The products that Loupe can make up. Adding one: a generator here, its name in shared/domain/source.ts. */
export const products: Readonly<Record<ProductName, (options: LineOptions) => ProductLine>> = {
  pcb: createPcbLine,
  surface: createSurfaceLine,
};

/** Starts the line of a product. */
export function createLine(product: ProductName, options: LineOptions): ProductLine {
  return products[product](options);
}
