import { AppFailure } from '#shared/contract/errors';
import type { LabelledBox } from '#shared/domain/dataset';
import { soundBoxes } from './boxes';
import type { FoundItem } from './format';
import { isMarked, maskValues, valuesIn } from './mask-pixels';
import type { SeenFiles, SeenPicture } from './seen-files';

/** A found picture whose files were read. */
export interface ExaminedItem {
  readonly found: FoundItem;
  readonly image: SeenPicture;
  readonly golden: SeenPicture | null;
  readonly mask: SeenPicture | null;
  /** Does the mask show anything? null: there is none. */
  readonly marked: boolean | null;
  readonly labels: readonly string[];
  /** Inside the picture. */
  readonly boxes: readonly LabelledBox[];
}

/**
 * Reads the files of a picture and checks the labels against them. null where it is left out; tells why.
 * @param listed what labels.txt lists
 */
export async function examine(
  found: FoundItem,
  files: SeenFiles,
  listed: readonly string[] | null,
  problems: string[],
): Promise<ExaminedItem | null> {
  try {
    const image = await files.see(found.image);
    const golden = found.golden === null ? null : await files.see(found.golden);
    if (golden) requireSameSize(found.golden, golden, image);
    const boxes = soundBoxes(found.boxes, image, found.image, problems);
    if (boxes.length === 0 && found.boxes.length > 0) {
      throw malformed(`${found.image} was left out: none of its boxes is sound. Correct them.`);
    }
    const mask = await lookAtMask(found, image, files, listed);
    const shown = [...boxes.map(({ label }) => label), ...(mask?.shown ?? [])];
    const labels = found.labels ?? [...new Set(shown)];
    const marked = mask && mask.shown.length > 0;
    return { found, image, golden, mask: mask?.seen ?? null, marked, labels, boxes };
  } catch (thrown) {
    if (!(thrown instanceof AppFailure)) throw thrown;
    problems.push(thrown.message);
    return null;
  }
}

/** The mask and the labels it shows; null where there is none. Throws AppFailure. */
async function lookAtMask(
  { image: path, mask }: FoundItem,
  image: SeenPicture,
  files: SeenFiles,
  listed: readonly string[] | null,
): Promise<{ seen: SeenPicture; shown: string[] } | null> {
  if (!mask || mask.kind === 'empty') return null;
  const values = valuesIn(maskValues(await files.decode(mask.path), mask.path));
  const seen = await files.see(mask.path);
  requireSameSize(mask.path, seen, image);
  if (mask.kind === 'index') return { seen, shown: labelsOf(values, listed ?? [], mask.path) };
  if (!isMarked(values)) return { seen, shown: [] };
  if (mask.label !== null) return { seen, shown: [mask.label] };
  const sentence = `${path} was left out: it is said to be good, but ${mask.path} marks a place. Correct one of them.`;
  throw malformed(sentence);
}

function labelsOf(values: readonly number[], listed: readonly string[], path: string): string[] {
  const labels: string[] = [];
  for (const value of values) {
    if (value === 0) continue;
    const label = listed[value - 1];
    const sentence = `${path} holds the value ${value}, but labels.txt lists ${listed.length} labels. Correct one of them.`;
    if (label === undefined) throw malformed(sentence);
    labels.push(label);
  }
  return labels;
}

function requireSameSize(path: string | null, a: SeenPicture, image: SeenPicture): void {
  if (a.widthPx === image.widthPx && a.heightPx === image.heightPx) return;
  const sizes = `${a.widthPx} × ${a.heightPx} px, its picture ${image.widthPx} × ${image.heightPx}`;
  throw malformed(`${path} was left out with its picture: it has ${sizes}. Make them the same.`);
}

function malformed(sentence: string): AppFailure {
  return new AppFailure('dataset.malformed', sentence);
}
