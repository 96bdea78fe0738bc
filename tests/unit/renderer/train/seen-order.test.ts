import { describe, expect, it } from 'vitest';
import { nothingSeen, withPictures, type ShownPicture } from '../../../../renderer/train/seen-order';

const picture = (name: string): ShownPicture => ({
  name,
  widthPx: 1,
  heightPx: 1,
  labels: [],
  boxes: [],
  predictions: [],
  image: { encoding: 'gray', widthPx: 1, heightPx: 1, scale: 1, bytes: new Uint8Array(1) },
});
const pictures = ['a', 'b', 'c', 'd'].map(picture);
const wrong =
  (...names: string[]) =>
  ({ name }: ShownPicture) => ({ right: !names.includes(name), said: [], found: [], missed: 0 });

describe('pictures of a validation', () => {
  const names = (seen: typeof nothingSeen) => seen.ones.map((one) => one.picture.name).join('');

  it('begin with the wrong ones', () => {
    expect(names(withPictures(nothingSeen, pictures, wrong('c', 'd')))).toBe('cdab');
  });

  it('begin with those that turned wrong last', () => {
    const first = withPictures(nothingSeen, pictures, wrong('c', 'd'));
    const second = withPictures(first, pictures, wrong('a', 'c'));
    expect(names(second)).toBe('acbd');
    // Nothing turned: nothing moves.
    const third = withPictures(second, pictures, wrong('a', 'c'));
    expect(names(third)).toBe('acbd');
    expect(third.round).toBe(3);
    // Right for a round: when it is wrong again, that is new.
    const fourth = withPictures(third, pictures, wrong('a'));
    expect(names(withPictures(fourth, pictures, wrong('a', 'c')))).toBe('cabd');
  });
});
