import { z } from 'zod';
import { AppFailure } from '#shared/contract/errors';
import type { LabelledBox } from '#shared/domain/dataset';
import { fileName, folderOf, placeOf, type DatasetFiles } from './dataset-files';
import type { DatasetFormat, FormatSource, FoundItem } from './format';

const id = z.union([z.number(), z.string()]);
const document = z.object({
  categories: z.array(z.object({ id, name: z.string().min(1) })),
  images: z.array(z.object({ id, file_name: z.string() })),
  annotations: z.array(z.object({ image_id: id, category_id: id, bbox: z.array(z.number()).length(4) })),
});

/**
 * COCO object detection: annotations.json (or `instances_….json`) with boxes as x, y, width, height in pixels, and the
 * pictures at the paths it names or in `images` beside it. A picture golden.… beside it is the golden of all.
 */
export const coco: DatasetFormat = {
  name: 'coco',
  layout: 'annotations.json (COCO) with images/',
  recognises: (files) => files.pictures.length > 0 && documentsOf(files).length > 0,

  async read(source) {
    const { files, problems } = source;
    const found = await source.each(documentsOf(files), (path) => readDocument(path, source));
    const items = new Map<string, FoundItem>();
    for (const item of found.flatMap((each) => each ?? [])) {
      if (!items.has(item.image)) items.set(item.image, item);
      else problems.push(`${item.image} is in two COCO files: the first counts. Remove it from one.`);
    }
    const used = new Set([...items.values()].flatMap(({ image, golden }) => [image, golden]));
    for (const image of files.pictures) {
      if (!used.has(image)) problems.push(`${image} was left out: no COCO file names it. Add it to one.`);
    }
    return [...items.values()];
  },
};

function documentsOf({ paths }: DatasetFiles): string[] {
  const name = /^(_?annotations(\.coco)?|instances_.*|coco)\.json$/i;
  return paths.filter((path) => name.test(fileName(path)));
}

async function readDocument(path: string, source: FormatSource): Promise<FoundItem[]> {
  const { files, labels, problems } = source;
  const { categories, images, annotations } = parsed(await source.text(path), path);
  const names = new Map(categories.map((category) => [category.id, category.name]));
  const boxes = new Map<string | number, LabelledBox[]>(images.map((image) => [image.id, []]));
  const bad = new Set<string | number>();
  for (const { image_id, category_id, bbox } of annotations) {
    const label = names.get(category_id);
    const of = boxes.get(image_id);
    if (!of) problems.push(`${path}: a box is of picture ${image_id}, which is not listed. Correct it.`);
    else if (label === undefined || labels?.includes(label) === false) bad.add(image_id);
    else of.push({ label, box: bbox as [number, number, number, number] });
  }
  const base = folderOf(path);
  const golden = files.pictures.find((each) => folderOf(each) === base && /^golden\./i.test(fileName(each)));
  const items = new Map<string, FoundItem>();
  for (const { id: number, file_name } of images) {
    const image = pictureOf(base, file_name, files);
    if (image === null || items.has(image) || bad.has(number)) {
      const why =
        image === null
          ? 'it is not there'
          : bad.has(number)
            ? 'a box has an unknown class'
            : 'it is listed twice';
      problems.push(`${path}: the picture ${file_name} was left out, ${why}. Correct it.`);
      continue;
    }
    items.set(image, {
      image,
      golden: golden ?? null,
      mask: null,
      alias: file_name,
      group: null,
      split: placeOf(image).split,
      labels: null,
      boxes: boxes.get(number) ?? [],
    });
  }
  return [...items.values()];
}

function pictureOf(base: string, name: string, files: DatasetFiles): string | null {
  const inside = name.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
  const above = folderOf(base);
  const places = [base, `${base}/images`, above, `${above}/images`].map((folder) => `${folder}/${inside}`);
  return places.map((path) => path.replace(/^\/+/, '')).find((path) => files.has(path)) ?? null;
}

function parsed(text: string, path: string): z.infer<typeof document> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    throw malformed(path, 'it is no JSON', thrown);
  }
  const result = document.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw malformed(path, `${issue?.path.join('.') || 'as a whole'}: ${issue?.message ?? 'not valid'}`);
}

function malformed(path: string, why: string, cause?: unknown): AppFailure {
  const sentence = `${path} cannot be read as COCO: ${why}. Write it again.`;
  return new AppFailure('dataset.malformed', sentence, { path }, cause);
}
