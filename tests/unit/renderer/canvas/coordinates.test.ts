import { describe, expect, it } from 'vitest';
import {
  fit,
  panBy,
  screenPoint,
  toImage,
  visibleRegion,
  zoomAt,
} from '../../../../renderer/canvas/coordinates';

const image = { widthPx: 2000, heightPx: 1000 };
const stage = { width: 1000, height: 800 };

describe('the view', () => {
  it('fits the whole image, centred', () => {
    expect(fit(image, stage)).toEqual({ scale: 0.5, offset: [0, 150] });
    expect(visibleRegion(fit(image, stage), image, stage)).toEqual([0, 0, 2000, 1000]);
  });

  it('keeps what lies under the pointer when zooming', () => {
    const at = screenPoint(500, 400);
    const before = fit(image, stage);
    const after = zoomAt(before, 4, at, image, stage);
    expect(after.scale).toBe(2);
    expect(toImage(after, at)[0]).toBeCloseTo(toImage(before, at)[0], 9);
    expect(toImage(after, at)[1]).toBeCloseTo(toImage(before, at)[1], 9);
  });

  it('never gets smaller than the fitted image nor larger than 40 CSS pixels a pixel', () => {
    const fitted = fit(image, stage);
    expect(zoomAt(fitted, 0.1, screenPoint(3, 3), image, stage)).toEqual(fitted);
    expect(zoomAt(fitted, 1e6, screenPoint(500, 400), image, stage).scale).toBe(40);
    const icon = { widthPx: 2, heightPx: 2 };
    expect(zoomAt(fit(icon, stage), 9, screenPoint(0, 0), icon, stage).scale).toBe(400);
  });

  it('never leaves the image when it is moved', () => {
    const zoomed = zoomAt(fit(image, stage), 4, screenPoint(500, 400), image, stage);
    expect(toImage(panBy(zoomed, 1e6, 1e6, image, stage), screenPoint(0, 0))).toEqual([0, 0]);
    expect(toImage(panBy(zoomed, -1e6, -1e6, image, stage), screenPoint(1000, 800))).toEqual([2000, 1000]);
    expect(panBy(fit(image, stage), 40, 40, image, stage)).toEqual(fit(image, stage));
  });

  it('tells which region is seen, in whole pixels of the image', () => {
    const view = { scale: 2, offset: screenPoint(-101, -50) };
    expect(visibleRegion(view, image, stage)).toEqual([50, 25, 501, 400]);
  });
});
