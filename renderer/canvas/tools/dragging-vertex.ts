import type { ImagePoint, Polygon } from '#shared/numeric/geometry';
import type { PolygonTool, ToolEvent, ToolState } from './polygon-tool';

type Dragging = Extract<ToolState, { kind: 'dragging-vertex' | 'dragging-polygon' }>;

/** A corner, or the whole polygon, follows the pointer until it is let go; Escape puts it back. */
export function draggingVertex(tool: PolygonTool, state: Dragging, event: ToolEvent): PolygonTool {
  switch (event.kind) {
    case 'move':
      return withPolygon(tool, state.polygon, moved(state, event.at));
    case 'up':
      return { ...withPolygon(tool, state.polygon, moved(state, event.at)), state: { kind: 'idle' } };
    case 'key':
      if (event.key !== 'Escape') return tool;
      return { ...withPolygon(tool, state.polygon, state.before), state: { kind: 'idle' } };
    case 'down':
    case 'double':
      return tool;
  }
}

function moved(state: Dragging, at: ImagePoint): Polygon {
  if (state.kind === 'dragging-vertex') {
    return state.before.map((corner, index) => (index === state.vertex ? at : corner));
  }
  const dx = at[0] - state.from[0];
  const dy = at[1] - state.from[1];
  return state.before.map(([x, y]) => [x + dx, y + dy]);
}

function withPolygon(tool: PolygonTool, index: number, polygon: Polygon): PolygonTool {
  return { ...tool, polygons: tool.polygons.map((kept, at) => (at === index ? polygon : kept)) };
}
