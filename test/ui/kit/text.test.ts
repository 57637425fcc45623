import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { cut, fitted, spread, textWidth, wrap } from '../../../source/ui/kit/text.ts';

describe('the width of a text', () => {
  test('is for the signs of lines, bars and charts what it is for any other text', () => {
    const signs = Array.from({ length: 0xa0 }, (_, place) => String.fromCodePoint(0x2500 + place));
    const ascii = Array.from({ length: 0x5f }, (_, place) => String.fromCodePoint(0x20 + place));
    const all = [...ascii, ...signs, '·', '…', '■', '▲'];
    assert.deepEqual(
      all.map(textWidth),
      all.map((sign) => stringWidth(sign)),
    );
    assert.deepEqual([textWidth(all.join('')), stringWidth(all.join(''))], [all.length, all.length]);
  });

  test('counts a sign that something behind it changes with that', () => {
    assert.equal(textWidth('█\u0301█'), 2);
  });
});

describe('text by cells', () => {
  test('a wide character takes two cells, a combining mark none', () => {
    assert.deepEqual(['abc', '日本', 'e\u0301', '🇩🇪'].map(textWidth), [3, 4, 1, 2]);
  });

  test('is measured and cut as it is drawn: what joins characters shows as one that cannot be', () => {
    assert.deepEqual(
      [textWidth('👩‍👩‍👧'), fitted('👩‍👩‍👧', 9), cut('a\nb\u001b[31mc', 9)],
      [8, '👩\ufffd👩\ufffd👧 ', 'a\ufffdb\ufffd[31mc'],
    );
  });

  test('is cut with an ellipsis and never through a character', () => {
    assert.deepEqual(
      [
        cut('abcdef', 6),
        cut('abcdef', 4),
        cut('日本語', 4),
        cut('日本語', 5),
        cut('e\u0301e\u0301e\u0301', 2),
        cut('abc', 0),
      ],
      ['abcdef', 'abc…', '日…', '日本…', 'e\u0301…', ''],
    );
  });

  test('of any length is wrapped with each character looked at once', () => {
    const lines = wrap('日'.repeat(50_000), 80);
    assert.equal(lines.length, 1250);
    assert.ok(lines.every((line) => textWidth(line) === 80));
    assert.equal(lines.join(''), '日'.repeat(50_000));
  });

  test('is padded at either side', () => {
    assert.deepEqual(
      [fitted('ab', 4), fitted('ab', 4, 'right'), fitted('日本語', 4)],
      ['ab  ', '  ab', '日… '],
    );
  });

  test('gives way at the left where two texts do not fit', () => {
    assert.deepEqual(
      [spread('left', 'right', 12), spread('a long left', 'right', 12), spread('left', 'right', 5)],
      ['left   right', 'a lon… right', 'right'],
    );
  });

  test('is wrapped at blanks, and in a long word where it has to be', () => {
    assert.deepEqual(wrap('one two three', 7), ['one two', 'three']);
    assert.deepEqual(wrap('arn:aws:iam::1:role/x', 8), ['arn:aws:', 'iam::1:r', 'ole/x']);
    assert.deepEqual(wrap('', 8), ['']);
    assert.deepEqual(wrap('日本語', 1), ['日', '本', '語']);
  });

  test('fitted text always has exactly its width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.nat(40), (text, width) => {
        assert.equal(textWidth(fitted(text, width)), width);
      }),
    );
  });

  test('wrapping loses nothing but the blanks it breaks at', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 2, max: 20 }), (text, width) => {
        assert.equal(wrap(text, width).join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
      }),
    );
  });
});
