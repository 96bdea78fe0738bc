import type { LabelMask } from '#shared/domain/dataset';
import type { Box } from '#shared/numeric/geometry';
import { createRandom } from '#shared/numeric/random';
import { emptyCanvas } from './canvas';
import type { GeneratedPart, LineOptions, ProductLine } from './product';
import { createCamera } from './surface/camera';
import { makeDefect, surfaceLabels, type SurfaceLabel } from './surface/defects';
import { designFinish } from './surface/finish';
import { drawDrift, drawLight, drawSurface } from './surface/scene';

export { surfaceLabels, type SurfaceLabel } from './surface/defects';

const defaultSizePx = 256;

/**
 * A line of gray surfaces of one finish: brushed, rolled, ground, cast or blasted metal, or ceramic. Each part shows
 * another piece of the surface under a light that is uneven and drifts slowly; a defective one has one to three pits,
 * scratches, stains or cracks, from plain ones to ones that only a practised eye finds. Part i depends on the options, i and the
 * defect share alone; with and without its defects it is the same outside of their mask.
 */
export function createSurfaceLine(options: LineOptions): ProductLine<SurfaceLabel> {
  const { seed, widthPx = defaultSizePx, heightPx = defaultSizePx, oneKind = false } = options;
  const setup = createRandom(seed, 0x5e7);
  const finish = designFinish(setup);
  const light = drawLight(setup);
  const drift = drawDrift(setup);
  const camera = createCamera(setup);
  const scene = emptyCanvas(widthPx, heightPx);
  const change = emptyCanvas(widthPx, heightPx);

  function part(index: number, defectShare: number): GeneratedPart<SurfaceLabel> {
    const surface = createRandom(seed ^ 0x5eed, index);
    const flaws = createRandom(seed ^ 0xf1a35, index);
    drawSurface(scene, finish, light, drift(index), surface);
    const mask: LabelMask = { widthPx, heightPx, data: new Uint8Array(widthPx * heightPx) };
    const defects: { label: SurfaceLabel; box: Box }[] = [];
    if (flaws.next() < defectShare) {
      const kind = flaws.pick(surfaceLabels);
      for (let wanted = flaws.pick([1, 1, 1, 2, 2, 3]); wanted > 0; wanted--) {
        const label = oneKind || defects.length === 0 ? kind : flaws.pick(surfaceLabels);
        const taken = defects.map(({ box }) => box);
        const box = makeDefect(label, finish, scene, mask, change, taken, flaws);
        if (box) defects.push({ label, box });
      }
    }
    return { image: camera(scene, finish.brightness, surface), defects, mask };
  }

  return {
    labels: surfaceLabels,
    name: (index) => `surface-${String(index).padStart(6, '0')}`,
    golden: null,
    part: (index, defectShare = options.defectShare) => part(index, defectShare),
  };
}
