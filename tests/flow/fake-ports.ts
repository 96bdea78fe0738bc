import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { AppFailure } from '#shared/contract/errors';
import type { EncodedImage, PixelImage } from '#shared/domain/frame';
import { finalVerdict, type Part, type Prediction } from '#shared/domain/inspection';
import type { ModelManifest } from '#shared/domain/model';
import type { RecordFilter } from '#shared/domain/records';
import { emptyTally } from '#electron/core/inspection/run-statistics';
import type { InFlightPart, Inference, Ports, Records, SourceEvent } from '#electron/core/ports';

/** A port set in memory whose parts a test can replace: the core runs on it as on the real one. */
export interface FakeStation {
  readonly ports: Ports;
  readonly parts: Part[];
  /** What the disk has left, bytes. */
  freeBytes: number;
  /** Called by the model for each frame; throws or answers. */
  look: (image: PixelImage) => Promise<Prediction[]>;
  /** What the source delivers at each opening. */
  sources: ((signal: AbortSignal) => AsyncIterable<SourceEvent>)[];
  inFlight: InFlightPart[];
  readonly documents: Map<string, unknown>;
  readonly reported: unknown[];
}

export const manifest: ModelManifest = {
  formatVersion: 1,
  name: 'fake',
  version: '1.0.0',
  task: 'golden',
  use: 'inspect',
  labels: ['defect'],
  input: {
    layout: 'nchw',
    type: 'uint8',
    channels: 1,
    widthPx: null,
    heightPx: null,
    fit: 'none',
    mean: [],
    std: [],
  },
  golden: false,
  options: {},
  training: null,
  metrics: [],
  parity: null,
  licence: 'none',
  sha256: '0'.repeat(64),
  runtime: '1.30.0',
};

export const fakeRecipe = {
  formatVersion: 1,
  id: 'fake',
  name: 'Fake',
  source: { kind: 'files', paths: ['anywhere'] },
  model: { name: 'fake', version: '1.0.0' },
  labels: { '*': { reviewScore: 0.3, rejectScore: 0.6 } },
};

export function frameEvent(sequence: number, gray = 0): SourceEvent {
  const image: PixelImage = { widthPx: 4, heightPx: 4, channels: 1, data: new Uint8Array(16).fill(gray) };
  const name = `part-${sequence}.png`;
  const frame = {
    key: name,
    name,
    path: null,
    sequence,
    capturedAtMs: performance.now(),
    image,
    encoded: null,
  };
  return { kind: 'frame', frame, decodeMs: 0 };
}

export function badEvent(sequence: number): SourceEvent {
  const name = `part-${sequence}.png`;
  return {
    kind: 'bad',
    frame: { key: name, name, sequence, capturedAtMs: performance.now() },
    error: { code: 'image.unreadable', message: `${name} cannot be read.`, details: { name } },
  };
}

export async function* series(...events: SourceEvent[]): AsyncIterable<SourceEvent> {
  yield* events;
}

const hash = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

