import { expect, test } from 'vitest';
import { createRandom } from '#shared/numeric/random';
import { noAugmentation } from '#models/augment/settings';
import { cellGrids } from '#models/detect/cells';
import { planFor, type Plan } from '#models/detect/plan';
import { lookAt, surveyOf } from '#models/detect/survey';
import { createViews } from '#models/detect/views';
import { createPictures } from '#models/train/pictures';
import { shapesDataset } from './shapes';

const dataset = shapesDataset({ count: 8, sidePx: 64 });
const looks = await Promise.all(dataset.items.map(async (item) => lookAt(await dataset.load(item))));
const survey = surveyOf(dataset.items, looks);
const planned = planFor(survey, 'fast', 64, 2);
/** One level makes the numbers of cells easy to follow. */
const plan: Plan = { ...planned, shape: { ...planned.shape, strides: [4] } };
const views = createViews(
  plan,
  noAugmentation,
  dataset.labels,
  dataset.items,
  createPictures(
    dataset,
    (loaded) => loaded,
    () => {},
  ),
  3,
);

test('a survey tells what the pictures look like', () => {
  expect(survey).toMatchObject({ channels: 1, golden: false, longestPx: 64, shortestPx: 64 });
  expect(survey.boxSizesPx).toHaveLength(dataset.items.flatMap(({ boxes }) => boxes).length);
  expect(planned.shape.strides).toEqual([4, 8]);
  expect(plan.shape.view.sidePx).toBe(64);
});

test('a view that is not varied is the picture, and its cells ask for the boxes of the picture', async () => {
  const { image, labels, distances_wanted: distances } = await views.batch(createRandom(1), 0, 0);
  const { sidePx, batch } = plan.shape.view;
  const [grid] = cellGrids(sidePx, sidePx, plan.shape.strides);
  const cells = grid!.columns * grid!.rows;
  expect(image?.dims).toEqual([batch, 1, 64, 64]);
  expect(labels?.dims).toEqual([batch, cells]);
  const loaded = await Promise.all(dataset.items.map((item) => dataset.load(item)));
  for (let i = 0; i < batch; i++) {
    const shown = Array.from({ length: 64 * 64 }, (_, at) =>
      Math.round(Number(image!.data[i * 4096 + at]) * 255),
    );
    const which = loaded.findIndex(({ image: { data } }) => data.every((level, at) => level === shown[at]));
    expect(which).toBeGreaterThanOrEqual(0);
    const asked = new Set<string>();
    for (let cell = 0; cell < cells; cell++) {
      const label = dataset.labels[Number(labels!.data[i * cells + cell])];
      if (label === undefined) continue;
      const [left = 0, top = 0, right = 0, bottom = 0] = [0, 1, 2, 3].map((side) =>
        Number(distances!.data[(i * 4 + side) * cells + cell]),
      );
      const [x, y] = [((cell % grid!.columns) + 0.5) * 4, (Math.floor(cell / grid!.columns) + 0.5) * 4];
      asked.add(JSON.stringify({ label, box: [x - left, y - top, left + right, top + bottom] }));
    }
    const boxes = dataset.items[which]!.boxes.map(({ label, box }) => JSON.stringify({ label, box }));
    expect([...asked].sort()).toEqual(boxes.sort());
  }
});

test('the same random numbers give the same batch, the next step other pictures', async () => {
  const copy = async (step: number) => (await views.batch(createRandom(4), 1, step))['image']!.data.slice();
  const first = await copy(0);
  expect(await copy(0)).toEqual(first);
  expect(await copy(1)).not.toEqual(first);
});
