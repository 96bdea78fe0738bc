import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Channel, Message } from '#shared/contract/wire';
import { createClient, type Client } from '../../renderer/client/client';

export interface Connected {
  readonly channel: Channel;
  /** Another, fresh way to the same station. */
  another(): Promise<Channel>;
  close(): Promise<void>;
}

/** What holds on every transport: the same requests, streams, errors and bytes, whatever carries them. */
export function contractSuite(transport: string, connect: () => Promise<Connected>): void {
  describe(`the contract over ${transport}`, () => {
    let connected: Connected;
    let client: Client;

    beforeAll(async () => {
      connected = await connect();
      client = createClient();
      client.attach(connected.channel);
    });
    afterAll(() => connected.close());

    test('a request is answered', async () => {
      const described = await client.request('station.describe', {});
      expect(described).toMatchObject({ ok: true, value: { version: expect.any(String) } });
    });

    test('many requests at once are each answered', async () => {
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => client.request('settings.read', {})),
      );
      expect(answers.every(({ ok }) => ok)).toBe(true);
    });

    test('wrong input is refused with the field that is wrong', async () => {
      const answer = await client.request('records.read', { partId: -1 });
      expect(answer).toMatchObject({
        ok: false,
        error: { code: 'input.invalid', details: { field: 'partId' } },
      });
    });

    test('a failure comes as a value with its code, one sentence and no stack', async () => {
      const answer = await client.request('records.read', { partId: 999_999 });
      expect(answer).toMatchObject({ ok: false, error: { code: 'record.missing' } });
      expect(JSON.stringify(answer)).not.toMatch(/\bat .*:\d+/);
    });

    test('bytes arrive as they were sent', async () => {
      const bytes = new Uint8Array(
        encode({ width: 3, height: 2, channels: 1, data: Uint8Array.of(0, 255, 10, 13, 128, 1) }),
      );
      const kept = await client.request('recipes.keepGolden', { from: 'bytes', bytes });
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(kept).toEqual({ ok: true, value: { sha256 } });
    });

    test('a stream gives its items, pictures among them, and ends', async () => {
      const recipes = await client.request('recipes.list', {});
      const recipe = recipes.ok ? recipes.value[0] : undefined;
      if (!recipe) throw new Error('the station has no recipe');
      const items = [];
      for await (const item of client.stream('recipes.preview', { recipe, frames: 2, maxPx: 64 }))
        items.push(item);
      expect(items).toHaveLength(2);
      expect(items[0]?.image.bytes).toBeInstanceOf(Uint8Array);
      expect(items[0]?.image.bytes.length).toBe(64 * 64);
    });

    test('a job in a process of its own answers, and is ended where its stream is left', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'loupe-contract-'));
      for (const name of ['bad', 'good']) {
        await mkdir(join(folder, name));
        const data = Uint8Array.from({ length: 6 }, (_, i) => i * name.length);
        await writeFile(join(folder, name, 'part.png'), encode({ width: 3, height: 2, channels: 1, data }));
      }
      const added = await client.request('datasets.add', { path: folder });
      const id = added.ok ? added.value.id : '';
      for await (const { total } of client.stream('datasets.look', { id })) {
        expect(total).toBe(2);
        break;
      }
      const items = [];
      for await (const item of client.stream('datasets.look', { id })) items.push(item);
      expect(items.at(-1)?.look).toMatchObject({
        pictures: 2,
        good: 1,
        labels: [{ label: 'bad', pictures: 1 }],
      });
      expect(await client.request('datasets.list', {})).toMatchObject({
        ok: true,
        value: [{ id, look: { good: 1 } }],
      });
      await rm(folder, { recursive: true });
    });

    test('a stream that is left is cancelled; others go on', async () => {
      for await (const { state } of client.stream('station.status', {})) {
        expect(state).toBe('idle');
        break;
      }
      expect((await client.request('settings.read', {})).ok).toBe(true);
    });

    test('an item is sent only for a credit', async () => {
      const raw = await connected.another();
      const got: Message[] = [];
      raw.onMessage((data) => void got.push(data as Message));
      raw.send({ kind: 'call', id: 1, name: 'station.status', input: {}, credit: 0 });
      await answered(raw, got, 2);
      expect(got.filter(({ id }) => id === 1)).toEqual([]);
      raw.send({ kind: 'ack', id: 1 });
      await expect.poll(() => got.filter(({ id }) => id === 1).map(({ kind }) => kind)).toEqual(['next']);
      raw.send({ kind: 'cancel', id: 1 });
      await expect
        .poll(() => got.find(({ id, kind }) => id === 1 && kind === 'fail'))
        .toMatchObject({
          error: { code: 'cancelled' },
        });
      raw.close();
    });

    test('what is no message is passed over, an unknown request is refused', async () => {
      const raw = await connected.another();
      const got: Message[] = [];
      raw.onMessage((data) => void got.push(data as Message));
      raw.send({ kind: 'nonsense', id: 'x' } as unknown as Message);
      raw.send({ kind: 'call', id: 5, name: '__proto__', input: {}, credit: 0 });
      await expect.poll(() => got).toMatchObject([{ kind: 'fail', id: 5, error: { code: 'input.invalid' } }]);
      raw.close();
    });
  });
}

/** Waits until the far side has dealt with all that was sent before. */
async function answered(channel: Channel, got: Message[], id: number): Promise<void> {
  channel.send({ kind: 'call', id, name: 'settings.read', input: {}, credit: 0 });
  await expect.poll(() => got.some((message) => message.id === id)).toBe(true);
}
