import type { PixelImage } from '#shared/domain/frame';
import type { Box } from '#shared/numeric/geometry';
import { createRandom } from '#shared/numeric/random';
import { designBoard } from './pcb/board';
import { capture, captureMarginPx, drawPose, createRoughness, straight, toPicture } from './pcb/capture';
import { makeDefect, pcbLabels, type PcbLabel } from './pcb/defects';
import type { Field } from './pcb/field';
import type { LineOptions, ProductLine } from './product';

export { pcbLabels, type PcbLabel } from './pcb/defects';

const defaultSizePx = 640;

/**
 * A line of bare printed circuit boards of one design, as binarised gray pictures: copper dark on bright ground.
 * Each part is shifted by up to 3 px, turned by up to half a degree and etched a little differently; a defective one
 * has one to four defects of the six classic kinds. Part i depends on the seed, i and the defect share alone.
 */
export function createPcbLine(options: LineOptions): ProductLine<PcbLabel> & { readonly golden: PixelImage } {
  const { seed, widthPx = defaultSizePx, heightPx = defaultSizePx, oneKind = false } = options;
  const board = designBoard(seed, widthPx + 2 * captureMarginPx, heightPx + 2 * captureMarginPx);
  const roughness = createRoughness(createRandom(seed, 0x70_1e));
  const scratch: Field = { ...board.field, data: new Int16Array(board.field.data.length) };
  const golden = capture(board.field, widthPx, heightPx, straight, roughness, createRandom(seed, 0x901d));

  return {
    labels: pcbLabels,
    name: (index) => `pcb-${String(index).padStart(6, '0')}`,
    golden,
    part(index, defectShare = options.defectShare) {
      const random = createRandom(seed ^ 0x5eed, index);
      const pose = drawPose(random);
      const defective = random.next() < defectShare;
      if (!defective) {
        const image = capture(board.field, widthPx, heightPx, pose, roughness, random);
        return { image, defects: [], mask: null };
      }
      scratch.data.set(board.field.data);
      const taken: Box[] = [];
      const defects: { label: PcbLabel; box: Box }[] = [];
      for (let wanted = random.pick([1, 1, 1, 2, 2, 3, 4]); wanted > 0; wanted--) {
        const drawn = random.pick(pcbLabels);
        const label = (oneKind && defects[0]?.label) || drawn;
        const box = makeDefect(label, board, scratch, taken, random);
        if (!box) continue;
        taken.push(box);
        defects.push({ label, box: toPicture(pose, widthPx, heightPx, box) });
      }
      const image: PixelImage = capture(scratch, widthPx, heightPx, pose, roughness, random);
      return { image, defects, mask: null };
    },
  };
}
