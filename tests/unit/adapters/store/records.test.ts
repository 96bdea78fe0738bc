import { describe, expect, test } from 'vitest';
import { finalVerdict, type Part, type Tally, type Verdict } from '#shared/domain/inspection';
import type { RecordFilter } from '#shared/domain/records';
import { createRandom } from '#shared/numeric/random';
import type { Store } from '#electron/adapters/store/store';
import { all, draftOf, findingOf, only, start } from './drafts';
import { newStore } from './opened';

describe('a part', () => {
  test('comes back as it was given, with its number', async () => {
    const { records } = await newStore();
    const draft = draftOf(1, {
      serial: "SN-1'; DROP TABLE parts; --",
      lot: '批次 7',
      verdict: 'reject',
      reasons: [{ code: 'reject', label: 'short', count: 1, allowedCount: 0 }],
      findings: [findingOf('short')],
      imageSha256: 'c'.repeat(64),
      goldenSha256: 'd'.repeat(64),
    });
    const added = await records.add(draft);
    expect(added).toEqual({ ...draft, id: 1, dispositions: [] });
    expect(await records.read(added.id)).toEqual(added);
  });

  test('is recorded once a run', async () => {
    const { records } = await newStore();
    await records.add(draftOf(1));
    await expect(records.add(draftOf(1))).rejects.toThrow(/UNIQUE/);
    expect(await records.tally(all)).toMatchObject({ total: 1 });
    expect(records.recorded('frame-1', { runId: 1 })).toBe(true);
    expect(records.recorded('frame-1', { recipeId: 'board-a' })).toBe(true);
    expect(records.recorded('frame-1', { runId: 2 })).toBe(false);
    expect(records.recorded('frame-1', { recipeId: 'board-b' })).toBe(false);
    expect(records.recorded('frame-2', { runId: 1 })).toBe(false);
  });

  test('cannot belong to a run of another recipe', async () => {
    const { records } = await newStore();
    await expect(records.add(draftOf(1, { recipeId: 'board-b' }))).rejects.toThrow(/FOREIGN KEY/);
    await expect(records.add(draftOf(1, { runId: 99 }))).rejects.toThrow(/FOREIGN KEY/);
  });

  test('that is not there is a missing record', async () => {
    const { records } = await newStore();
    await expect(records.read(7)).rejects.toMatchObject({ error: { code: 'record.missing' } });
  });

  test('sequence numbers go on where the run ended', async () => {
    const { records } = await newStore();
    expect(records.nextSequence(1)).toBe(0);
    await records.add(draftOf(41));
    await records.add(draftOf(7));
    expect(records.nextSequence(1)).toBe(42);
    expect(records.nextSequence(2)).toBe(0);
  });
});

describe('a disposition', () => {
  test('adds to the history and decides the final verdict', async () => {
    const { records } = await newStore();
    const { id } = await records.add(draftOf(1, { verdict: 'review', findings: [findingOf('dust')] }));
    const first = {
      verdict: 'reject',
      reason: '划痕 too deep',
      by: 'Li',
      at: '2025-03-01T09:00:00.000Z',
    } as const;
    const second = { verdict: 'pass', reason: '', by: 'Ana', at: '2025-03-01T09:05:00.000Z' } as const;
    await records.dispose(id, first);
    expect(await records.tally(only({ verdict: 'reject' }))).toMatchObject({ total: 1 });
    const part = await records.dispose(id, second);
    expect(part.dispositions).toEqual([first, second]);
    expect(part.verdict).toBe('review');
    expect(await records.find(only({ verdict: 'pass' }), null, 10)).toEqual([part]);
    expect(await records.tally(all)).toEqual({
      total: 1,
      byVerdict: { pass: 1, review: 0, reject: 0, 'not-inspected': 0 },
      byLabel: [{ label: 'dust', count: 1 }],
    });
    await expect(records.dispose(9, first)).rejects.toMatchObject({ error: { code: 'record.missing' } });
  });
});

