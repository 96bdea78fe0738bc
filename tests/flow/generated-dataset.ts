import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createImageCodec } from '#electron/adapters/image/codec';
import { createRandom } from '#shared/numeric/random';

/** Pictures a class, by class: stripes that lie, stripes that stand. Easy to tell apart, 32 × 32, gray. */
export async function writeStripes(
  folder: string,
  pictures: Readonly<Partial<Record<'lying' | 'standing', number>>>,
): Promise<void> {
  const codec = createImageCodec();
  for (const [name, count] of Object.entries(pictures)) {
    await mkdir(join(folder, name), { recursive: true });
    for (let i = 0; i < count; i++) {
      const { bytes } = await codec.encode(stripes(name === 'lying', i));
      await writeFile(join(folder, name, `${name}-${i}.png`), bytes);
    }
  }
}

const sidePx = 32;

function stripes(lying: boolean, index: number) {
  const random = createRandom(lying ? 1 : 2, index);
  const [period, phase] = [random.uniform(6, 10), random.uniform(0, 10)];
  const data = new Uint8Array(sidePx * sidePx);
  for (let i = 0; i < data.length; i++) {
    const along = lying ? Math.floor(i / sidePx) : i % sidePx;
    const wave = Math.sin(((along + phase) / period) * 2 * Math.PI);
    data[i] = Math.min(255, Math.max(0, 128 + 80 * wave + random.uniform(-30, 30)));
  }
  return { widthPx: sidePx, heightPx: sidePx, channels: 1, data } as const;
}
