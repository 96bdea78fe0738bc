import type { KonvaEventObject } from 'konva/lib/Node';
import { useEffect, useRef, useState } from 'react';
import { Circle, Layer, Line, Rect } from 'react-konva';
import type { ImagePoint, Polygon } from '#shared/numeric/geometry';
import { screenPoint, toImage } from './coordinates';
import { useStageView } from './stage-view';
import { emptyTool, step, type PolygonTool, type ToolEvent } from './tools/polygon-tool';

interface Props {
  readonly polygons: readonly Polygon[];
  /** Called once a gesture is finished: one undo step each. */
  readonly onChange: (polygons: readonly Polygon[]) => void;
  readonly tone: 'include' | 'exclude';
  /** Only an active layer takes the pointer and the keys. */
  readonly active: boolean;
}

const tones = { include: '#4cc9a0', exclude: '#ff9e4a' };

/**
 * Polygons on an ImageStage (with drag="layers"): press to set corners, on the first corner, Enter or a double
 * click to close; drag a corner or a polygon; Delete removes the selected one; Escape gives up.
 */
export function PolygonLayer({ polygons, onChange, tone, active }: Props) {
  const { view, image, imageLength } = useStageView();
  const [tool, setTool] = useState<PolygonTool>({ ...emptyTool, polygons });
  const current = useRef(tool);

  function show(next: PolygonTool): void {
    current.current = next;
    setTool(next);
  }

  useEffect(() => {
    if (polygons !== current.current.polygons) show({ ...emptyTool, polygons });
  }, [polygons]);
  useEffect(() => {
    if (!active) show({ ...current.current, state: { kind: 'idle' }, selected: null });
  }, [active]);

  function send(event: ToolEvent): void {
    const next = step(current.current, event);
    show(next);
    if (next.state.kind === 'idle' && next.polygons !== polygons) onChange(next.polygons);
  }
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });

  useEffect(() => {
    if (!active) return;
    const onKey = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable]');
      if (!typing && ['Enter', 'Escape', 'Backspace', 'Delete'].includes(event.key)) {
        latest.current({ kind: 'key', key: event.key });
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [active]);

  function at({ target }: KonvaEventObject<Event>): ImagePoint {
    const pointer = target.getStage()?.getPointerPosition();
    const [x, y] = toImage(view, screenPoint(pointer?.x ?? 0, pointer?.y ?? 0));
    return [Math.min(Math.max(x, 0), image.widthPx), Math.min(Math.max(y, 0), image.heightPx)];
  }

  const colour = tones[tone];
  const { state } = tool;
  return (
    <Layer
      listening={active}
      onPointerDown={(event) => send({ kind: 'down', at: at(event), reach: imageLength(12) })}
      onPointerMove={(event) => send({ kind: 'move', at: at(event) })}
      onPointerUp={(event) => send({ kind: 'up', at: at(event) })}
      onPointerDblClick={(event) => send({ kind: 'double', at: at(event) })}
    >
      <Rect width={image.widthPx} height={image.heightPx} fill="#0000" />
      {tool.polygons.map((polygon, index) => (
        <Line
          key={index}
          points={polygon.flat()}
          closed
          fill={`${colour}30`}
          stroke={colour}
          strokeWidth={index === tool.selected ? 3 : 2}
          strokeScaleEnabled={false}
          {...(tone === 'exclude' ? { dash: [8, 5] } : {})}
        />
      ))}
      {active &&
        tool.polygons.flatMap((polygon, index) =>
          polygon.map(([x, y], vertex) => (
            <Handle
              key={`${index}.${vertex}`}
              x={x}
              y={y}
              colour={colour}
              selected={index === tool.selected}
            />
          )),
        )}
      {state.kind === 'drawing' && (
        <>
          <Line
            points={[...state.points.flat(), ...state.cursor]}
            stroke={colour}
            strokeWidth={2}
            strokeScaleEnabled={false}
          />
          {state.points.map(([x, y], index) => (
            <Handle key={index} x={x} y={y} colour={colour} selected={index === 0} />
          ))}
        </>
      )}
    </Layer>
  );
}

function Handle({ x, y, colour, selected }: { x: number; y: number; colour: string; selected: boolean }) {
  const { imageLength } = useStageView();
  return (
    <Circle
      x={x}
      y={y}
      radius={imageLength(selected ? 7 : 5)}
      fill={selected ? '#ffffff' : colour}
      stroke={selected ? colour : '#0c1014'}
      strokeWidth={2}
      strokeScaleEnabled={false}
      listening={false}
    />
  );
}
