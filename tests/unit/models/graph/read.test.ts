import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { expect, test } from 'vitest';
import { AppFailure } from '#shared/contract/errors';
import { encodeModel } from '#models/graph/encode';
import { Graph } from '#models/graph/graph';
import { add } from '#models/graph/ops/elementwise';
import { readStandaloneModel } from '#models/graph/read';

const good = (() => {
  const graph = new Graph('good');
  graph.output('y', add(graph.input('x', 'float32', [2]), 1));
  return encodeModel(graph);
})();

/** Field numbers from onnx.proto3, written out here so that a slip in the reader's table is found. */
function message(no: number, content: Uint8Array): Uint8Array {
  return new BinaryWriter().tag(no, WireType.LengthDelimited).bytes(content).finish();
}
function number(no: number, value: number): Uint8Array {
  return new BinaryWriter().tag(no, WireType.Varint).int32(value).finish();
}
function join(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
const externalTensor = join(
  number(14, 1),
  message(13, join(message(1, text('location')), message(2, text('/etc/passwd')))),
);
const model = (graph: Uint8Array) => join(number(1, 8), message(7, graph));
const inNode = (attribute: Uint8Array) => message(1, message(5, attribute));

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

function codeOf(bytes: Uint8Array): string | null {
  try {
    readStandaloneModel(bytes, 'm');
    return null;
  } catch (thrown) {
    return thrown instanceof AppFailure ? `${thrown.error.code}: ${thrown.error.message}` : String(thrown);
  }
}

test('a model that keeps its numbers itself is taken', () => {
  expect(codeOf(good)).toBeNull();
  expect(codeOf(model(message(5, number(14, 0))))).toBeNull();
});

test.each<[string, Uint8Array]>([
  ['as an initializer', model(message(5, externalTensor))],
  ['in a Constant', model(inNode(message(5, externalTensor)))],
  ['in a list of tensors', model(inNode(message(10, externalTensor)))],
  ['in a branch of a branch', model(inNode(message(6, inNode(message(6, message(5, externalTensor))))))],
  ['in a sparse tensor', model(message(15, message(1, externalTensor)))],
  [
    'in a function',
    join(model(new Uint8Array()), message(25, message(7, message(5, message(5, externalTensor))))),
  ],
  [
    'in the training part',
    join(model(new Uint8Array()), message(20, message(1, message(5, externalTensor)))),
  ],
])('a tensor that lies in another file is refused %s', (_where, bytes) => {
  expect(codeOf(bytes)).toBe(
    'model.malformed: Model m cannot be used: it wants to read other files, which a model must not do.',
  );
});

test.each<[string, Uint8Array]>([
  ['nothing', new Uint8Array()],
  ['text', text('not a model at all, only some words')],
  ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
  ['half a model', good.slice(0, good.length >> 1)],
  ['graphs inside graphs without end', model(nested(500))],
])('%s is refused', (_what, bytes) => {
  expect(codeOf(bytes)).toMatch(/^model\.malformed/);
});

function nested(depth: number): Uint8Array {
  let graph: Uint8Array = new Uint8Array();
  for (let i = 0; i < depth; i++) graph = inNode(message(6, graph));
  return graph;
}
