import { describe, expect, it } from 'vitest';
import type { OutputOf } from '#shared/contract/contract';
import { settings } from '#shared/domain/settings';
import { createClient } from '../../../../renderer/client/client';
import { scriptedChannel, settle } from './scripted-channel';

const progress = (done: number) => ({ done, total: 10 });
const moveData = { folder: '/data' };

async function connected() {
  const client = createClient();
  const engine = scriptedChannel();
  client.attach(engine.channel);
  return { client, engine };
}

describe('a request', () => {
  it('gives the parsed answer as a value', async () => {
    const { client, engine } = await connected();
    const answer = client.request('settings.read', {});
    await settle();
    expect(engine.sent).toEqual([{ kind: 'call', id: 1, name: 'settings.read', input: {}, credit: 0 }]);
    engine.answer({ kind: 'done', id: 1, value: settings.parse({ theme: 'dark' }) });
    expect(await answer).toMatchObject({ ok: true, value: { theme: 'dark', sound: true } });
  });

  it('gives a failure as a value, and an answer of another form too', async () => {
    const { client, engine } = await connected();
    const refused = client.request('recipes.export', { id: 'a' });
    const odd = client.request('recipes.export', { id: 'b' });
    await settle();
    const error = { code: 'recipe.missing', message: 'There is no recipe a.', details: { id: 'a' } };
    engine.answer({ kind: 'fail', id: 1, error });
    engine.answer({ kind: 'done', id: 2, value: { fileName: 5 } });
    expect(await refused).toEqual({ ok: false, error });
    expect(await odd).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  it('waits for the first connection, but not for a lost one', async () => {
    const client = createClient();
    const early = client.request('inspection.stop', {});
    const engine = scriptedChannel();
    client.attach(engine.channel);
    await settle();
    engine.answer({ kind: 'done', id: 1, value: {} });
    expect(await early).toEqual({ ok: true, value: {} });

    engine.breakDown();
    expect(client.connection().state).toBe('lost');
    expect(
      await client.request('inspection.start', { recipeId: 'a', mode: 'run', serial: '', lot: '' }),
    ).toMatchObject({
      ok: false,
      error: { code: 'unavailable' },
    });
    const next = scriptedChannel();
    client.attach(next.channel);
    await settle();
    expect(next.sent).toEqual([]); // nothing starts by itself after an outage
    expect(client.connection()).toEqual({ state: 'open', epoch: 2 });
  });

  it('under way fails when the engine dies', async () => {
    const { client, engine } = await connected();
    const answer = client.request('settings.read', {});
    await settle();
    engine.breakDown();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'engine.crashed' } });
  });

  it('is cancelled on both sides by its signal', async () => {
    const { client, engine } = await connected();
    const leaving = new AbortController();
    const answer = client.request('settings.read', {}, leaving.signal);
    await settle();
    leaving.abort();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(engine.kinds()).toEqual(['call', 'cancel']);
    engine.answer({ kind: 'done', id: 1, value: {} }); // too late: nobody listens
  });
});

describe('a stream', () => {
  it('asks for the next item only when the loop comes back for it', async () => {
    const { client, engine } = await connected();
    const items = client.stream('settings.moveData', moveData);
    const first = items.next();
    await settle();
    expect(engine.sent[0]).toMatchObject({ kind: 'call', credit: 1 });
    engine.answer({ kind: 'next', id: 1, item: progress(1) });
    expect(await first).toEqual({ done: false, value: progress(1) });
    await settle();
    expect(engine.kinds()).toEqual(['call']); // the item is still being drawn
    const second = items.next();
    await settle();
    expect(engine.kinds()).toEqual(['call', 'ack']);
    engine.answer({ kind: 'next', id: 1, item: progress(2) });
    engine.answer({ kind: 'done', id: 1, value: null });
    expect((await second).value).toEqual(progress(2));
    expect((await items.next()).done).toBe(true);
    expect(engine.kinds()).toEqual(['call', 'ack']); // what is done is neither asked for nor cancelled
  });

  it('gives all items of its credit in order before it ends', async () => {
    const { client, engine } = await connected();
    const seen: OutputOf<'settings.moveData'>[] = [];
    const reading = (async () => {
      for await (const item of client.stream('settings.moveData', moveData, { credit: 3 })) seen.push(item);
    })();
    await settle();
    for (const done of [1, 2, 3]) engine.answer({ kind: 'next', id: 1, item: progress(done) });
    engine.answer({ kind: 'done', id: 1, value: null });
    await reading;
    expect(seen).toEqual([progress(1), progress(2), progress(3)]);
  });

  it('is cancelled when the loop is left', async () => {
    const { client, engine } = await connected();
    const reading = (async () => {
      for await (const item of client.stream('settings.moveData', moveData)) if (item.done > 0) break;
    })();
    await settle();
    engine.answer({ kind: 'next', id: 1, item: progress(1) });
    await reading;
    expect(engine.kinds()).toEqual(['call', 'cancel']);
  });

  it('ends quietly when its signal aborts, loudly when the engine fails or dies', async () => {
    const { client, engine } = await connected();
    const leaving = new AbortController();
    const left = client.stream('settings.moveData', moveData, { signal: leaving.signal }).next();
    const failed = client.stream('settings.moveData', moveData).next();
    const orphaned = client.stream('settings.moveData', moveData).next();
    await settle();
    leaving.abort();
    expect((await left).done).toBe(true);
    engine.answer({
      kind: 'fail',
      id: 2,
      error: { code: 'busy', message: 'The line is running.', details: {} },
    });
    await expect(failed).rejects.toMatchObject({ error: { code: 'busy' } });
    engine.breakDown();
    await expect(orphaned).rejects.toMatchObject({ error: { code: 'engine.crashed' } });
  });
});

describe('a channel', () => {
  it('that carries no messages is given up', async () => {
    const { client, engine } = await connected();
    const answer = client.request('settings.read', {});
    await settle();
    engine.answer({ kind: 'surprise' });
    expect(await answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(engine.isClosed()).toBe(true);
    expect(client.connection().state).toBe('lost');
  });

  it('that is replaced is closed, and its late end changes nothing', async () => {
    const { client, engine } = await connected();
    const next = scriptedChannel();
    client.attach(next.channel);
    expect(engine.isClosed()).toBe(true);
    engine.breakDown();
    expect(client.connection()).toEqual({ state: 'open', epoch: 2 });
  });
});