describe('find and tally', () => {
  test('agree with a plain loop over all parts, for every kind of filter', { timeout: 60_000 }, async () => {
    const { records } = await newStore();
    const parts = await fill({ records }, 2300);
    const at = (number: number): string => new Date(start + number * 1000).toISOString();
    const filters: RecordFilter[] = [
      all,
      only({ verdict: 'reject' }),
      only({ verdict: 'pass', recipeId: 'board-b' }),
      only({ runId: 2 }),
      only({ runId: 1, label: 'open' }),
      only({ label: 'short', verdict: 'reject' }),
      only({ label: 'no such label' }),
      only({ serial: 'SN-00017' }),
      only({ serial: '' }),
      only({ lot: 'LOT-3' }),
      only({ lot: 'LOT-3', verdict: 'not-inspected' }),
      only({ from: at(500), to: at(2200) }),
      only({ from: at(1024), to: at(1025) }),
      only({ from: at(2000), verdict: 'review', label: 'open' }),
      only({ to: at(100), recipeId: 'board-a' }),
      only({ from: at(9000) }),
      only({ text: 'sn-0001' }),
      only({ text: 'N-0001 board' }),
      only({ text: '短路' }),
      only({ text: 'short lot-2', verdict: 'reject' }),
      only({ text: '"; * OR NEAR( -' }),
      only({ text: 'scratched' }),
    ];
    for (const filter of filters) {
      const expected = parts.filter((part) => holds(part, filter)).sort((a, b) => b.id - a.id);
      expect(await everyPage(records, filter), JSON.stringify(filter)).toEqual(expected.map(({ id }) => id));
      expect(await records.tally(filter), JSON.stringify(filter)).toEqual(tallyOf(expected));
    }
  });

  test('clocks that step back leave no part out', async () => {
    const { records } = await newStore();
    await records.add(draftOf(1, { inspectedAt: '2025-06-01T00:00:00.000Z' }));
    await records.add(draftOf(2, { inspectedAt: '2025-01-01T00:00:00.000Z' }));
    const spring = only({ from: '2024-12-31T00:00:00Z', to: '2025-02-01T00:00:00Z' });
    expect((await records.find(spring, null, 10)).map(({ id }) => id)).toEqual([2]);
    expect(await records.tally(spring)).toMatchObject({ total: 1 });
  });
});

describe('dispensable images', () => {
  const image = (letter: string): string => letter.repeat(64);

  test('come passes by age first, then reviews, then rejects; shared ones as their most precious part', async () => {
    const { records, documents } = await newStore();
    await records.add(draftOf(1, { verdict: 'reject', imageSha256: image('a') }));
    await records.add(draftOf(2, { verdict: 'pass', imageSha256: image('b') }));
    await records.add(draftOf(3, { verdict: 'review', imageSha256: image('c') }));
    await records.add(draftOf(4, { verdict: 'pass', imageSha256: image('d') }));
    await records.add(draftOf(5, { verdict: 'pass', imageSha256: image('a') }));
    await records.add(draftOf(6, { verdict: 'not-inspected', imageSha256: image('e') }));
    await records.add(draftOf(7, { verdict: 'pass', imageSha256: image('b') }));
    await records.add(draftOf(8, { verdict: 'pass', imageSha256: image('f'), goldenSha256: image('d') }));
    await records.add(draftOf(9, { verdict: 'pass', imageSha256: image('0') }));
    await documents.write('recipe', 'x', { golden: { kind: 'image', sha256: image('0') } });

    const at = (number: number): string => new Date(start + number * 1000).toISOString();
    const order = [
      { sha256: image('b'), recordedAt: at(7) },
      { sha256: image('f'), recordedAt: at(8) },
      { sha256: image('c'), recordedAt: at(3) },
      { sha256: image('a'), recordedAt: at(1) },
      { sha256: image('e'), recordedAt: at(6) },
    ];
    expect(await records.dispensableImages(10, null)).toEqual(order);
    expect(await records.dispensableImages(2, null)).toEqual(order.slice(0, 2));
    // Passes of 7 and 8 are younger than that: they have to stay, and with them all that is more precious.
    expect(await records.dispensableImages(10, at(7))).toEqual([]);
    expect(await records.dispensableImages(10, at(8))).toEqual(order.slice(0, 1));
    expect(await records.dispensableImages(10, at(9))).toEqual(order);
  });

  test('a reject never goes before a pass, nor a review; a golden that a pass left behind keeps nobody', async () => {
    const { records, documents } = await newStore();
    await records.add(draftOf(1, { verdict: 'reject', imageSha256: image('a') }));
    await records.add(draftOf(2, { verdict: 'review', imageSha256: image('b') }));
    const young = await records.add(draftOf(9, { verdict: 'pass', imageSha256: image('c') }));
    const due = async (): Promise<string[]> =>
      (await records.dispensableImages(10, new Date(start + 5000).toISOString())).map(({ sha256 }) => sha256);
    expect(await due()).toEqual([]);
    // The inspector finds the pass to be a reject: no pass is left.
    await records.dispose(young.id, {
      verdict: 'reject',
      reason: '',
      by: '',
      at: new Date(start).toISOString(),
    });
    expect(await due()).toEqual([image('b'), image('a')]);
    await records.dispose(young.id, {
      verdict: 'pass',
      reason: '',
      by: '',
      at: new Date(start).toISOString(),
    });
    expect(await due()).toEqual([]);
    await documents.write('recipe', 'x', { golden: { kind: 'image', sha256: image('c') } });
    expect(await due()).toEqual([image('b'), image('a')]);
  });

  test.each([
    ['a recipe', 'recipe', { golden: { kind: 'image', sha256: 'a'.repeat(64) } }],
    ['the run that is going on', 'state', { recipe: { golden: { kind: 'image', sha256: 'a'.repeat(64) } } }],
    ['a person who chose it', 'golden', { sha256: 'a'.repeat(64) }],
  ])('the golden image of %s is never among them', async (_, kind, document) => {
    const { records, documents } = await newStore();
    await records.add(draftOf(1, { imageSha256: image('a') }));
    expect(await records.dispensableImages(10, null)).toHaveLength(1);
    await documents.write(kind, 'x', document);
    expect(await records.dispensableImages(10, null)).toEqual([]);
    expect(await records.dispensableImages(10, new Date(start + 9e9).toISOString())).toEqual([]);
    expect(records.usesImage(image('a'))).toBe(true);
  });

  test('what parts were compared with is never among them, and counts as used', async () => {
    const { records } = await newStore();
    expect(records.usesImage(image('a'))).toBe(false);
    await records.add(draftOf(1, { imageSha256: image('a') }));
    await records.add(draftOf(2, { imageSha256: image('b'), goldenSha256: image('a') }));
    expect((await records.dispensableImages(10, null)).map(({ sha256 }) => sha256)).toEqual([image('b')]);
    await records.forgetImage(image('a'));
    await records.forgetImage(image('b'));
    expect([records.usesImage(image('a')), records.usesImage(image('b'))]).toEqual([true, false]);
  });

  test('are forgotten by all their parts, which stay', async () => {
    const { records } = await newStore();
    await records.add(draftOf(1, { imageSha256: image('a') }));
    await records.add(draftOf(2, { imageSha256: image('a') }));
    await records.forgetImage(image('a'));
    expect(await records.dispensableImages(10, null)).toEqual([]);
    expect((await records.find(all, null, 10)).map(({ imageSha256 }) => imageSha256)).toEqual([null, null]);
  });
});

