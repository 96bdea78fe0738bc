import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Settings } from '#shared/domain/settings';
import en from '../../resources/locales/en.json';
import zhCN from '../../resources/locales/zh-CN.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    /** The keys of en.json: a key that is not there does not compile. */
    resources: { translation: typeof en };
    returnNull: false;
  }
}

export type Language = NonNullable<Settings['language']>;
export const languages: readonly Language[] = ['en', 'zh-CN'];

export function startLanguages(): void {
  void i18next.use(initReactI18next).init({
    lng: systemLanguage(),
    fallbackLng: 'en',
    supportedLngs: languages,
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } },
    interpolation: { escapeValue: false }, // React escapes
    initAsync: false,
  });
}

export function systemLanguage(): Language {
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/** Changes the language of the page; the browser then picks the right shapes for Han characters too. */
export function applyLanguage(language: Language): void {
  document.documentElement.lang = language;
  if (i18next.language !== language) void i18next.changeLanguage(language);
}
