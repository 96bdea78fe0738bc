import { expect, test } from 'vitest';
import type { PixelImage } from '#shared/domain/frame';
import type { Tensors } from '#models/runtime';
import { segment } from '#models/segment/segment';
import { manifestFor } from './manifest-for';

const gray = (widthPx: number, heightPx: number, value = (_i: number) => 0): PixelImage => ({
  widthPx,
  heightPx,
  channels: 1,
  data: Uint8Array.from({ length: widthPx * heightPx }, (_, i) => value(i)),
});
const sampleOf = (image: PixelImage) => ({ image, golden: null });

/** What a network says of a picture padded to 32 × 32: classes and confidences by row of what is given, else 0. */
function outputsOf(
  classes: readonly (readonly number[])[],
  confidence: readonly (readonly number[])[],
): Tensors {
  const plane = (rows: readonly (readonly number[])[]) => {
    const data = new Uint8Array(32 * 32);
    rows.forEach((row, y) => data.set(row, y * 32));
    return { type: 'uint8', dims: [1, 1, 32, 32], data } as const;
  };
  return { classes: plane(classes), confidence: plane(confidence) };
}

test('a picture is padded with its edges to multiples of 32', () => {
  const { image } = segment.preprocess(sampleOf(gray(40, 33, (i) => i % 40)), manifestFor(['a']));
  expect(image?.dims).toEqual([1, 1, 64, 64]);
  const row = [...Array.from({ length: 40 }, (_, x) => x), ...Array.from({ length: 24 }, () => 39)];
  expect(Array.from(image?.data.subarray(0, 64) as Uint8Array)).toEqual(row);
  expect(Array.from(image?.data.subarray(63 * 64) as Uint8Array)).toEqual(row);
});

test('a picture is seen at the scale of the manifest, in its channels', () => {
  const colour: PixelImage = {
    widthPx: 64,
    heightPx: 64,
    channels: 3,
    data: Uint8Array.from({ length: 3 * 64 * 64 }, (_, i) => [10, 20, 30][i % 3]!),
  };
  const { image } = segment.preprocess(sampleOf(colour), manifestFor(['a'], { scale: 0.5 }, 3));
  expect(image?.dims).toEqual([1, 3, 32, 32]);
  expect(image?.data.filter((_, i) => i % 1024 === 5)).toEqual(Uint8Array.of(10, 20, 30));
});

test('connected regions of each label become predictions, surest first, small ones dropped', () => {
  const outputs = outputsOf(
    [
      [1, 1, 0, 2, 2],
      [0, 0, 1, 2, 2],
      [0, 0, 0, 0, 0],
      [1, 0, 0, 0, 0],
    ],
    [
      [51, 102, 0, 255, 255],
      [9, 9, 153, 255, 204],
      [0, 0, 0, 0, 0],
      [255, 0, 0, 0, 0],
    ],
  );
  const sample = sampleOf(gray(5, 4));
  const manifest = manifestFor(['crack', 'stain'], { minAreaPx: 2 });
  const predictions = segment.postprocess(outputs, sample, manifest);
  expect(predictions.map(({ label, box, areaPx }) => ({ label, box, areaPx }))).toEqual([
    { label: 'stain', box: [3, 0, 2, 2], areaPx: 4 },
    { label: 'crack', box: [0, 0, 3, 2], areaPx: 3 },
  ]);
  expect(predictions[0]?.score).toBeCloseTo((3 * 255 + 204) / 4 / 255, 10);
  expect(predictions[1]?.score).toBeCloseTo((51 + 102 + 153) / 3 / 255, 10);
});

test('what lies beyond the picture does not count; boxes and areas are in pixels of the picture', () => {
  const outputs = outputsOf([[0, 0, 0, 0, 1, 1, 1]], [[0, 0, 0, 0, 255, 255, 255]]);
  // Seen at half its size: 6 × 3.
  const predictions = segment.postprocess(outputs, sampleOf(gray(12, 6)), manifestFor(['a'], { scale: 0.5 }));
  expect(predictions).toEqual([{ label: 'a', score: 1, box: [8, 0, 4, 2], areaPx: 8 }]);
});

test('the explaining picture is the confidence, as large as the picture', () => {
  const outputs = outputsOf(
    [[0]],
    [
      [0, 100],
      [200, 40],
    ],
  );
  const picture = (image: PixelImage, scale: number) =>
    segment.explain(manifestFor(['a']))!.picture(outputs, sampleOf(image), manifestFor(['a'], { scale }));
  expect(picture(gray(2, 2), 1)).toEqual({ ...gray(2, 2), data: Uint8Array.of(0, 100, 200, 40) });
  const large = picture(gray(4, 4), 0.5);
  expect([large.widthPx, large.heightPx]).toEqual([4, 4]);
  expect(Array.from(large.data.subarray(0, 4))).toEqual([0, 25, 75, 100]);
});

test('a model that gives something else is told', () => {
  const outputs = outputsOf([], []);
  const code = (of: Tensors, size = 32) => {
    try {
      segment.postprocess(of, sampleOf(gray(size, 1)), manifestFor(['a']));
    } catch (thrown) {
      return (thrown as { error: { code: string } }).error.code;
    }
    return null;
  };
  expect(code(outputs)).toBe(null);
  expect(code(outputs, 33)).toBe('model.malformed');
  expect(code({ classes: outputs['classes']! })).toBe('model.malformed');
  expect(() => segment.preprocess(sampleOf(gray(4, 4)), manifestFor(['a'], { scale: 0 }))).toThrow(
    'Option scale of model draft is 0',
  );
});
