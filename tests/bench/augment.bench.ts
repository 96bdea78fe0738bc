/**
 * What varying a picture costs, a value that is written, beside what is the least: turning its bytes into planes of
 * 0..1 as they lie. The kinds take turns in each round. Options: --rounds=N (40).
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { augment, type Sample, type Target } from '#models/augment/augment';
import { chain, rotation, translation } from '#models/augment/affine';
import { mosaic } from '#models/augment/mosaic';
import { wholeOf, type Planes } from '#models/augment/planes';
import { presets } from '#models/augment/presets';
import type { AugmentSettings } from '#models/augment/settings';
import { warp } from '#models/augment/warp';
import type { PixelImage } from '#shared/domain/frame';
import { createRandom } from '#shared/numeric/random';
import { printTable, quantile, row, type Row } from './table';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '40' } } });
const side = 320;

const gray = picture(1, 8);
const kinds: [string, PixelImage, 1 | 3, (image: PixelImage, planes: Planes) => void][] = [
  ['gray, bytes to a plane', gray, 1, plain],
  ['gray, warp by 5°', gray, 1, turned],
  ['gray of 16 bits, warp by 5°', picture(1, 16), 1, turned],
  ['colour, bytes to planes', picture(3, 8), 3, plain],
  ['colour, warp by 5°', picture(3, 8), 3, turned],
  ['colour to luma, warp by 5°', picture(3, 8), 1, turned],
  ['gray to three planes, warp by 5°', gray, 3, turned],
];
for (const name of ['classify', 'detect', 'detectWithGolden', 'segment'] as const) {
  kinds.push([`gray, augment ${name}`, gray, 1, augmented(presets[name], name === 'detectWithGolden')]);
}
kinds.push(['gray, mosaic detect', gray, 1, ofFour()]);

const data = new Float32Array(3 * side * side);
const times = kinds.map((): number[] => []);
for (let round = 0; round < Number(values.rounds) + 10; round++) {
  kinds.forEach(([, image, channels, work], i) => {
    const planes: Planes = { data, offset: 0, channels, widthPx: side, heightPx: side };
    const startedAt = performance.now();
    work(image, planes);
    if (round >= 10) times[i]!.push(performance.now() - startedAt); // after the warm-up
  });
}

const nsOf = kinds.map(([name, , channels], i) => {
  const written = channels * side * side * (name.endsWith('Golden') ? 2 : 1);
  return (quantile(times[i]!, 0.5) * 1e6) / written;
});
const rows = kinds.map(([name, , channels], i): Row => {
  const ratio = nsOf[i]! / nsOf[channels === 1 ? 0 : 3]!;
  return row(name, `${nsOf[i]!.toFixed(1)} ns a value`, `${ratio.toFixed(1)} × bytes to planes`, true);
});
printTable(rows);

function picture(channels: 1 | 3, bits: 8 | 16): PixelImage {
  const length = side * side * channels;
  const data = bits === 8 ? new Uint8Array(length) : new Uint16Array(length);
  for (let i = 0; i < length; i++) data[i] = i * 7919;
  return { widthPx: side, heightPx: side, channels, data };
}

function plain({ data, channels }: PixelImage, planes: Planes): void {
  const size = side * side;
  for (let c = 0; c < channels; c++) {
    for (let i = 0; i < size; i++) planes.data[c * size + i] = data[i * channels + c]! / 255;
  }
}

function turned(image: PixelImage, planes: Planes): void {
  const middle = side / 2;
  const transform = chain(translation(-middle, -middle), rotation(5), translation(middle, middle));
  warp(image, transform, planes, wholeOf(planes), 'edge');
}

function augmented(settings: AugmentSettings, withGolden: boolean) {
  const random = createRandom(1);
  return (image: PixelImage, planes: Planes): void => {
    augment(sampleOf(image), settings, targetOf(planes, withGolden), random);
  };
}

function ofFour() {
  const random = createRandom(1);
  return (image: PixelImage, planes: Planes): void => {
    const sample = sampleOf(image);
    mosaic([sample, sample, sample, sample], presets.detect, targetOf(planes, false), random);
  };
}

function sampleOf(image: PixelImage): Sample {
  return { image, golden: image, mask: null, boxes: [{ label: 'spot', box: [40, 40, 30, 20] }] };
}

function targetOf(planes: Planes, withGolden: boolean): Target {
  const golden = withGolden ? { ...planes, offset: side * side } : null;
  return { image: planes, golden, mask: null, fit: { kind: 'letterbox' }, outside: 'edge' };
}
