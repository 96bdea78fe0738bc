import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppFailure } from '#shared/contract/errors';
import { decodeMessage, encodeMessage } from '#shared/contract/frames';

const bytes = (...values: number[]) => new Uint8Array(values);

/** A frame written by hand, as the format is described. */
function frame(header: string, ...tail: number[]): Uint8Array {
  const text = new TextEncoder().encode(header);
  const length = [text.length & 255, (text.length >> 8) & 255, 0, 0];
  return Uint8Array.from([...length, ...text, ...tail]);
}

describe('frames', () => {
  it('reads what the format says, written by hand', () => {
    const header =
      '{"message":{"kind":"next","item":{"a":null,"b":[1,null]}},"binaries":[{"path":["item","a"],"length":2},{"path":["item","b",1],"length":1}]}';
    expect(decodeMessage(frame(header, 7, 8, 9))).toEqual({
      kind: 'next',
      item: { a: bytes(7, 8), b: [1, bytes(9)] },
    });
  });

  it('brings every message back', () => {
    const leaf = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array({ maxLength: 40 }),
    );
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(
          fc.string().filter((key) => key !== '__proto__'),
          tie('node'),
          { maxKeys: 4, noNullPrototype: true },
        ),
      ),
    })).node;
    fc.assert(
      fc.property(value, (message) => {
        expect(decodeMessage(encodeMessage(message))).toEqual(message);
      }),
    );
  });

  it('keeps a view into a larger buffer apart from its neighbours', () => {
    const large = bytes(1, 2, 3, 4, 5);
    expect(decodeMessage(encodeMessage(large.subarray(1, 3)))).toEqual(bytes(2, 3));
    const sent = encodeMessage({ picture: bytes(9) });
    const received = new Uint8Array(sent.length + 8);
    received.set(sent, 5);
    expect(decodeMessage(received.subarray(5, 5 + sent.length))).toEqual({ picture: bytes(9) });
  });

  it.each([
    ['nothing', bytes()],
    ['half a length', bytes(1, 0)],
    ['a header longer than the frame', bytes(200, 0, 0, 0, 123, 125)],
    ['a header that is no JSON', frame('{"message"')],
    ['a header that is no UTF-8', bytes(2, 0, 0, 0, 0xff, 0xfe)],
    ['a header without places', frame('{"message":1}')],
    ['a negative length', frame('{"message":{"a":null},"binaries":[{"path":["a"],"length":-1}]}')],
    ['fewer bytes than told', frame('{"message":{"a":null},"binaries":[{"path":["a"],"length":3}]}', 1, 2)],
    ['more bytes than told', frame('{"message":{"a":null},"binaries":[{"path":["a"],"length":1}]}', 1, 2)],
    [
      'bytes for a place that is not there',
      frame('{"message":{},"binaries":[{"path":["a"],"length":1}]}', 1),
    ],
    [
      'bytes for a place that is taken',
      frame('{"message":{"a":5},"binaries":[{"path":["a"],"length":1}]}', 1),
    ],
    [
      'bytes for what every object inherits',
      frame('{"message":{},"binaries":[{"path":["__proto__","polluted"],"length":1}]}', 1),
    ],
  ])('refuses %s', (_, malformed) => {
    expect(() => decodeMessage(malformed)).toThrow(AppFailure);
  });
});
