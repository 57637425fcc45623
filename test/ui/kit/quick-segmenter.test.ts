import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { QuickSegmenter } from '../../../source/ui/kit/quick-segmenter.ts';
import { anyText } from '../../helpers/any-text.ts';

const real = new Intl.Segmenter();
const quick = new QuickSegmenter();

function pieces(segmenter: Pick<QuickSegmenter, 'segment'>, text: string): readonly (readonly unknown[])[] {
  return Array.from(segmenter.segment(text), ({ segment, index }) => [segment, index]);
}

test('no character of Latin, punctuation and box drawing, nor of those next to them, joins another one wrongly', () => {
  const neighbours = ['a', '\r', '\n', '\u0301', '\u200d', '\u00a9', '\u{1f44d}'];
  const ranges = [
    [0, 0x320],
    [0x2000, 0x2040],
    [0x24f0, 0x2610],
  ] as const;
  for (const [first, last] of ranges) {
    for (let code = first; code <= last; code += 1) {
      const character = String.fromCharCode(code);
      for (const text of neighbours.flatMap((other) => [other + character, character + other]))
        assert.deepEqual(pieces(quick, text), pieces(real, text), JSON.stringify(text));
    }
  }
});

test('any two characters that are taken apart without the real segmenter are never joined by it', () => {
  const plain = fc.oneof(
    fc.integer({ min: 0, max: 0x2ff }),
    fc.integer({ min: 0x2010, max: 0x2027 }),
    fc.integer({ min: 0x2500, max: 0x25ff }),
  );
  const text = fc.array(plain, { maxLength: 20 }).map((codes) => String.fromCharCode(...codes));
  fc.assert(fc.property(text, (given) => assert.deepEqual(pieces(quick, given), pieces(real, given))));
});

test('any text at all is taken apart as by the real segmenter', () => {
  fc.assert(fc.property(anyText, (given) => assert.deepEqual(pieces(quick, given), pieces(real, given))));
});

test('the segment around a place of any text is that of the real segmenter', () => {
  const around = (segmenter: Pick<QuickSegmenter, 'segment'>, text: string, at: number) => {
    const found = segmenter.segment(text).containing(at);
    return found === undefined ? null : [found.segment, found.index];
  };
  fc.assert(
    fc.property(anyText, fc.integer({ min: -1, max: 12 }), (given, at) =>
      assert.deepEqual(around(quick, given, at), around(real, given, at)),
    ),
  );
  assert.deepEqual(around(quick, 'ab', 1), ['b', 1]);
  assert.equal(around(quick, 'ab', 2), null);
});

test('words are left to the real segmenter', () => {
  const options = { granularity: 'word' } as const;
  const words = new QuickSegmenter('en', options);
  assert.deepEqual(pieces(words, 'two words'), pieces(new Intl.Segmenter('en', options), 'two words'));
});
