import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeModel } from '#models/graph/encode';
import { Graph, type Value } from '#models/graph/graph';
import { add, cast, mul } from '#models/graph/ops/elementwise';
import { reduceMean } from '#models/graph/ops/reduce';
import { reshape, slice } from '#models/graph/ops/shape';
import { goldenPackage } from '#models/golden/package';

type Maker = (image: Value, graph: Graph) => Value;

/** A package for the task golden whose pose depends on `make`: one number that the runtime cannot leave out. */
export async function writeModel(dataFolder: string, name: string, make: Maker): Promise<void> {
  const graph = new Graph(name);
  const image = graph.input('image', 'uint8', [1, 1, 'height', 'width']);
  const golden = graph.input('golden', 'uint8', [1, 1, 'height', 'width']);
  const straight = graph.float([2, 3], [1, 0, 0, 0, 1, 0]);
  const used = add(make(cast(image, 'float32'), graph), firstOf(golden));
  graph.output('difference', cast(add(mul(cast(image, 'float32'), 0), 128), 'uint8'));
  graph.output('pose', add(straight, mul(used, 0)));
  const onnx = encodeModel(graph);
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const manifest = { ...goldenPackage(sha256).manifest, name, sha256: sha256(onnx) };
  const folder = join(dataFolder, 'models', name, '1.0.0');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'model.onnx'), onnx);
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'card.md'), `# ${name}\n`);
}

const firstOf = (image: Value): Value => slice(reshape(cast(image, 'float32'), [-1]), [0], [0], [1]);
export const mean = (image: Value): Value => reshape(reduceMean(image, [2, 3]), [1, 1]);
