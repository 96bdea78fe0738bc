import type { ProductName } from '#models/generate/products';
import { AppFailure } from '#shared/contract/errors';
import { boxes } from './boxes';
import { classes } from './classes';
import { coco } from './coco';
import type { Layout } from './layout';
import { masks } from './masks';
import { pairs } from './pairs';

export const layouts = { classes, boxes, masks, coco, pairs } satisfies Record<string, Layout>;
export type LayoutName = keyof typeof layouts;

/** What a product's labels are written as where nothing is said. */
export const usualLayout: Readonly<Record<ProductName, LayoutName>> = { pcb: 'coco', surface: 'classes' };

/** Throws AppFailure input.invalid where there is none of that name. */
export function layoutNamed(name: string): Layout {
  const all: Readonly<Record<string, Layout>> = layouts;
  const layout = Object.hasOwn(all, name) ? all[name] : undefined;
  if (layout) return layout;
  const known = Object.keys(all).join(', ');
  throw new AppFailure('input.invalid', `--labels takes one of ${known}.`);
}
