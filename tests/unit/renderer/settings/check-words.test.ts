import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import zhCN from '../../../../resources/locales/zh-CN.json';
import { checkWords } from '../../../../renderer/settings/check-words';

beforeAll(() => i18next.init({ lng: 'zh-CN', resources: { 'zh-CN': { translation: zhCN } } }));

const disk = {
  name: 'disk',
  state: 'warning',
  detail: '1 of 100 GB free',
  remedy: 'Free some space.',
} as const;

test('a check that is known is told in the user’s language', () => {
  expect(checkWords(disk, i18next.t, 'zh-CN')).toEqual({
    name: '磁盘',
    detail: '剩余 1 GB，共 100 GB',
    remedy: '请清理空间、将数据移至更大的磁盘，或设定图像保留时间。',
  });
});

test('in English the engine’s own sentence stays', () => {
  expect(checkWords(disk, i18next.t, 'en').remedy).toBe('Free some space.');
});

test('nothing is advised where nothing is to do, and libraries keep their names', () => {
  expect(checkWords({ ...disk, remedy: '' }, i18next.t, 'zh-CN').remedy).toBe('');
  expect(checkWords({ ...disk, name: 'node', detail: '22.1.0' }, i18next.t, 'zh-CN')).toEqual({
    name: 'Node.js',
    detail: '22.1.0',
    remedy: 'Free some space.',
  });
});
