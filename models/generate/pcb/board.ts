import { createRandom } from '#shared/numeric/random';
import { placeComponents } from './components';
import { disc, farPx, roundedBox, type Field } from './field';
import { startLayout, type Layout, type Pad, type Trace } from './layout';
import { printMarks } from './marks';
import { pourCopper } from './pour';
import { label } from './topology';
import { connectPads, layBuses } from './wiring';

/** A bare board: its copper, and the geometry that defects are placed by. */
export interface Board {
  readonly field: Field;
  /** Straight pieces of traces between bends. */
  readonly traces: readonly Trace[];
  /** Which conductor each pixel belongs to, numbered from 1; 0: bare ground. */
  readonly nets: Int32Array;
}

/** Lays out a board: the same seed gives the same board, each seed another one, from coarse to fine. */
export function designBoard(seed: number, widthPx: number, heightPx: number): Board {
  const layout = startLayout(createRandom(seed, 0xb0a4d), widthPx, heightPx);
  layBuses(layout);
  placeComponents(layout);
  connectPads(layout);
  for (const pad of layout.pads) drawPad(layout, pad);
  pourCopper(layout);
  printMarks(layout);
  for (const { node, holePx } of layout.pads) {
    const [x, y] = layout.at(node);
    if (holePx > 0) disc(layout.field, 'cut', x, y, holePx, farPx);
  }
  const { field, traces } = layout;
  return { field, traces, nets: label(field, [0, 0, field.widthPx, field.heightPx], true).labels };
}

function drawPad({ field, style, at }: Layout, pad: Pad): void {
  const [x, y] = at(pad.node);
  const corner = pad.holePx > 0 && pad.halfWidthPx === pad.halfHeightPx ? pad.halfWidthPx : style.cornerPx;
  roundedBox(field, 'add', [x, y, pad.halfWidthPx, pad.halfHeightPx], corner, farPx);
}