export function createFakeStation(): FakeStation {
  const station: FakeStation = {
    parts: [],
    freeBytes: 1e12,
    look: async () => [],
    sources: [],
    inFlight: [],
    documents: new Map<string, unknown>([['recipe/fake', fakeRecipe]]),
    reported: [],
    get ports() {
      return ports;
    },
  };
  const images = new Map<string, EncodedImage>();
  const ports: Ports = {
    clock: {
      nowMs: () => performance.now(),
      date: () => new Date(),
      sleep: (ms, signal) => wait(ms, undefined, signal ? { signal: signal as globalThis.AbortSignal } : {}),
    },
    async openSource() {
      const next = station.sources.shift();
      if (!next) throw new AppFailure('source.missing', 'There is no source.');
      return {
        settings: [],
        set: async (_, value) => value,
        trigger: async () => {},
        events: next,
        close: async () => {},
      };
    },
    codec: {
      async decode(bytes) {
        const image: PixelImage = { widthPx: bytes.length, heightPx: 1, channels: 1, data: bytes };
        return { image, encoded: { bytes, mediaType: 'image/png' } };
      },
      size: ({ length }) => ({ widthPx: length, heightPx: 1 }),
      encode: async (image) => ({ bytes: new Uint8Array(image.data), mediaType: 'image/png' }),
      display: async (image) => ({
        encoding: 'gray',
        widthPx: image.widthPx,
        heightPx: image.heightPx,
        scale: 1,
        bytes: new Uint8Array(image.data),
      }),
    },
    models: {
      list: async () => [manifest],
      open: async () => ({ manifest, onnx: new Uint8Array() }),
      openFolder: async () => ({ manifest, onnx: new Uint8Array() }),
      register: async () => true,
    },
    inference: fakeInference(station),
    records: fakeRecords(station.parts),
    documents: {
      list: async (kind) =>
        [...station.documents].filter(([key]) => key.startsWith(`${kind}/`)).map(([, v]) => v),
      read: async (kind, id) => station.documents.get(`${kind}/${id}`),
      write: async (kind, id, value) => void station.documents.set(`${kind}/${id}`, structuredClone(value)),
      remove: async (kind, id) => void station.documents.delete(`${kind}/${id}`),
    },
    images: {
      async put(image) {
        const sha256 = hash(image.bytes);
        images.set(sha256, image);
        return sha256;
      },
      async get(sha256) {
        const image = images.get(sha256);
        if (!image) throw new AppFailure('record.missing', 'The image is gone.');
        return image;
      },
      remove: async (sha256) => void images.delete(sha256),
      olderThan: async function* () {},
      totalBytes: async () => 0,
    },
    inFlight: {
      set: (parts) => void (station.inFlight = [...parts]),
      read: () => station.inFlight,
    },
    trainingRuns: {
      list: async () => [],
      write: async () => {},
      remove: async () => {},
      folderOf: (id) => `/nowhere/${id}`,
      readPackage: async () => ({ manifest, onnx: new Uint8Array(), card: '' }),
      writeSeen: async () => {},
      readSeen: async () => null,
    },
    tellStandby: () => {},
    startJob: () => ({
      send() {},
      onReport() {},
      onEnd: (listener) => queueMicrotask(listener),
      kill() {},
    }),
    openDatasetFolder: async (path) => {
      throw new AppFailure('dataset.missing', `There is no folder ${path}.`);
    },
    machine: {
      dataFolder: '/nowhere',
      version: '0',
      host: 'cli',
      runtime: {},
      disk: async () => ({ freeBytes: station.freeBytes, totalBytes: 2e12 }),
      checks: async () => [],
      chooseFolder: async () => null,
      async *moveData() {},
      exportFile: async (name) => name,
      report: (thrown) => `log-${station.reported.push(thrown)}`,
    },
    readGoldenFile: async () => new Uint8Array([1]),
    sha256: hash,
  };
  return station;
}

function fakeInference(station: FakeStation): Inference {
  return {
    providers: async () => [{ name: 'cpu', state: 'works', detail: '' }],
    load: async () => ({
      manifest,
      provider: 'cpu',
      async inspect(image) {
        const timings = { preprocessMs: 0, inferenceMs: 1, postprocessMs: 0 };
        return { image, predictions: await station.look(image), timings };
      },
      explain: async () => null,
      close: async () => {},
    }),
    close: async () => {},
  };
}

function fakeRecords(parts: Part[]): Records {
  let runs = 0;
  const matches = (part: Part, filter: RecordFilter) =>
    (filter.runId === null || part.runId === filter.runId) &&
    (filter.verdict === null || finalVerdict(part) === filter.verdict);
  return {
    startRun: async () => ++runs,
    async add(draft) {
      if (parts.some(({ runId, frameKey }) => runId === draft.runId && frameKey === draft.frameKey)) {
        throw new Error('recorded twice');
      }
      const part: Part = { ...draft, id: parts.length + 1, dispositions: [] };
      parts.push(part);
      return part;
    },
    recorded: (key, within) =>
      parts.some(
        (part) =>
          part.frameKey === key &&
          ('runId' in within ? part.runId === within.runId : part.recipeId === within.recipeId),
      ),
    nextSequence: (runId) =>
      Math.max(-1, ...parts.filter((part) => part.runId === runId).map(({ sequence }) => sequence)) + 1,
    async read(id) {
      const part = parts[id - 1];
      if (!part) throw new AppFailure('record.missing', 'There is no such part.');
      return part;
    },
    find: async (filter, before, limit) =>
      parts
        .filter((part) => matches(part, filter) && (before === null || part.id < before))
        .toReversed()
        .slice(0, limit),
    async tally(filter) {
      const tally = emptyTally();
      for (const part of parts.filter((each) => matches(each, filter))) {
        tally.total++;
        tally.byVerdict[finalVerdict(part)]++;
      }
      return tally;
    },
    async dispose(id, disposition) {
      const part = { ...(await this.read(id)) };
      part.dispositions = [...part.dispositions, disposition];
      parts[id - 1] = part;
      return part;
    },
    dispensableImages: async () => [],
    usesImage: () => true,
    forgetImage: async () => {},
  };
}
