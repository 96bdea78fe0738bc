import { polygonContains, type ImagePoint, type Polygon } from '#shared/numeric/geometry';
import type { PolygonTool, ToolEvent } from './polygon-tool';

/** Nothing under way: a press takes hold of a corner or a polygon, or sets the first corner of a new one. */
export function idle(tool: PolygonTool, event: ToolEvent): PolygonTool {
  if (event.kind === 'key') return onKey(tool, event.key);
  if (event.kind !== 'down') return tool;
  const corner = cornerAt(tool.polygons, event.at, event.reach);
  if (corner) {
    const { polygon, vertex, before } = corner;
    return { ...tool, selected: polygon, state: { kind: 'dragging-vertex', polygon, vertex, before } };
  }
  const polygon = tool.polygons.findLastIndex((candidate) => polygonContains(candidate, event.at));
  const before = tool.polygons[polygon];
  if (before)
    return {
      ...tool,
      selected: polygon,
      state: { kind: 'dragging-polygon', polygon, from: event.at, before },
    };
  return { ...tool, selected: null, state: { kind: 'drawing', points: [event.at], cursor: event.at } };
}

function onKey(tool: PolygonTool, key: string): PolygonTool {
  if (key === 'Escape') return { ...tool, selected: null };
  if ((key === 'Delete' || key === 'Backspace') && tool.selected !== null) {
    return { ...tool, selected: null, polygons: tool.polygons.filter((_, index) => index !== tool.selected) };
  }
  return tool;
}

function cornerAt(
  polygons: readonly Polygon[],
  at: ImagePoint,
  reach: number,
): { polygon: number; vertex: number; before: Polygon } | null {
  for (const [polygon, before] of polygons.entries()) {
    const vertex = before.findIndex((corner) => Math.hypot(corner[0] - at[0], corner[1] - at[1]) <= reach);
    if (vertex >= 0) return { polygon, vertex, before };
  }
  return null;
}
