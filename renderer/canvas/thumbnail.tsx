import { useEffect, useRef } from 'react';
import type { DisplayImage } from '#shared/contract/contract';
import { createPainter } from './picture';

interface Props {
  readonly image: DisplayImage;
  readonly className?: string | undefined;
  /** Empty where words beside it say the same. */
  readonly label: string;
}

/** Longest side that is kept, px: enough for a thumbnail at 4K. */
const sidePx = 320;

/** A small still picture; CSS gives its size, `object-fit` works as on an `img`. */
export function Thumbnail({ image, className, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let left = false;
    void createPainter()(image).then(({ canvas: painted }) => {
      const target = canvas.current;
      if (left || !target) return;
      const scale = Math.min(1, sidePx / Math.max(painted.width, painted.height));
      target.width = Math.max(1, Math.round(painted.width * scale));
      target.height = Math.max(1, Math.round(painted.height * scale));
      target.getContext('2d')?.drawImage(painted, 0, 0, target.width, target.height);
    });
    return () => {
      left = true;
    };
  }, [image]);
  return (
    <canvas
      ref={canvas}
      className={className}
      {...(label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
}
