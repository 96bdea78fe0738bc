import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Cool grays of painted steel: quiet beside the picture and the verdict, the only things that may be loud. */
const steel: MantineColorsTuple = [
  '#f6f8fa',
  '#eceff3',
  '#dde2e8',
  '#c6ced7',
  '#98a4b1',
  '#6c7a89',
  '#4c5967',
  '#343f4b',
  '#232c35',
  '#171d24',
];

/** The one accent: what can be pressed, and where the keyboard is. */
const cobalt: MantineColorsTuple = [
  '#edf3ff',
  '#d9e5fd',
  '#b0c9fa',
  '#84abf6',
  '#5e90f2',
  '#437cf0',
  '#2f6de0',
  '#235bc4',
  '#1b4da8',
  '#12408f',
];

/** Dark scheme: Mantine takes text from 0, borders from 4, surfaces from 6 and the page from 7. */
const dark: MantineColorsTuple = [
  '#dce2e9',
  '#b4bec9',
  '#8d99a6',
  '#616e7b',
  '#3a4551',
  '#2c353f',
  '#20272f',
  '#171d23',
  '#11161b',
  '#0c1014',
];

/** Covers Latin and Simplified Chinese with what each system brings along; nothing is downloaded. */
export const fontFamily =
  '"Segoe UI Variable Text", "Segoe UI", -apple-system, "Helvetica Neue", "Noto Sans", "Liberation Sans", "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

export const theme = createTheme({
  colors: { gray: steel, cobalt, dark },
  primaryColor: 'cobalt',
  primaryShade: { light: 6, dark: 5 },
  defaultRadius: 'sm',
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  fontFamily,
  fontFamilyMonospace: '"Cascadia Mono", Consolas, Menlo, "Noto Sans Mono", "Liberation Mono", monospace',
  headings: { fontFamily, fontWeight: '600' },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
});
