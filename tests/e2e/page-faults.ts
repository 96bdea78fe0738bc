import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';

type Language = 'en' | 'zh-CN';

/** Tests are started from the project's folder. */
const locale = (language: Language): unknown =>
  JSON.parse(readFileSync(join(process.cwd(), 'resources/locales', `${language}.json`), 'utf8'));

/** Sentences by dotted key. */
function sentences(value: unknown, path = ''): [key: string, sentence: string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, inner]) =>
    sentences(inner, path === '' ? key : `${path}.${key}`),
  );
}

const english = new Map(sentences(locale('en')));
const chinese = new Map(sentences(locale('zh-CN')));
/** What only the English page may say. */
const englishOnly = [...english]
  .filter(([key, sentence]) => /[a-z]{3}/.test(sentence) && chinese.get(key) !== sentence)
  .map(([, sentence]) => sentence);

/** What a person would blame the page for: words that are missing or foreign, and what does not fit. */
export async function pageFaults(page: Page, language: Language): Promise<string[]> {
  const { texts, misfits } = await page.evaluate(look);
  const topKeys = [...new Set([...english.keys()].map((key) => key.split('.')[0]))].join('|');
  const key = new RegExp(`\\b(${topKeys})\\.[a-z]\\w*(\\.\\w+)*\\b|\\{\\{`);
  const foreign = language === 'zh-CN' ? new Set(englishOnly) : new Set<string>();
  const words = texts.flatMap((text) => {
    if (key.test(text)) return [`a key is shown: ${text}`];
    if (foreign.has(text)) return [`English: ${text}`];
    return language === 'en' && /\p{Script=Han}/u.test(text) && text !== '简体中文'
      ? [`Chinese: ${text}`]
      : [];
  });
  return [...words, ...misfits];
}

/** Runs in the page: every text and label in sight, and what is wider than its place. */
function look(): { texts: string[]; misfits: string[] } {
  const texts = new Set<string>();
  const misfits: string[] = [];
  if (document.documentElement.scrollWidth > innerWidth) misfits.push('the page scrolls sideways');

  for (const element of document.querySelectorAll('body *')) {
    if (!element.checkVisibility()) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      texts.add(element.getAttribute(name) ?? '');
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) texts.add(node.textContent?.trim() ?? '');
    }
    const words = element.textContent?.trim() ?? '';
    const { left, right, width } = element.getBoundingClientRect();
    if (width > 0 && words !== '' && (right > innerWidth + 1 || left < -1) && !scrolls(element)) {
      misfits.push(`out of the window: ${words.slice(0, 60)}`);
    }
    if (element.matches('button, button *, a, th') && element.scrollWidth > element.clientWidth + 1) {
      const { overflowX, textOverflow } = getComputedStyle(element);
      const told = textOverflow === 'ellipsis' && element.closest('[title]') !== null;
      if (overflowX === 'hidden' && !told) misfits.push(`cut off: ${words.slice(0, 60)}`);
    }
  }
  texts.delete('');
  return { texts: [...texts], misfits: [...new Set(misfits)] };

  /** Is it inside of something that can be scrolled, or that cuts it off on purpose? */
  function scrolls(element: Element): boolean {
    for (let box = element.parentElement; box; box = box.parentElement) {
      if (box !== document.body && getComputedStyle(box).overflowX !== 'visible') return true;
    }
    return false;
  }
}
