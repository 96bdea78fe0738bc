import type { Random } from '#shared/numeric/random';
import type { Planes } from '../../augment/planes';

/** By how much a flaw changes the logarithm of a value: channel c, pixel i of the plane. */
export type Change = (c: number, i: number) => number;

/** Added to values 0..1 before their logarithm is taken: below this a camera sees noise. */
export const dark = 0.02;

/** What is inside a flaw. Most are darker or brighter than the rest; the others have the light but not the texture. */
export function drawChange(picture: Planes, other: Planes, random: Random): Change {
  return random.pick(changes)(picture, other, random);
}

const changes = [toned, toned, toned, toned, toned, toned, replaced, replaced, rubbed, turned];

/** Darker, more often, or brighter, and uneven. */
function toned({ channels, widthPx }: Planes, _other: Planes, random: Random): Change {
  const sign = random.next() < 0.7 ? -1 : 1;
  const contrast = sign * 0.12 * (1.2 / 0.12) ** random.next();
  const tints = Array.from({ length: channels }, () => contrast * random.uniform(0.7, 1.3));
  const period = random.uniform(3, 40);
  const phase = random.uniform(0, 2 * Math.PI);
  const uneven = random.uniform(0, 0.3);
  return (c, i) => {
    const wave = Math.sin(((i % widthPx) + Math.floor(i / widthPx)) / period + phase);
    return tints[c]! * (1 + uneven * wave);
  };
}

/** A piece of the other picture, at another brightness. */
function replaced(picture: Planes, other: Planes, random: Random): Change {
  const shift = random.uniform(-0.2, 0.2);
  const size = picture.widthPx * picture.heightPx;
  return (c, i) => log(other, c * size + i) - log(picture, c * size + i) + shift;
}

/** The texture is gone. */
function rubbed(picture: Planes, _other: Planes, random: Random): Change {
  const size = picture.widthPx * picture.heightPx;
  const means = Array.from({ length: picture.channels }, (_, c) => meanLog(picture, c * size, size));
  const share = random.uniform(0.6, 1);
  const shift = random.uniform(-0.1, 0.1);
  return (c, i) => share * (means[c]! - log(picture, c * size + i)) + shift;
}

/** The texture runs another way: rows become columns. */
function turned(picture: Planes, other: Planes, random: Random): Change {
  const { widthPx, heightPx } = picture;
  if (widthPx !== heightPx) return replaced(picture, other, random);
  const before = picture.data.slice(picture.offset, picture.offset + picture.channels * widthPx * heightPx);
  const shift = random.uniform(-0.15, 0.15);
  return (c, i) => {
    const [x, y] = [i % widthPx, Math.floor(i / widthPx)];
    const at = c * widthPx * heightPx;
    return Math.log(before[at + x * widthPx + y]! + dark) - Math.log(before[at + i]! + dark) + shift;
  };
}

function meanLog(picture: Planes, from: number, count: number): number {
  let sum = 0;
  for (let i = from; i < from + count; i++) sum += log(picture, i);
  return sum / count;
}

function log({ data, offset }: Planes, i: number): number {
  return Math.log(Math.max(0, data[offset + i]!) + dark);
}
