/** What crosses the page's port while five-megapixel frames are inspected and watched: whole frames must not. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '#electron/core/serve';
import type { OpenSource, SourceEvent } from '#electron/core/ports';
import { message as messageSchema, type Channel, type Message } from '#shared/contract/wire';
import { openTestStation } from '../station/test-ports';
import { printTable, row } from './table';
import { mean, writeModel } from './test-model';

const widthPx = 2592;
const heightPx = 1944;
const parts = 60;
const frameBytes = widthPx * heightPx;

const dataFolder = await mkdtemp(join(tmpdir(), 'loupe-port-'));
await writeModel(dataFolder, 'light', mean);
const station = await openTestStation(dataFolder);
const { handlers, ports } = station;
const signal = new AbortController().signal;
const golden = { widthPx, heightPx, channels: 1, data: new Uint8Array(frameBytes).fill(90) } as const;
const sha256 = await ports.images.put(await ports.codec.encode(golden));
const demo = (await handlers['recipes.list']({}, signal))[0];
if (!demo) throw new Error('the station has no recipe');
await handlers['recipes.write'](
  {
    ...demo,
    model: { name: 'light', version: '1.0.0' },
    golden: { kind: 'image', sha256 },
    source: { kind: 'files', paths: ['from memory'], silentAfterMs: null },
  },
  signal,
);
(ports as { openSource: OpenSource }).openSource = async () => ({
  settings: [],
  set: async (_, value) => value,
  trigger: async () => {},
  events: frames,
  close: async () => {},
});

const binaries: number[] = [];
let messages = 0;
let tell: (data: unknown) => void = () => {};
const channel: Channel = {
  send(message) {
    messages++;
    measure(message);
    // The page asks for the next item of a stream as soon as it has one.
    if (message.kind === 'next') queueMicrotask(() => tell({ kind: 'ack', id: message.id }));
  },
  onMessage: (listener) => void (tell = listener),
  onClose: () => {},
  close: () => {},
};
serve(channel, handlers, ports.machine.report);
ask({ kind: 'call', id: 1, name: 'inspection.live', input: { maxPx: 1180 }, credit: 1 });
ask({ kind: 'call', id: 2, name: 'inspection.parts', input: {}, credit: 16 });
ask({ kind: 'call', id: 3, name: 'station.status', input: {}, credit: 1 });
await handlers['inspection.start']({ recipeId: demo.id, mode: 'run', serial: '', lot: '' }, signal);
await station.until(({ state }) => state === 'idle');
const whole = binaries.filter((bytes) => bytes >= frameBytes);
await station.close();
await rm(dataFolder, { recursive: true });

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;
printTable([
  row('frames inspected, each', `${parts}, ${megabytes(frameBytes)}`, '', true),
  row('messages, pictures among them', `${messages}, ${binaries.length}`, '', binaries.length > 0),
  row('largest picture', megabytes(Math.max(...binaries)), 'as shown', true),
  row(
    'bytes of full frames over the port',
    `${whole.reduce((sum, bytes) => sum + bytes, 0)}`,
    '0',
    whole.length === 0,
  ),
]);
process.exit(0);

function ask(message: Message): void {
  tell(messageSchema.parse(message));
}

function measure(value: unknown): void {
  if (value instanceof Uint8Array) binaries.push(value.byteLength);
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach(measure);
}

async function* frames(): AsyncIterable<SourceEvent> {
  for (let sequence = 0; sequence < parts; sequence++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const data = golden.data.slice();
    data[sequence] = 255;
    const key = `frame-${sequence}`;
    const frame = {
      key,
      name: key,
      path: null,
      sequence,
      capturedAtMs: performance.now(),
      image: { ...golden, data },
      encoded: null,
    };
    yield { kind: 'frame', frame, decodeMs: 0 };
  }
}
