import { performance } from 'node:perf_hooks';
import type { MessagePort } from 'node:worker_threads';
import { AppFailure } from '#shared/contract/errors';
import type { PixelImage } from '#shared/domain/frame';
import type { Answer, Answers, GoldenUse, Request, ThreadData } from '#electron/adapters/runtime/messages';
import { openModel, type OpenModel } from './open-model';
import { runModel } from './run-model';

/** Answers requests on the port one after another, in their order; told to end, it leaves what still waits. */
export function serveModels(port: MessagePort, { threads }: ThreadData): void {
  const models = new Map<number, OpenModel>();
  const goldens = new Map<string, PixelImage>();
  let last = Promise.resolve();
  port.on('message', (request: Request) => {
    if (request.kind === 'end') return process.exit(0); // from inside a thread this ends the thread alone
    last = last
      .then(() => perform(request))
      .then(
        ({ value, transfer }) => send({ kind: 'done', value }, transfer),
        (thrown: unknown) => send(failureOf(thrown), []),
      );
  });

  function send(answer: Answer, transfer: ArrayBuffer[]): void {
    port.postMessage(answer, transfer);
  }

  async function perform(
    request: Exclude<Request, { kind: 'end' }>,
  ): Promise<{ value: Answers[keyof Answers]; transfer: ArrayBuffer[] }> {
    switch (request.kind) {
      case 'load': {
        const { model, refused } = await openModel(request, threads);
        models.set(request.model, model);
        return { value: { provider: model.provider, refused }, transfer: [] };
      }
      case 'unload':
        await models.get(request.model)?.session.release();
        models.delete(request.model);
        return { value: null, transfer: [] };
      case 'inspect': {
        const value = await inspect(modelOf(request.model), request.image, goldenOf(request.golden));
        return { value, transfer: [value.image.data.buffer as ArrayBuffer] };
      }
      case 'explain': {
        const value = await explain(modelOf(request.model), request.image, goldenOf(request.golden));
        return { value, transfer: value ? [value.data.buffer as ArrayBuffer] : [] };
      }
    }
  }

  function modelOf(number: number): OpenModel {
    const model = models.get(number);
    if (!model) throw new Error(`model ${number} is not loaded`);
    return model;
  }

  function goldenOf({ sha256, image, forget }: GoldenUse): PixelImage | null {
    for (const other of forget) goldens.delete(other);
    if (sha256 === null) return null;
    if (image) goldens.set(sha256, image);
    const golden = goldens.get(sha256);
    if (!golden) throw new Error(`golden ${sha256} was never sent`);
    return golden;
  }
}

async function inspect(
  { task, manifest, session }: OpenModel,
  image: PixelImage,
  golden: PixelImage | null,
): Promise<Answers['inspect']> {
  const sample = { image, golden };
  const start = performance.now();
  const feeds = task.preprocess(sample, manifest);
  const fed = performance.now();
  const outputs = await runModel(session, feeds, task.outputs, manifest.name);
  const ran = performance.now();
  const predictions = task.postprocess(outputs, sample, manifest);
  const timings = {
    preprocessMs: fed - start,
    inferenceMs: ran - fed,
    postprocessMs: performance.now() - ran,
  };
  return { image, predictions, timings };
}

async function explain(
  { task, manifest, session }: OpenModel,
  image: PixelImage,
  golden: PixelImage | null,
): Promise<PixelImage | null> {
  const explanation = task.explain(manifest);
  if (!explanation) return null;
  const sample = { image, golden };
  const outputs = await runModel(
    session,
    task.preprocess(sample, manifest),
    explanation.outputs,
    manifest.name,
  );
  return explanation.picture(outputs, sample, manifest);
}

function failureOf(thrown: unknown): Answer {
  if (thrown instanceof AppFailure) return { kind: 'failed', error: thrown.error };
  return {
    kind: 'threw',
    stack: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
  };
}
