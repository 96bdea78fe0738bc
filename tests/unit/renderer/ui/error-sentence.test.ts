import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '#shared/contract/errors';
import zh from '../../../../resources/locales/zh-CN.json';
import { errorSentence } from '../../../../renderer/ui/error-sentence';
import { reasonSentence } from '../../../../renderer/ui/labels';

await i18next.init({
  lng: 'zh-CN',
  resources: { 'zh-CN': { translation: zh } },
  interpolation: { escapeValue: false },
});
const { t } = i18next;

describe('an error in Chinese', () => {
  it('tells what it is about, and the sizes, without an English word', () => {
    const error = {
      code: 'image.too-large',
      message: 'board.png has 12000 × 9000 pixels, more than 100 megapixels. Crop it or make it smaller.',
      details: { name: 'board.png', widthPx: 12_000, heightPx: 9000, maxPixels: 100_000_000 },
    };
    expect(errorSentence(error, t, 'zh-CN')).toBe('board.png：图像过大，请裁剪或缩小。（12000 × 9000 像素）');
  });

  it('leaves out what a library said in English', () => {
    const error = {
      code: 'image.unreadable',
      message: 'a.png cannot be read: unexpected end of file. Copy or save it again.',
      details: { name: 'a.png', why: 'unexpected end of file' },
    };
    expect(errorSentence(error, t, 'zh-CN')).not.toMatch(/unexpected|file/);
  });

  it.each(errorCodes)('%s is told in the verdict band, too', (error) => {
    const sentence = reasonSentence({ code: 'fault', error, message: 'An English sentence.' }, t, 'zh-CN');
    expect(sentence).toMatch(/^[^a-z]*(Loupe|RGB)?[^a-z]*。$/);
  });

  it('is the engine’s own sentence in English', () => {
    const error = { code: 'busy', message: 'The line is running: stop it first.' };
    expect(errorSentence(error, t, 'en')).toBe('The line is running: stop it first.');
  });
});
