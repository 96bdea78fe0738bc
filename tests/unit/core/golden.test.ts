import { describe, expect, test } from 'vitest';
import { isPairedGolden, pairedPath } from '#electron/core/golden';

const pair = { match: '{id}_test.jpg', golden: '{dir}/{id}_temp.jpg' };
const at = (path: string) => ({ path });

describe('paired goldens', () => {
  test('the golden lies beside the frame under the same id', () => {
    expect(pairedPath(pair, at('/boards/a/07_test.jpg'))).toBe('/boards/a/07_temp.jpg');
    expect(pairedPath(pair, at('C:\\boards\\07_test.jpg'))).toBe('C:\\boards/07_temp.jpg');
  });

  test('what does not fit the pattern has none', () => {
    expect(pairedPath(pair, at('/boards/07.jpg'))).toBeNull();
    expect(pairedPath(pair, at('/boards/_test.jpg'))).toBeNull();
    expect(pairedPath(pair, { path: null })).toBeNull();
  });

  test('an id is taken as it is, whatever letters it has', () => {
    expect(pairedPath(pair, at('/boards/$&{dir}_test.jpg'))).toBe('/boards/$&{dir}_temp.jpg');
  });

  test('goldens among the frames are known by the pattern, with their folder', () => {
    expect(isPairedGolden(pair, at('/boards/07_temp.jpg'))).toBe(true);
    expect(isPairedGolden(pair, at('/boards/07_test.jpg'))).toBe(false);
    const below = { match: '{id}.png', golden: '{dir}/goldens/{id}.png' };
    expect(isPairedGolden(below, at('/boards/goldens/07.png'))).toBe(true);
    expect(isPairedGolden(below, at('/boards/07.png'))).toBe(false);
  });
});
