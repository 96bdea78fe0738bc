import type { ImagePoint, Polygon } from '#shared/numeric/geometry';
import { drawing } from './drawing';
import { draggingVertex } from './dragging-vertex';
import { idle } from './idle';

/**
 * Drawing and reshaping polygons. Each gesture is a state: it takes an event and gives the next state.
 * Everything is in image pixels; nothing here knows a screen.
 */
export interface PolygonTool {
  readonly state: ToolState;
  readonly polygons: readonly Polygon[];
  readonly selected: number | null;
}

export type ToolState =
  | { readonly kind: 'idle' }
  /** Corners set so far, and where the next one would come. */
  | { readonly kind: 'drawing'; readonly points: readonly ImagePoint[]; readonly cursor: ImagePoint }
  | {
      readonly kind: 'dragging-vertex';
      readonly polygon: number;
      readonly vertex: number;
      readonly before: Polygon;
    }
  | {
      readonly kind: 'dragging-polygon';
      readonly polygon: number;
      readonly from: ImagePoint;
      readonly before: Polygon;
    };

export type ToolEvent =
  /** `reach`: how near counts as on it, image pixels. */
  | { readonly kind: 'down'; readonly at: ImagePoint; readonly reach: number }
  | { readonly kind: 'move'; readonly at: ImagePoint }
  | { readonly kind: 'up'; readonly at: ImagePoint }
  | { readonly kind: 'double'; readonly at: ImagePoint }
  | { readonly kind: 'key'; readonly key: string };

export const emptyTool: PolygonTool = { state: { kind: 'idle' }, polygons: [], selected: null };

export function step(tool: PolygonTool, event: ToolEvent): PolygonTool {
  switch (tool.state.kind) {
    case 'idle':
      return idle(tool, event);
    case 'drawing':
      return drawing(tool, tool.state, event);
    case 'dragging-vertex':
    case 'dragging-polygon':
      return draggingVertex(tool, tool.state, event);
  }
}
