import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { explained } from '#electron/adapters/files/durable-file';
import { createImageCodec } from '#electron/adapters/image/codec';
import {
  generateProduct,
  products,
  type GeneratedPicture,
  type ProductName,
} from '#models/generate/products';
import { AppFailure } from '#shared/contract/errors';
import { integer, share } from './arguments';
import { interrupted, print, type Command } from './command';

const largestCount = 1_000_000;

export const generate: Command = {
  usage: 'generate <product> <folder> [--count N] [--seed N] [--defects SHARE]',
  does: `makes up a product (${Object.keys(products).join(', ')}): golden.png, images/*.png, annotations.json (COCO)`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        count: { type: 'string', default: '100' },
        seed: { type: 'string', default: '1' },
        defects: { type: 'string', default: '0.5' },
      },
    });
    const [product, folder] = positionals;
    if (product === undefined || folder === undefined || !isProduct(product)) {
      const known = Object.keys(products).join(', ');
      throw new AppFailure('input.invalid', `generate takes a product (${known}) and a folder to write to.`);
    }
    const count = integer('--count', values.count, 1, largestCount);
    const seed = integer('--seed', values.seed, 0, 0xffff_ffff);
    const defectShare = share('--defects', values.defects);
    const options = { seed, defectShare };
    const written = await writeProduct(product, folder, count, options, interrupted()).catch(
      (thrown: unknown) => {
        throw explained(thrown, folder);
      },
    );
    await print(`${written} images of ${product} in ${folder}`);
    return 0;
  },
};

function isProduct(name: string): name is ProductName {
  return Object.hasOwn(products, name);
}

/** Images first, the labels last: a folder with annotations.json is whole. */
async function writeProduct(
  product: ProductName,
  folder: string,
  count: number,
  options: { seed: number; defectShare: number },
  signal: AbortSignal,
): Promise<number> {
  const codec = createImageCodec();
  await mkdir(join(folder, 'images'), { recursive: true });
  const parts: (Pick<GeneratedPicture, 'defects'> & { file: string; widthPx: number; heightPx: number })[] =
    [];
  for (const picture of generateProduct(product, count, options)) {
    if (signal.aborted) break;
    const { widthPx, heightPx } = picture.image;
    const file = picture.kind === 'golden' ? 'golden.png' : `images/${picture.name}.png`;
    await writeFile(join(folder, file), (await codec.encode(picture.image)).bytes);
    if (picture.kind === 'part') parts.push({ file, widthPx, heightPx, defects: picture.defects });
    if (parts.length % 100 === 0 && parts.length > 0) process.stderr.write(`${parts.length} of ${count}\n`);
  }
  await writeFile(join(folder, 'annotations.json'), JSON.stringify(coco(product, parts), null, 1));
  return parts.length;
}

/** COCO object detection: boxes as x, y, width, height in pixels. */
function coco(
  product: ProductName,
  parts: readonly { file: string; widthPx: number; heightPx: number; defects: GeneratedPicture['defects'] }[],
): unknown {
  const labels = products[product]({ seed: 0, defectShare: 0, widthPx: 64, heightPx: 64 }).labels;
  return {
    categories: labels.map((name, i) => ({ id: i + 1, name })),
    images: parts.map(({ file, widthPx, heightPx }, i) => ({
      id: i + 1,
      file_name: file,
      width: widthPx,
      height: heightPx,
    })),
    annotations: parts
      .flatMap(({ defects }, image) => defects.map((defect) => ({ ...defect, image })))
      .map(({ label, box, image }, i) => ({
        id: i + 1,
        image_id: image + 1,
        category_id: labels.indexOf(label) + 1,
        bbox: box,
        area: box[2] * box[3],
        iscrowd: 0,
      })),
  };
}
