import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { AppFailure } from '#shared/contract/errors';
import { field } from './onnx-format';

/** Larger files are not looked at: 1 GiB. */
const maxModelBytes = 2 ** 30;
/** Graphs inside graphs (If, Loop, Scan). */
const maxDepth = 16;
/** TensorProto.DataLocation */
const external = 1;

/**
 * Looks through the bytes of an .onnx file before anything is made of them: a whole model, which keeps all its numbers
 * itself. Throws AppFailure model.malformed where they are not an ONNX model, or one that would read other files.
 * @param name what the sentences call the model
 */
export function readStandaloneModel(bytes: Uint8Array, name: string): void {
  const refuse = (why: string, cause?: unknown) =>
    new AppFailure('model.malformed', `Model ${name} cannot be used: ${why}.`, { name, why }, cause);
  if (bytes.length > maxModelBytes) throw refuse('its file is larger than 1 GiB');
  const found = { graphs: 0, versions: 0, external: false };
  try {
    walk(bytes, modelMessage, 0, found);
  } catch (thrown) {
    throw refuse('its file is not in the ONNX format, or not complete', thrown);
  }
  if (found.graphs === 0 || found.versions === 0) throw refuse('its file is not an ONNX model');
  if (found.external) throw refuse('it wants to read other files, which a model must not do');
}

interface Found {
  graphs: number;
  versions: number;
  external: boolean;
}

/** What is of interest in a message of one type: fields that are messages, and fields that tell something. */
interface Message {
  readonly inner: () => Readonly<Record<number, Message>>;
  readonly see?: (no: number, wireType: WireType, reader: BinaryReader, found: Found) => boolean;
}

const tensorMessage: Message = {
  inner: () => ({}),
  see(no, wireType, reader, found) {
    if (no === field.tensor.externalData) found.external = true;
    if (no !== field.tensor.dataLocation || wireType !== WireType.Varint) return false;
    if (reader.int32() === external) found.external = true;
    return true;
  },
};
const sparseMessage: Message = {
  inner: () => ({ [field.sparse.values]: tensorMessage, [field.sparse.indices]: tensorMessage }),
};
const attributeMessage: Message = {
  inner: () => ({
    [field.attribute.tensor]: tensorMessage,
    [field.attribute.tensors]: tensorMessage,
    [field.attribute.graph]: graphMessage,
    [field.attribute.graphs]: graphMessage,
    [field.attribute.sparse]: sparseMessage,
    [field.attribute.sparses]: sparseMessage,
  }),
};
const nodeMessage: Message = { inner: () => ({ [field.node.attribute]: attributeMessage }) };
const graphMessage: Message = {
  inner: () => ({
    [field.graph.node]: nodeMessage,
    [field.graph.initializer]: tensorMessage,
    [field.graph.sparseInitializer]: sparseMessage,
  }),
};
const functionMessage: Message = { inner: () => ({ [field.function.node]: nodeMessage }) };
const trainingMessage: Message = {
  inner: () => ({ [field.training.initialization]: graphMessage, [field.training.algorithm]: graphMessage }),
};
const modelMessage: Message = {
  inner: () => ({
    [field.model.graph]: graphMessage,
    [field.model.functions]: functionMessage,
    [field.model.training]: trainingMessage,
  }),
  see(no, _wireType, _reader, found) {
    if (no === field.model.graph) found.graphs++;
    if (no === field.model.irVersion) found.versions++;
    return false;
  },
};

function walk(bytes: Uint8Array, message: Message, depth: number, found: Found): void {
  if (depth > 4 * maxDepth) throw new Error('graphs inside graphs without end');
  const reader = new BinaryReader(bytes);
  const inner = message.inner();
  while (reader.pos < reader.len) {
    const [no, wireType] = reader.tag();
    if (message.see?.(no, wireType, reader, found)) continue;
    const child = inner[no];
    if (child && wireType === WireType.LengthDelimited) walk(reader.bytes(), child, depth + 1, found);
    else reader.skip(wireType, no);
  }
}
