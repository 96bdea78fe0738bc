import { expect, test } from 'vitest';
import { planOf } from '#models/anomaly/plan';

const picture = (widthPx: number, heightPx: number, channels: 1 | 3 = 1, value = 100) => ({
  widthPx,
  heightPx,
  channels,
  data: Uint8Array.from({ length: widthPx * heightPx * channels }, (_, i) => (i % 3 === 0 ? value : 100)),
});
const minutes = (count: number) => ({ kind: 'minutes', minutes: count }) as const;
const standard = { quality: 'balanced', sizePx: null, duration: minutes(10) } as const;

test('pictures are seen in their usual proportions, in multiples of 32, by quality', () => {
  const tall = [picture(100, 200), picture(200, 400), picture(300, 600)];
  expect(planOf(tall, standard)).toMatchObject({ widthPx: 192, heightPx: 384, memory: 1500 });
  expect(planOf(tall, { ...standard, quality: 'fast' })).toMatchObject({ widthPx: 128, heightPx: 256 });
  expect(planOf(tall, { ...standard, quality: 'best' })).toMatchObject({ widthPx: 256, heightPx: 512 });
  expect(planOf(tall, { ...standard, sizePx: 512 })).toMatchObject({ widthPx: 256, heightPx: 512 });
});

test('small pictures are enlarged by half, and to what crops need', () => {
  expect(planOf([picture(160, 150)], standard)).toMatchObject({ widthPx: 256, heightPx: 224 });
  expect(planOf([picture(40, 20)], standard)).toMatchObject({ widthPx: 128, heightPx: 96 });
});

test('colour is seen where there is some', () => {
  expect(planOf([picture(64, 64, 3)], standard).shape.channels).toBe(1);
  expect(planOf([picture(64, 64, 3, 200)], standard).shape.channels).toBe(3);
});

test('time that would bring nothing more is not used; epochs are as they are asked for', () => {
  expect(planOf([picture(64, 64)], standard).duration).toEqual(minutes(0.7));
  expect(planOf([picture(64, 64)], { ...standard, duration: minutes(0.2) }).duration).toEqual(minutes(0.2));
  const epochs = { kind: 'epochs', epochs: 7 } as const;
  expect(planOf([picture(64, 64)], { ...standard, duration: epochs }).duration).toEqual(epochs);
});
