import { AppFailure } from '#shared/contract/errors';
import type { ModelManifest } from '#shared/domain/model';
import type { ProviderName } from '#shared/domain/settings';
import { readStandaloneModel } from '#models/graph/read';
import type { Session, Tensor, TensorInfo, Tensors } from '#models/runtime';
import type { Sample, Task } from '#models/task';
import { tasks } from '#models/tasks';
import type { Refused, Request } from '#electron/adapters/runtime/messages';
import { createOrtRuntime } from '#electron/adapters/runtime/ort-runtime';
import { differenceOf } from './compare';
import { runModel } from './run-model';

export interface OpenModel {
  readonly manifest: ModelManifest;
  readonly task: Task;
  readonly session: Session;
  readonly provider: ProviderName;
}

/**
 * Loads the graph on the first of the providers that gives what the CPU gives, and warms it up.
 * Throws AppFailure model.malformed where the bytes are no ONNX graph of their own, model.incompatible where the graph
 * takes or gives something else than its manifest says.
 */
export async function openModel(
  { manifest, onnx, providers }: Extract<Request, { kind: 'load' }>,
  threads: number,
): Promise<{ model: OpenModel; refused: Refused[] }> {
  const task = tasks[manifest.task];
  readStandaloneModel(onnx, manifest.name);

  const open = (provider: ProviderName) => createOrtRuntime({ provider, threads }).load(onnx);
  const reference = await open('cpu').catch((thrown: unknown) => {
    const why = thrown instanceof Error ? thrown.message.slice(0, 300) : String(thrown);
    throw new AppFailure(
      'model.malformed',
      `Model ${manifest.name} cannot be loaded: ${why}`,
      { name: manifest.name, why },
      thrown,
    );
  });
  const feeds = task.preprocess(sampleFor(manifest), manifest);
  requireInputs(reference.inputs, feeds, manifest.name);
  requireOutputs(
    reference.outputs,
    [...task.outputs, ...(task.explain(manifest)?.outputs ?? [])],
    manifest.name,
  );
  const expected = copied(await runModel(reference, feeds, task.outputs, manifest.name));

  const refused: Refused[] = [];
  for (const provider of providers) {
    if (provider === 'cpu') break;
    try {
      const session = await open(provider);
      const reason = differenceOf(await session.run(feeds, task.outputs), expected);
      if (!reason) {
        await reference.release();
        return { model: { manifest, task, session, provider }, refused };
      }
      await session.release();
      refused.push({ provider, reason: `${manifest.name}: ${reason}` });
    } catch (thrown) {
      // Not hidden: the reason is shown with the provider, and the next one on the ladder is tried.
      const why = thrown instanceof Error ? thrown.message.slice(0, 300) : String(thrown);
      refused.push({ provider, reason: `${manifest.name}: ${why}` });
    }
  }
  return { model: { manifest, task, session: reference, provider: 'cpu' }, refused };
}

/** Copies: the next run writes into the same memory. */
function copied(outputs: Tensors): Tensors {
  return Object.fromEntries(
    Object.entries(outputs).map(([output, tensor]) => [
      output,
      { ...tensor, data: tensor.data.slice() } as Tensor,
    ]),
  );
}

/** A picture with something in it, of the model's size or, where any will do, a common one. */
function sampleFor({ input, golden }: ModelManifest): Sample {
  const [widthPx, heightPx, channels] = [input.widthPx ?? 320, input.heightPx ?? 256, input.channels];
  const data = new Uint8Array(widthPx * heightPx * channels);
  for (let i = 0; i < data.length; i++) {
    const [x, y] = [Math.floor(i / channels) % widthPx, Math.floor(i / channels / widthPx)];
    data[i] = ((x >> 4) * 7 + (y >> 4) * 13) % 5 > 2 ? 210 : 40;
  }
  const image = { widthPx, heightPx, channels, data };
  return { image, golden: golden ? { ...image, data: data.slice() } : null };
}

function requireInputs(inputs: readonly TensorInfo[], feeds: Tensors, name: string): void {
  const given = Object.entries(feeds).map(([input, { type, dims }]) => ({ name: input, type, dims }));
  const fits =
    inputs.length === given.length &&
    given.every((feed) =>
      inputs.some(
        (input) => input.name === feed.name && input.type === feed.type && fitsInto(feed.dims, input.dims),
      ),
    );
  if (fits) return;
  const [takes, says] = [inputs.map(describe).join(', '), given.map(describe).join(', ')];
  const message = `Model ${name} takes ${takes}, but by its manifest it would be given ${says}.`;
  throw new AppFailure('model.incompatible', message, { name, takes, says });
}

function requireOutputs(outputs: readonly TensorInfo[], wanted: readonly string[], name: string): void {
  const missing = wanted.find((output) => !outputs.some((given) => given.name === output));
  if (missing === undefined) return;
  const gives = outputs.map(describe).join(', ');
  const message = `Model ${name} has no output ${missing}, which its task reads; it gives ${gives}.`;
  throw new AppFailure('model.incompatible', message, { name, missing, gives });
}

function fitsInto(dims: readonly number[], shape: readonly number[]): boolean {
  return dims.length === shape.length && shape.every((size, i) => size === -1 || size === dims[i]);
}

function describe({ name, type, dims }: TensorInfo): string {
  return `${name} ${type} [${dims.map((dim) => (dim === -1 ? 'any' : dim)).join(', ')}]`;
}
