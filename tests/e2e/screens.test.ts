import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openWindow, type OpenStation } from '../station/launch';
import { pageFaults } from './page-faults';
import { keepShot } from './shots';

const hosts = [
  ['the window', openWindow],
  ['a browser', openBrowser],
] as const;

const words = {
  en: {
    inspect: 'Inspect',
    recipes: 'Recipes',
    records: 'Records',
    settings: 'Settings',
    language: 'English',
    verdict: /^(PASS|REVIEW|REJECT)$/,
    tabs: ['Set-up', 'Rules', 'Region', 'Line'],
    overrule: /Overrule/,
    difference: /Difference/,
  },
  'zh-CN': {
    inspect: '检测',
    recipes: '配方',
    records: '记录',
    settings: '设置',
    language: '简体中文',
    verdict: /^(合格|待复判|不合格)$/,
    tabs: ['设置', '判定规则', '检测区域', '产线'],
    overrule: /改判/,
    difference: /差异/,
  },
} as const;
type Language = keyof typeof words;
const languages = Object.keys(words) as Language[];

describe.each(hosts)('every screen, in %s', (where, open) => {
  let dataFolder: string;
  let station: OpenStation;
  let page: Page;

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'loupe-e2e-'));
    station = await open(dataFolder);
    page = station.page;
    // The smallest screen that is promised: what fits here fits everywhere.
    await page.setViewportSize({ width: 1280, height: 800 });
  });
  afterAll(async () => {
    await station.close();
    await rm(dataFolder, { recursive: true, force: true });
  });

  async function look(language: Language, screen: string): Promise<void> {
    await keepShot(page, `${where.split(' ')[1]}-${language}-${screen}`);
    expect(await pageFaults(page, language), `${screen}, ${language}`).toEqual([]);
  }
  const goTo = (language: Language, screen: 'inspect' | 'recipes' | 'records' | 'settings') =>
    page.getByRole('link', { name: words[language][screen] }).click();

  test('the welcome, in both languages', async () => {
    await page.getByRole('button', { name: /demo line/i }).waitFor();
    await look('en', 'welcome');
    await page.getByText('简体中文').click();
    await page.getByRole('button', { name: '启动演示产线' }).waitFor();
    await look('zh-CN', 'welcome');
    await page.getByText('English').click();
    await page.getByRole('button', { name: /demo line/i }).click();
    await page.locator('[data-verdict="reject"][aria-pressed]').first().waitFor({ timeout: 60_000 });
  });

  describe.each(languages)('%s', (language) => {
    const says = words[language];

    test('the language is changed in the settings', async () => {
      await page.getByRole('link').last().click();
      await page.locator('[aria-labelledby="settings-language"]').first().click();
      await page.getByRole('option', { name: says.language }).click();
      await page.getByRole('link', { name: says.settings }).waitFor();
      await page.getByText('ONNX Runtime', { exact: true }).waitFor();
      await look(language, 'settings');
    });

    test('the verdict is a word, a shape and a colour', async () => {
      await goTo(language, 'inspect');
      const band = page.getByTestId('verdict-band');
      await expect.poll(() => band.getByRole('strong').innerText()).toMatch(says.verdict);
      const seen = await band.evaluate((element) => {
        const tone = element.getAttribute('data-tone') ?? '';
        const probe = document.body.appendChild(document.createElement('div'));
        probe.style.background = `var(--verdict-${tone})`;
        const expected = getComputedStyle(probe).backgroundColor;
        probe.remove();
        return {
          tone,
          expected,
          colour: getComputedStyle(element).backgroundColor,
          shapePx: element.querySelector('svg')?.getBoundingClientRect().height ?? 0,
          wordPx: Number.parseFloat(getComputedStyle(element.querySelector('strong') ?? element).fontSize),
        };
      });
      expect(seen.tone).toMatch(/^(pass|review|reject)$/);
      expect(seen.colour).toBe(seen.expected);
      // To be read from three metres: at 96 px an inch, 64 px are 17 mm.
      expect(seen.shapePx).toBeGreaterThan(64);
      expect(seen.wordPx).toBeGreaterThan(64);
      await look(language, 'inspect');
    });

    test('a frozen part, its difference, and the reasons to overrule it', async () => {
      await page.locator('[data-verdict="reject"][aria-pressed]').first().click();
      await page.getByRole('button', { name: says.difference }).click();
      await look(language, 'inspect-difference');
      await page.getByRole('button', { name: says.overrule }).click();
      await page.getByRole('dialog').waitFor();
      await look(language, 'inspect-overrule');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.keyboard.press('Escape');
    });

    test('recipes', async () => {
      await goTo(language, 'recipes');
      await page.getByRole('main').getByText('pcb-detector', { exact: false }).waitFor();
      await look(language, 'recipes');
      await page.getByRole('main').getByText('pcb-detector', { exact: false }).click();
      for (const [index, tab] of says.tabs.entries()) {
        await page.getByRole('tab', { name: tab, exact: true }).click();
        await look(language, `recipe-${index + 1}`);
      }
    });

    test('records', async () => {
      await goTo(language, 'records');
      await page.getByRole('listbox', { name: says.records }).getByRole('option').first().waitFor();
      await page.getByRole('main').getByRole('region').first().waitFor();
      await look(language, 'records');
    });
  });

  test('nothing went wrong in the page', () => {
    expect(station.errors).toEqual([]);
  });
});
