import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { AppFailure } from '#shared/contract/errors';
import type { PixelImage } from '#shared/domain/frame';
import { boxIou } from '#shared/numeric/geometry';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { golden } from '#models/golden/golden';
import { goldenPackage } from '#models/golden/package';
import type { Tensors } from '#models/runtime';
import { createPcbLine } from '#models/generate/pcb';
import { drawBoard, paint, photograph, straight, type View } from './boards';

vi.setConfig({ testTimeout: 60_000 }); // a shared machine may be busy

const { onnx, manifest } = goldenPackage((bytes) => createHash('sha256').update(bytes).digest('hex'));
const session = await createOrtRuntime({ provider: 'cpu', threads: 1 }).load(onnx);
const [width, height] = [320, 264];
const board = drawBoard(3);
const reference = photograph(board, width, height, straight);

async function look(image: PixelImage, good: PixelImage = reference) {
  const sample = { image, golden: good };
  const outputs: Tensors = await session.run(golden.preprocess(sample, manifest), golden.outputs);
  const pose = Array.from(outputs['pose']!.data, Number);
  return { pose, predictions: golden.postprocess(outputs, sample, manifest), outputs, sample };
}

const views: [string, Partial<View>][] = [
  ['as it is', {}],
  ['shifted by parts of a pixel', { shiftX: 0.4, shiftY: -0.7 }],
  ['shifted by 20 px each way', { shiftX: 20, shiftY: -20 }],
  ['turned by 2°', { angle: (2 * Math.PI) / 180 }],
  ['shifted, turned and darker', { shiftX: -17.3, shiftY: 9.6, angle: -0.03, gain: 0.6, offset: 5 }],
  ['brighter and noisy', { shiftX: 5, gain: 1.2, offset: 15, noise: 5 }],
];

describe('a good part', () => {
  test.each(views)('%s has no predictions, and its pose is found', async (_name, partial) => {
    const view = { ...straight, ...partial };
    const { pose, predictions } = await look(photograph(board, width, height, view, 9));
    expect(predictions).toEqual([]);
    const [c, s] = [Math.cos(view.angle), Math.sin(view.angle)];
    for (const [x, y] of [
      [0, 0],
      [140, 110],
      [-140, 110],
      [140, -110],
    ] as const) {
      const found = [pose[0]! * x + pose[1]! * y + pose[2]!, pose[3]! * x + pose[4]! * y + pose[5]!];
      const real = [c * x - s * y + view.shiftX, s * x + c * y + view.shiftY];
      expect(Math.hypot(found[0]! - real[0]!, found[1]! - real[1]!)).toBeLessThan(0.5);
    }
  });
});

test('a part of which only the rim shows something lies as its holder has it', async () => {
  const data = new Uint8Array(width * height).fill(250);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < 18; x++) if (y % 24 < 10) data[y * width + x] = 20;
  }
  for (let i = 0; i < data.length; i += 7) data[i]! -= i % 3; // what a camera adds
  const rim: PixelImage = { widthPx: width, heightPx: height, channels: 1, data };
  const noisy = { ...rim, data: data.map((level, i) => level - ((i * 7) % 5)) };
  const { pose, predictions } = await look(noisy, rim);
  expect(Math.abs(pose[2]!) + Math.abs(pose[5]!)).toBeLessThan(0.5);
  expect(predictions).toEqual([]);
});

describe('a defect', () => {
  test.each(views)('%s is found where it is in the test image', async (_name, partial) => {
    const view = { ...straight, ...partial };
    const image = photograph(board, width, height, view, 9);
    const spots = [
      { box: [90, 70, 16, 14], change: 70, label: 'brighter' },
      { box: [200, 180, 14, 16], change: -55, label: 'darker' },
    ] as const;
    const damaged = spots.reduce((picture, { box, change }) => paint(picture, box, change), image);
    const { predictions } = await look(damaged);
    expect(predictions.map(({ label }) => label).sort()).toEqual(['brighter', 'darker']);
    for (const { box, label } of spots) {
      const found = predictions.find((prediction) => prediction.label === label);
      // Around the defect, with the margin of the options and what the averaging adds, no more.
      const [left, top, wide, high] = found!.box;
      const margins = [
        box[0] - left,
        box[1] - top,
        left + wide - box[0] - box[2],
        top + high - box[1] - box[3],
      ];
      for (const margin of margins) {
        expect(margin).toBeGreaterThanOrEqual(1);
        expect(margin).toBeLessThanOrEqual(11);
      }
    }
  });

  test('has the higher score the stronger it is', async () => {
    const scores: number[] = [];
    for (const change of [-160, -110, -70]) {
      const { predictions } = await look(paint(reference, [200, 180, 14, 16], change));
      scores.push(predictions[0]?.score ?? 0);
    }
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(scores).size).toBe(3);
  });

  test('gives the same numbers each time', async () => {
    const image = paint(
      photograph(board, width, height, { ...straight, shiftX: 3.3, noise: 4 }, 5),
      [90, 70, 16, 14],
      70,
    );
    const first = await look(image);
    const levels = first.outputs['difference']!.data.slice();
    const second = await look(image);
    expect(second.outputs['difference']!.data).toEqual(levels);
    expect(second.predictions).toEqual(first.predictions);
  });

  test('is what the explaining picture shows brightest', async () => {
    const { outputs, sample } = await look(paint(reference, [200, 180, 14, 16], -110));
    const picture = golden.explain(manifest)!.picture(outputs, sample, manifest);
    const at = picture.data.indexOf(Math.max(...picture.data));
    expect([picture.widthPx, picture.heightPx, picture.channels]).toEqual([width, height, 1]);
    expect(at % width).toBeGreaterThanOrEqual(198);
    expect(at % width).toBeLessThan(216);
  });
});

