import type { PixelImage } from '#shared/domain/frame';
import type { Box } from '#shared/numeric/geometry';
import type { Random } from '#shared/numeric/random';
import { unitsPerPx, type Field } from './field';
import { reachPx } from './shapes';

/** Copper around the picture that a shift or rotation brings into view, px. */
export const captureMarginPx = 12;

/** How a part lies under the camera and how strongly it was etched and lit. */
export interface Pose {
  readonly shiftPx: readonly [x: number, y: number];
  readonly angleRad: number;
  /** Edges moved outwards (or inwards where negative), px. */
  readonly growthPx: number;
  readonly dark: number;
  readonly bright: number;
}

export const straight: Pose = { shiftPx: [0, 0], angleRad: 0, growthPx: 0, dark: 0, bright: 255 };

export function drawPose(random: Random): Pose {
  return {
    shiftPx: [random.uniform(-3, 3), random.uniform(-3, 3)],
    angleRad: (random.uniform(-0.5, 0.5) * Math.PI) / 180,
    growthPx: random.normal(0, 0.25),
    dark: random.integer(0, 10),
    bright: random.integer(243, 255),
  };
}

const tileSize = 256;
/** No edge is rougher than this, px. */
const peakPx = 1.5;
/** Distances beyond this many px from an edge are plain copper or plain ground. */
const rampPx = 0.75;

/** Displacements of the edges in units of the field, on a square that wraps around. */
export interface Roughness {
  readonly tile: Int16Array;
  /** Largest displacement, either way. */
  readonly peak: number;
}

/** Fine roughness on slow waves. */
export function createRoughness(random: Random): Roughness {
  const sum = new Float32Array(tileSize * tileSize);
  for (const [cellPx, deviationPx] of [
    [2, 0.14],
    [4, 0.3],
    [32, 0.25],
  ] as const) {
    addValueNoise(sum, random, cellPx, deviationPx);
  }
  const peak = peakPx * unitsPerPx;
  const tile = Int16Array.from(sum, (value) =>
    Math.max(-peak, Math.min(peak, Math.round(value * unitsPerPx))),
  );
  return { tile, peak };
}

/** Random values on a lattice of `cellPx`, in between by smoothed linear interpolation. */
function addValueNoise(sum: Float32Array, random: Random, cellPx: number, deviation: number): void {
  const cells = tileSize / cellPx;
  const lattice = Float32Array.from({ length: cells * cells }, () => random.normal(0, deviation * 1.6));
  const smooth = (t: number) => t * t * (3 - 2 * t);
  for (let y = 0, i = 0; y < tileSize; y++) {
    const row = Math.floor(y / cellPx);
    const below = (row + 1) % cells;
    const v = smooth(y / cellPx - row);
    for (let x = 0; x < tileSize; x++, i++) {
      const column = Math.floor(x / cellPx);
      const right = (column + 1) % cells;
      const u = smooth(x / cellPx - column);
      const top = lattice[row * cells + column]! * (1 - u) + lattice[row * cells + right]! * u;
      const bottom = lattice[below * cells + column]! * (1 - u) + lattice[below * cells + right]! * u;
      sum[i]! += top * (1 - v) + bottom * v;
    }
  }
}

/**
 * The board as a line-scan camera and a threshold see it: copper dark, ground bright, a narrow ramp between.
 * Where the roughness starts comes from `random`, and so do a few specks of dirt.
 */
