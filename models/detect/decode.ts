import { AppFailure } from '#shared/contract/errors';
import type { PixelImage } from '#shared/domain/frame';
import type { ModelManifest } from '#shared/domain/model';
import type { Tensors } from '../runtime';
import type { Candidate } from './suppress';

/** More guesses than this are not looked at, only the best: a network that sees defects everywhere must not stall a line. */
const mostCandidates = 3000;

/**
 * All guesses of at least that score, boxes in pixels of the image and within it.
 * @param outputs `scores` [1, labels, cells] and `boxes` [1, 4, cells]: left, top, right, bottom in the network's pixels
 * @param scale the network's pixels for one of the image
 */
export function candidatesIn(
  outputs: Tensors,
  manifest: Pick<ModelManifest, 'name' | 'labels'>,
  { widthPx, heightPx }: Pick<PixelImage, 'widthPx' | 'heightPx'>,
  leastScore: number,
  scale: number,
): Candidate[] {
  const { scores, boxes, cells } = listsIn(outputs, manifest);
  const edge = (side: number, cell: number, limit: number) =>
    Math.min(limit, Math.max(0, boxes[side * cells + cell]! / scale));
  return bestPlaces(scores, leastScore)
    .map((place) => {
      const cell = place % cells;
      const [left, top] = [edge(0, cell, widthPx), edge(1, cell, heightPx)];
      const [right, bottom] = [edge(2, cell, widthPx), edge(3, cell, heightPx)];
      const box = [left, top, right - left, bottom - top] as const;
      return { label: Math.floor(place / cells), score: scores[place]!, box };
    })
    .filter(({ box: [, , width, height] }) => !(width <= 0 || height <= 0));
}

/** Where the scores reach the least one; of too many the highest. */
function bestPlaces(scores: Float32Array, leastScore: number): number[] {
  const places: number[] = [];
  // A score that is no number is passed on, too: the verdict must not be made without it.
  for (let i = 0; i < scores.length; i++) if (!(scores[i]! < leastScore)) places.push(i);
  if (places.length <= mostCandidates) return places;
  return places.sort((a, b) => scores[b]! - scores[a]!).slice(0, mostCandidates);
}

function listsIn(
  { scores, boxes }: Tensors,
  { name, labels }: Pick<ModelManifest, 'name' | 'labels'>,
): { scores: Float32Array; boxes: Float32Array; cells: number } {
  const cells = scores?.dims[2] ?? 0;
  if (
    scores?.type !== 'float32' ||
    boxes?.type !== 'float32' ||
    scores.data.length !== labels.length * cells ||
    boxes.data.length !== 4 * cells
  ) {
    throw new AppFailure(
      'model.malformed',
      `Model ${name} does not give a score for each of its labels and a box at each place.`,
      { name },
    );
  }
  return { scores: scores.data, boxes: boxes.data, cells };
}