test('nothing outside the common field of view becomes a prediction', async () => {
  // The part lies 20 px off and the picture beyond the golden is painted over.
  const moved = photograph(board, width, height, { ...straight, shiftX: 20 });
  const { predictions } = await look(paint(moved, [width - 18, 0, 18, height], -150));
  expect(predictions).toEqual([]);
});

test('a picture without anything in it gives no predictions against itself', async () => {
  const blank: PixelImage = {
    widthPx: 200,
    heightPx: 130,
    channels: 1,
    data: new Uint8Array(200 * 130).fill(90),
  };
  expect((await look(blank, { ...blank, data: blank.data.slice() })).predictions).toEqual([]);
});

describe('preprocess', () => {
  const codeOf = (run: () => unknown) => {
    try {
      run();
      return null;
    } catch (thrown) {
      return thrown instanceof AppFailure ? thrown.error : thrown;
    }
  };

  test('takes 8 bit gray as it is, without a copy', () => {
    expect(golden.preprocess({ image: reference, golden: reference }, manifest)['image']!.data).toBe(
      reference.data,
    );
  });

  test('turns colour into luma and 16 bits into their upper 8', () => {
    const side = 128;
    const fill = (channels: 1 | 3, data: Uint8Array | Uint16Array): PixelImage => ({
      widthPx: side,
      heightPx: side,
      channels,
      data,
    });
    const colour = fill(
      3,
      new Uint8Array(side * side * 3).map((_, i) => [200, 100, 50][i % 3]!),
    );
    const deep = fill(1, new Uint16Array(side * side).fill(0xab_cd));
    const { image, golden: other } = golden.preprocess({ image: colour, golden: deep }, manifest);
    // 0.299 · 200 + 0.587 · 100 + 0.114 · 50 = 124.2 (ITU-R BT.601)
    expect(image!.data[77]).toBe(124);
    expect(other!.data[77]).toBe(0xab);
    const deepColour = fill(3, new Uint16Array(side * side * 3).fill(0xff_ff));
    expect(golden.preprocess({ image: deepColour, golden: deep }, manifest)['image']!.data[5]).toBe(255);
  });

  test('says what is wrong with the golden', () => {
    const other = photograph(board, 200, 150, straight);
    expect(codeOf(() => golden.preprocess({ image: reference, golden: null }, manifest))).toMatchObject({
      code: 'golden.missing',
    });
    expect(codeOf(() => golden.preprocess({ image: reference, golden: other }, manifest))).toMatchObject({
      code: 'golden.mismatch',
      details: { image: '320 × 264', golden: '200 × 150' },
    });
    const small = photograph(board, 100, 150, straight);
    expect(codeOf(() => golden.preprocess({ image: small, golden: small }, manifest))).toMatchObject({
      code: 'model.incompatible',
    });
  });
});

test('finds the defects of made-up boards, with few false ones', async () => {
  let [hits, misses, false_] = [0, 0, 0];
  for (const seed of [1, 2]) {
    const line = createPcbLine({ seed, defectShare: 1, widthPx: 640, heightPx: 640 });
    for (let i = 0; i < 12; i++) {
      const part = line.part(i);
      const { predictions } = await look(part.image, line.golden);
      const left = new Set(predictions);
      for (const { box } of part.defects) {
        const hit = [...left].find((prediction) => boxIou(prediction.box, box) > 0.33);
        if (hit) left.delete(hit);
        if (hit) hits++;
        else misses++;
      }
      false_ += left.size;
    }
  }
  expect(hits / (hits + misses)).toBeGreaterThanOrEqual(0.85);
  expect(hits / (hits + false_)).toBeGreaterThanOrEqual(0.9);
});