export function capture(
  field: Field,
  widthPx: number,
  heightPx: number,
  pose: Pose,
  roughness: Roughness,
  random: Random,
): PixelImage {
  const data = new Uint8Array(widthPx * heightPx);
  const levels = levelsOf(pose);
  const last = levels.length - 1;
  const centre = last / 2;
  // Beyond this distance from an edge a pixel is plain, and each further 1.125 px mean one more plain pixel,
  // as far as the distances of defects reach.
  const plain = roughness.peak + centre + 1.5 * unitsPerPx;
  const trusted = Math.max(plain, reachPx * unitsPerPx);
  const { tile } = roughness;
  const tileX = random.integer(0, tileSize - 1);
  const tileY = random.integer(0, tileSize - 1);
  // Fixed point with 16 bits of fraction: a step to the right moves by (stepU, stepV) in the field.
  const stepU = Math.round(Math.cos(pose.angleRad) * 65536);
  const stepV = Math.round(-Math.sin(pose.angleRad) * 65536);
  const { data: depths, widthPx: stride } = field;
  for (let y = 0; y < heightPx; y++) {
    const [startX, startY] = toBoard(pose, widthPx, heightPx, 0, y);
    const startU = Math.round(startX * 65536);
    const startV = Math.round(startY * 65536);
    const tileRow = ((y + tileY) & (tileSize - 1)) * tileSize;
    const row = y * widthPx;
    for (let x = 0; x < widthPx; x++) {
      const u = startU + x * stepU;
      const v = startV + x * stepV;
      const at = (v >> 16) * stride + (u >> 16);
      const a = depths[at]!;
      const distance = a < 0 ? -a : a;
      if (distance >= plain) {
        const spare = (distance < trusted ? distance : trusted) - plain;
        const end = Math.min(widthPx - 1, x + ((spare * 57) >> 10));
        const level = a < 0 ? pose.bright : pose.dark;
        for (data[row + x] = level; x < end;) data[row + ++x] = level;
        continue;
      }
      const fu = (u >> 8) & 255;
      const fv = (v >> 8) & 255;
      const c = depths[at + stride]!;
      const top = a * 256 + (depths[at + 1]! - a) * fu;
      const bottom = c * 256 + (depths[at + stride + 1]! - c) * fu;
      const depth = (top * 256 + (bottom - top) * fv) >> 16;
      const level = depth + tile[tileRow + ((x + tileX) & (tileSize - 1))]! + centre;
      data[row + x] = levels[level < 0 ? 0 : level > last ? last : level]!;
    }
  }
  for (let specks = random.integer(0, 8); specks > 0; specks--) {
    data[random.integer(0, data.length - 1)] = random.next() < 0.5 ? pose.dark : pose.bright;
  }
  return { widthPx, heightPx, channels: 1, data };
}

/** Gray by depth: bright ground, a ramp over the edge, dark copper. */
function levelsOf({ growthPx, dark, bright }: Pose): Uint8Array {
  const reach = Math.ceil((rampPx + Math.abs(growthPx)) * unitsPerPx) + 1;
  return Uint8Array.from({ length: 2 * reach + 1 }, (_, i) => {
    const copper = Math.min(1, Math.max(0, 0.5 + ((i - reach) / unitsPerPx + growthPx) / (2 * rampPx)));
    return Math.round(bright + (dark - bright) * copper);
  });
}

/** From a pixel of the picture to the field. */
function toBoard(pose: Pose, widthPx: number, heightPx: number, x: number, y: number): [number, number] {
  const cos = Math.cos(pose.angleRad);
  const sin = Math.sin(pose.angleRad);
  const dx = x - widthPx / 2 - pose.shiftPx[0];
  const dy = y - heightPx / 2 - pose.shiftPx[1];
  return [
    cos * dx + sin * dy + widthPx / 2 + captureMarginPx,
    -sin * dx + cos * dy + heightPx / 2 + captureMarginPx,
  ];
}

/** From a box in the field to the upright box around it in the picture, clipped; whole pixels. */
export function toPicture(pose: Pose, widthPx: number, heightPx: number, [x, y, width, height]: Box): Box {
  const cos = Math.cos(pose.angleRad);
  const sin = Math.sin(pose.angleRad);
  const xs: number[] = [];
  const ys: number[] = [];
  for (const [cornerX, cornerY] of [
    [x, y],
    [x + width, y],
    [x, y + height],
    [x + width, y + height],
  ] as const) {
    const dx = cornerX - captureMarginPx - widthPx / 2;
    const dy = cornerY - captureMarginPx - heightPx / 2;
    xs.push(cos * dx - sin * dy + widthPx / 2 + pose.shiftPx[0]);
    ys.push(sin * dx + cos * dy + heightPx / 2 + pose.shiftPx[1]);
  }
  const left = Math.max(0, Math.floor(Math.min(...xs)));
  const top = Math.max(0, Math.floor(Math.min(...ys)));
  const right = Math.min(widthPx, Math.ceil(Math.max(...xs)));
  const bottom = Math.min(heightPx, Math.ceil(Math.max(...ys)));
  return [left, top, right - left, bottom - top];
}
