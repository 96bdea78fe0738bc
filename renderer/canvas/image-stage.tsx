import { useElementSize } from '@mantine/hooks';
import type { KonvaEventObject } from 'konva/lib/Node';
import { useEffect, useImperativeHandle, useMemo, useRef, useState, type ReactNode, type Ref } from 'react';
import { Image, Layer, Stage } from 'react-konva';
import type { Box } from '#shared/numeric/geometry';
import { fit, panBy, screenPoint, visibleRegion, zoomAt, type ImageSize, type View } from './coordinates';
import classes from './image-stage.module.css';
import type { Picture } from './picture';
import { StageViewContext } from './stage-view';

export interface ImageStageHandle {
  zoomIn(): void;
  zoomOut(): void;
  fit(): void;
}

interface Props {
  /** Size of the original image: everything on the stage is in its pixels. */
  readonly image: ImageSize;
  readonly picture: Picture | null;
  /** A sharper picture of a region, drawn over the whole one. */
  readonly detail?: { readonly picture: Picture; readonly region: Box } | null;
  /** What a plain drag does: moves the image, or is left to the layers (then Space or the middle button moves it). */
  readonly drag: 'pan' | 'layers';
  /**
   * The view came to rest: this region of the image is seen, on so many device pixels (longest side).
   * `magnified` when the picture at hand has fewer.
   */
  readonly onView?: (seen: {
    readonly region: Box;
    readonly maxPx: number;
    readonly magnified: boolean;
  }) => void;
  readonly label: string;
  readonly ref?: Ref<ImageStageHandle>;
  /** Konva layers, in image pixels. */
  readonly children?: ReactNode;
}

const zoomStep = 1.25;
/** A view that did not change for so long is at rest. */
const restMs = 180;

/**
 * Shows an image that can be zoomed (wheel, pinch) and moved (drag).
 * Double click or Ctrl+F fits it. The keys + − 0 are the screen's: it has the handle.
 */
export function ImageStage({ image, picture, detail, drag, onView, label, ref, children }: Props) {
  const { ref: box, width, height } = useElementSize<HTMLDivElement>();
  const stage = useMemo(() => ({ width, height }), [width, height]);
  const size = useMemo(
    () => ({ widthPx: image.widthPx, heightPx: image.heightPx }),
    [image.widthPx, image.heightPx],
  );
  /** null: fitted, also when the window or the image changes its size. */
  const [moved, setMoved] = useState<View | null>(null);
  useEffect(() => setMoved(null), [size]);
  const fitted = useMemo(() => fit(size, stage), [size, stage]);
  const view = moved ?? fitted;
  const change = (next: (view: View) => View) => setMoved((current) => next(current ?? fitted));
  const zoom = (factor: number, at = screenPoint(stage.width / 2, stage.height / 2)) =>
    change((current) => zoomAt(current, factor, at, size, stage));
  const pan = (dx: number, dy: number) => change((current) => panBy(current, dx, dy, size, stage));

  const handle: ImageStageHandle = {
    zoomIn: () => zoom(zoomStep),
    zoomOut: () => zoom(1 / zoomStep),
    fit: () => setMoved(null),
  };
  useImperativeHandle(ref, () => handle);
  useRest(view, picture, size, stage, onView);
  const gesture = usePanGesture(drag, pan);

  function onWheel({ evt, target }: KonvaEventObject<WheelEvent>): void {
    evt.preventDefault();
    const at = target.getStage()?.getPointerPosition();
    if (at) zoom(Math.exp(-evt.deltaY * (evt.ctrlKey ? 0.01 : 0.0015)), screenPoint(at.x, at.y));
  }

  useFitKey(handle.fit);

  const context = useMemo(
    () => ({ view, image: size, imageLength: (screenPx: number) => screenPx / view.scale }),
    [view, size],
  );
  const ready = width > 0 && height > 0 && size.widthPx > 0 && size.heightPx > 0;
  return (
    <div
      ref={box}
      className={classes.stage}
      data-panning={gesture.panning || undefined}
      tabIndex={0}
      role="application"
      aria-label={label}
      {...gesture.handlers}
    >
      {ready && (
        <StageViewContext value={context}>
          <Stage
            width={width}
            height={height}
            scaleX={view.scale}
            scaleY={view.scale}
            x={view.offset[0]}
            y={view.offset[1]}
            onWheel={onWheel}
            onDblClick={() => drag === 'pan' && handle.fit()}
          >
            <Layer listening={false} imageSmoothingEnabled={view.scale < 4}>
              {picture && <Image image={picture.canvas} width={size.widthPx} height={size.heightPx} />}
              {detail && (
                <Image
                  image={detail.picture.canvas}
                  x={detail.region[0]}
                  y={detail.region[1]}
                  width={detail.region[2]}
                  height={detail.region[3]}
                />
              )}
            </Layer>
            {children}
          </Stage>
        </StageViewContext>
      )}
    </div>
  );
}

/** Ctrl+F from anywhere: there is one stage on a screen, and nothing to search in it. */
function useFitKey(fitAll: () => void): void {
  const latest = useRef(fitAll);
  useEffect(() => {
    latest.current = fitAll;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== 'f') return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function useRest(
  view: View,
  picture: Picture | null,
  image: ImageSize,
  stage: { readonly width: number; readonly height: number },
  onView: Props['onView'],
): void {
  const latest = useRef(onView);
  useEffect(() => {
    latest.current = onView;
  });
  useEffect(() => {
    if (!latest.current || stage.width === 0) return;
    const timer = setTimeout(() => {
      const region = visibleRegion(view, image, stage);
      const devicePx = view.scale * window.devicePixelRatio;
      const maxPx = Math.ceil(Math.min(4096, Math.max(region[2], region[3]) * Math.min(1, devicePx)));
      const pictureScale = picture ? picture.canvas.width / image.widthPx : 0;
      latest.current?.({ region, maxPx, magnified: Math.min(1, devicePx) > pictureScale * 1.05 });
    }, restMs);
    return () => clearTimeout(timer);
  }, [view, picture, image, stage]);
}

/** Dragging to move the image: any drag in `pan`, the middle button or a held Space in `layers`. */
function usePanGesture(drag: Props['drag'], pan: (dx: number, dy: number) => void) {
  const [spaceHeld, setSpaceHeld] = useState(false);
  const [panning, setPanning] = useState(false);
  const last = useRef<[x: number, y: number]>([0, 0]);
  const handlers = {
    onPointerDownCapture(event: React.PointerEvent<HTMLDivElement>) {
      const pans = event.button === 1 || (event.button === 0 && (drag === 'pan' || spaceHeld));
      if (!pans) return;
      if (drag === 'layers') event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      last.current = [event.clientX, event.clientY];
      setPanning(true);
    },
    onPointerMoveCapture(event: React.PointerEvent<HTMLDivElement>) {
      if (!panning) return;
      if (drag === 'layers') event.stopPropagation();
      pan(event.clientX - last.current[0], event.clientY - last.current[1]);
      last.current = [event.clientX, event.clientY];
    },
    onPointerUpCapture: () => setPanning(false),
    onPointerCancelCapture: () => setPanning(false),
    onKeyDownCapture(event: React.KeyboardEvent) {
      if (drag !== 'layers' || event.key !== ' ') return;
      event.preventDefault();
      setSpaceHeld(true);
    },
    onKeyUpCapture(event: React.KeyboardEvent) {
      if (event.key === ' ') setSpaceHeld(false);
    },
    onBlur: () => setSpaceHeld(false),
  };
  return { panning: panning || spaceHeld, handlers };
}
