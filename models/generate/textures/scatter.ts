import type { Random } from '#shared/numeric/random';
import { paint, smoothstep } from '../canvas';
import { logUniform, type Draw } from './view';

/** One of many shapes on a plain ground. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly sizePx: number;
  readonly angleRad: number;
}

/**
 * A class of separate shapes of like size, from a few large ones to many small ones: `design` gives one shape's value
 * by the place in it, in shares of its size: beyond 1.5 it is not asked; 0 leaves the ground.
 * @param cover share of the picture that the shapes take up, about
 * @param lit the shapes are not turned each its own way, but all the way that light comes from
 */
function scattered(
  sizePx: readonly [least: number, most: number],
  cover: readonly [least: number, most: number],
  design: (random: Random) => () => (u: number, v: number) => number,
  lit = false,
): Draw {
  return (canvas, random) => {
    const shapes = design(random);
    const lightRad = random.uniform(0, 2 * Math.PI);
    const size = logUniform(random, ...sizePx);
    const { widthPx, heightPx } = canvas;
    const wanted = (random.uniform(...cover) * widthPx * heightPx) / (Math.PI * size * size);
    const places: Place[] = [];
    for (let tries = Math.ceil(wanted * 6); tries > 0 && places.length < Math.max(2, wanted); tries--) {
      const place = {
        x: random.uniform(0, widthPx),
        y: random.uniform(0, heightPx),
        sizePx: size * random.uniform(0.75, 1.3),
        angleRad: lit ? lightRad : random.uniform(0, 2 * Math.PI),
      };
      if (places.some((other) => touch(place, other))) continue;
      places.push(place);
      drawShape(canvas, place, shapes());
    }
  };
}

function touch(a: Place, b: Place): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) < 1.1 * (a.sizePx + b.sizePx);
}

function drawShape(canvas: Parameters<Draw>[0], place: Place, shape: (u: number, v: number) => number): void {
  const { x: cx, y: cy, sizePx, angleRad } = place;
  const reach = 1.5 * sizePx;
  const [cos, sin] = [Math.cos(angleRad) / sizePx, Math.sin(angleRad) / sizePx];
  paint(canvas, [cx - reach, cy - reach, cx + reach, cy + reach], (x, y, before) => {
    const [dx, dy] = [x - cx, y - cy];
    const value = shape(dx * cos + dy * sin, dy * cos - dx * sin);
    return value === 0 ? before : value;
  });
}

/** Flat ellipses of several shades. */
export const ellipses = scattered([7, 20], [0.15, 0.4], (random) => {
  const flat = random.uniform(1.3, 2.4);
  return () => {
    const tint = random.uniform(0.6, 1);
    return (u, v) => tint * smoothstep(1.04, 0.96, Math.hypot(u, v * flat));
  };
});

/** Flat shapes of three to six straight sides. */
export const polygons = scattered([8, 20], [0.2, 0.45], (random) => () => {
  const sides = random.integer(3, 6);
  const tint = random.uniform(0.6, 1);
  const normals = Array.from({ length: sides }, (_, i) => {
    const angle = ((i + random.uniform(-0.2, 0.2)) * 2 * Math.PI) / sides;
    return [Math.cos(angle), Math.sin(angle), random.uniform(0.6, 0.85)] as const;
  });
  return (u, v) => {
    let outside = -1;
    for (const [x, y, distance] of normals) outside = Math.max(outside, u * x + v * y - distance);
    return Math.hypot(u, v) > 1.45 ? 0 : tint * smoothstep(0.04, -0.04, outside);
  };
});

/** Small round specks, many and uneven. */
export const specks = scattered([1.4, 2.6], [0.02, 0.07], (random) => () => {
  const tint = random.uniform(0.5, 1);
  return (u, v) => tint * smoothstep(1.3, 0.6, Math.hypot(u, v));
});

/** Soft hills without an edge. */
export const blobs = scattered([10, 22], [0.25, 0.55], (random) => () => {
  const tint = random.uniform(0.7, 1);
  const flat = random.uniform(0.8, 1.25);
  return (u, v) => {
    const squared = u * u + v * v * flat;
    return squared > 2 ? 0 : tint * (Math.exp(-2.2 * squared) - 0.012);
  };
});

/** Balls of solder: dark round edge, bright top with a glint towards the light. */
export const solderBalls = scattered(
  [5, 14],
  [0.25, 0.5],
  (random) => {
    const glintAt = random.uniform(0.2, 0.5);
    return () => (u, v) => {
      const squared = u * u + v * v;
      if (squared > 1) return 0;
      const glint = Math.exp(-14 * ((u - glintAt) ** 2 + v * v));
      return 1.3 * Math.sqrt(1 - squared) - 0.75 + 1.2 * glint;
    };
  },
  true,
);

/** Craters: dark on the side of the light, bright on the other. */
export const craters = scattered(
  [4, 10],
  [0.12, 0.35],
  () => () => (u, v) => {
    const distance = Math.hypot(u, v);
    return 1.7 * u * smoothstep(1.25, 0.7, distance) - 0.2 * smoothstep(1, 0.5, distance);
  },
  true,
);
