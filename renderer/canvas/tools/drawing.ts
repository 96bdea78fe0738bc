import type { PolygonTool, ToolEvent, ToolState } from './polygon-tool';

type Drawing = Extract<ToolState, { kind: 'drawing' }>;

/**
 * A polygon under way: each press sets a corner; a press on the first one, Enter or a double click closes it;
 * Backspace takes the last corner back; Escape gives up.
 */
export function drawing(tool: PolygonTool, state: Drawing, event: ToolEvent): PolygonTool {
  switch (event.kind) {
    case 'move':
      return { ...tool, state: { ...state, cursor: event.at } };
    case 'down': {
      const first = state.points[0];
      const closes =
        first !== undefined && Math.hypot(first[0] - event.at[0], first[1] - event.at[1]) <= event.reach;
      if (closes && state.points.length >= 3) return close(tool, state);
      if (closes && state.points.length > 1) return tool;
      const last = state.points.at(-1);
      if (last && last[0] === event.at[0] && last[1] === event.at[1]) return tool; // second press of a double click
      return { ...tool, state: { kind: 'drawing', points: [...state.points, event.at], cursor: event.at } };
    }
    case 'double':
      return close(tool, state);
    case 'key':
      return onKey(tool, state, event.key);
    case 'up':
      return tool;
  }
}

function onKey(tool: PolygonTool, state: Drawing, key: string): PolygonTool {
  if (key === 'Escape') return { ...tool, state: { kind: 'idle' } };
  if (key === 'Enter') return close(tool, state);
  if (key !== 'Backspace') return tool;
  const points = state.points.slice(0, -1);
  return { ...tool, state: points.length > 0 ? { ...state, points } : { kind: 'idle' } };
}

/** Fewer than three corners have no area: the drawing goes on. */
function close(tool: PolygonTool, { points }: Drawing): PolygonTool {
  if (points.length < 3) return tool;
  return { state: { kind: 'idle' }, polygons: [...tool.polygons, points], selected: tool.polygons.length };
}
