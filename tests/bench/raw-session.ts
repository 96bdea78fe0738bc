import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { PixelImage } from '#shared/domain/frame';
import type { ModelRef } from '#shared/domain/model';
import { eachOf } from './machine';

export interface RawSession {
  /** Mean time of a run, ms. */
  run(times: number): Promise<number>;
  /** Time of each run and of what follows it, ms, one every so often. */
  runEach(times: number, intervalMs: number, follow?: () => void): Promise<number[]>;
}

/**
 * A shipped graph with inputs `image` and `golden` on the bare runtime, with the station's own session options and nothing
 * around it.
 * @param outputs those that its task reads
 */
export async function openRawSession(
  { name, version }: ModelRef,
  outputs: readonly string[],
  golden: PixelImage,
  images: readonly PixelImage[],
): Promise<RawSession> {
  const model = await readFile(join(process.cwd(), 'models/packages', name, version, 'model.onnx'));
  const session = await InferenceSession.create(model, {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
  const tensorOf = ({ data, heightPx, widthPx }: PixelImage) =>
    new Tensor('uint8', data as Uint8Array, [1, 1, heightPx, widthPx]);
  const reference = tensorOf(golden);
  const tensors = images.map(tensorOf);
  let next = 0;
  const once = async () => {
    const image = tensors[next++ % tensors.length] ?? reference;
    await session.run({ image, golden: reference }, outputs);
  };
  for (let i = 0; i < 5; i++) await once();
  return {
    async run(times) {
      const startedAt = performance.now();
      for (let i = 0; i < times; i++) await once();
      return (performance.now() - startedAt) / times;
    },
    runEach: (times, intervalMs, follow) =>
      eachOf(times, intervalMs, async () => {
        await once();
        follow?.();
      }),
  };
}