/** Parts of two runs in several blocks, some with findings in two languages, some disposed. */
async function fill({ records }: Pick<Store, 'records'>, count: number): Promise<Part[]> {
  const { pick } = createRandom(7);
  const parts: Part[] = [];
  for (let number = 0; number < count; number++) {
    const verdict = pick<Verdict>(['pass', 'pass', 'pass', 'review', 'reject', 'not-inspected']);
    const labels =
      verdict === 'reject' || verdict === 'review' ? [pick(['short', 'open', '短路']), 'short'] : [];
    const second = number % 1700 > 1200;
    const draft = draftOf(number, {
      verdict,
      runId: second ? 2 : 1,
      recipeId: second ? 'board-b' : 'board-a',
      recipeName: second ? 'Board B' : 'Board A top',
      serial: number % 3 === 0 ? '' : `SN-${String(number).padStart(5, '0')}`,
      lot: number < 200 ? '' : `LOT-${Math.floor(number / 500)}`,
      findings: labels.map(findingOf),
    });
    const { id } = await records.add(draft);
    parts.push(await records.read(id));
  }
  for (const [index, part] of parts.entries()) {
    if (index % 40 !== 0) continue;
    const disposition = { reason: 'Scratched 50%_"', by: 'Li', at: '2025-03-01T09:00:00.000Z' };
    parts[index] = await records.dispose(part.id, {
      verdict: pick<'pass' | 'reject'>(['pass', 'reject']),
      ...disposition,
    });
  }
  return parts;
}

async function everyPage(records: Store['records'], filter: RecordFilter): Promise<number[]> {
  const ids: number[] = [];
  for (let before: number | null = null; ;) {
    const page: Part[] = await records.find(filter, before, 97);
    ids.push(...page.map(({ id }) => id));
    before = page.at(-1)?.id ?? null;
    if (before === null) return ids;
  }
}

function holds(part: Part, filter: RecordFilter): boolean {
  const labels = part.findings.map(({ label }) => label);
  const reasons = part.dispositions.map(({ reason }) => reason);
  const text = [part.serial, part.lot, part.recipeName, part.frameName, ...labels, ...reasons]
    .join('\n')
    .toLowerCase();
  const words = filter.text.toLowerCase().split(' ').filter(Boolean);
  return (
    words.every((word) => text.includes(word)) &&
    (filter.from === null || part.inspectedAt >= filter.from) &&
    (filter.to === null || part.inspectedAt < filter.to) &&
    (filter.serial === null || part.serial === filter.serial) &&
    (filter.lot === null || part.lot === filter.lot) &&
    (filter.recipeId === null || part.recipeId === filter.recipeId) &&
    (filter.runId === null || part.runId === filter.runId) &&
    (filter.verdict === null || finalVerdict(part) === filter.verdict) &&
    (filter.label === null || labels.includes(filter.label))
  );
}

function tallyOf(parts: readonly Part[]): Tally {
  const byVerdict = { pass: 0, review: 0, reject: 0, 'not-inspected': 0 };
  const byLabel = new Map<string, number>();
  for (const part of parts) {
    byVerdict[finalVerdict(part)]++;
    for (const { label } of part.findings) byLabel.set(label, (byLabel.get(label) ?? 0) + 1);
  }
  const labels = [...byLabel].map(([label, count]) => ({ label, count }));
  labels.sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
  return { total: parts.length, byVerdict, byLabel: labels };
}
