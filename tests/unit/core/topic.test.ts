import { describe, expect, test } from 'vitest';
import { createTopic } from '#electron/core/topic';

describe('topic', () => {
  test('latest gives the newest item whenever it is asked; older ones give way', async () => {
    const topic = createTopic<number>();
    const abort = new AbortController();
    const items = topic.latest(abort.signal)[Symbol.asyncIterator]();
    const first = items.next();
    topic.publish(1);
    expect((await first).value).toBe(1);
    [2, 3, 4].forEach((item) => topic.publish(item));
    expect((await items.next()).value).toBe(4);
  });

  test('every gives each item in order', async () => {
    const topic = createTopic<number>();
    const items = topic.every(new AbortController().signal)[Symbol.asyncIterator]();
    const first = items.next();
    [1, 2, 3].forEach((item) => topic.publish(item));
    expect([(await first).value, (await items.next()).value, (await items.next()).value]).toEqual([1, 2, 3]);
  });

  test('a listener to every item that falls too far behind is told so', async () => {
    const topic = createTopic<number>();
    const items = topic.every(new AbortController().signal)[Symbol.asyncIterator]();
    const first = items.next();
    for (let i = 0; i < 1500; i++) topic.publish(i);
    await expect(first.then(() => items.next())).rejects.toThrow(/behind/);
  });

  test('an aborted listener ends', async () => {
    const abort = new AbortController();
    const next = createTopic<number>().every(abort.signal)[Symbol.asyncIterator]().next();
    abort.abort();
    expect((await next).done).toBe(true);
  });
});
