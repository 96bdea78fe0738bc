import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '#shared/contract/errors';
import { verdicts } from '#shared/domain/inspection';

const folder = join(import.meta.dirname, '../../../resources/locales');

/** Sentences by dotted key. */
function sentences(value: unknown, path: string): [key: string, sentence: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is no sentence`);
  return Object.entries(value).flatMap(([key, inner]) =>
    sentences(inner, path === '' ? key : `${path}.${key}`),
  );
}

const read = (file: string) => new Map(sentences(JSON.parse(readFileSync(join(folder, file), 'utf8')), ''));
const placeholders = (sentence: string) => [...new Set(sentence.match(/\{\{\w+\}\}/g))].sort();
/** Chinese has no plural forms: it has `_other` alone. */
const withoutPlural = (key: string) => key.replace(/_(one|other)$/, '');

const english = read('en.json');
const others = readdirSync(folder).filter((file) => file !== 'en.json');

describe('the locales', () => {
  it.each(others)('%s says all that English says, with the same names and numbers', (file) => {
    const other = read(file);
    const keys = (locale: Map<string, string>) => [...new Set([...locale.keys()].map(withoutPlural))].sort();
    expect(keys(other)).toEqual(keys(english));
    for (const [key, sentence] of other) {
      expect([key, placeholders(sentence)]).toEqual([key, placeholders(english.get(key) ?? '')]);
    }
  });

  it('have a sentence for every error and a word for every verdict', () => {
    for (const code of errorCodes) expect(english.get(`error.${code}`), code).toMatch(/\.$/);
    for (const verdict of verdicts) expect(english.get(`verdict.${verdict}`), verdict).toBeTruthy();
  });
});
