import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { textInAscii } from '../../../source/base/ascii.ts';
import { painted } from '../../../source/ui/kit/drawing.ts';
import { inPanel, panelLines, roomInPanel } from '../../../source/ui/kit/panel.ts';
import { textWidth } from '../../../source/ui/kit/text.ts';
import { type Piece, PLAIN_THEME } from '../../../source/ui/kit/theme.ts';

const KEPT = { title: 'Kept', right: 'GiB', isFocused: false };

function texts(lines: readonly (readonly (readonly [string, ...unknown[]])[])[]): readonly string[] {
  return lines.map((pieces) => pieces.map(([text]) => text).join(''));
}

describe('a panel', () => {
  test('stands within rounded borders, with its title and the words at its right on the upper one', () => {
    assert.deepEqual(texts(panelLines<Piece>([[['42 snapshots', 'plain']]], KEPT, 24)), [
      '╭─ Kept ───────── GiB ─╮',
      '│ 42 snapshots         │',
      '╰──────────────────────╯',
    ]);
  });

  test('has as many lines as it is given, blank where nothing stands on them', () => {
    assert.deepEqual(texts(panelLines<Piece>([[['1', 'plain']], [['2', 'plain']]], KEPT, 18, 3)), [
      '╭─ Kept ─── GiB ─╮',
      '│ 1              │',
      '│ 2              │',
      '│                │',
      '╰────────────────╯',
    ]);
    assert.equal(panelLines<Piece>([[['1', 'plain']], [['2', 'plain']]], KEPT, 18, 1).length, 3);
  });

  test('is drawn with + - | where a terminal takes ASCII only', () => {
    assert.deepEqual(texts(panelLines<Piece>([[['█▋', 'accent']]], KEPT, 18)).map(textInAscii), [
      '+- Kept --- GiB -+',
      '| @@             |',
      '+----------------+',
    ]);
  });

  test('is just as wide with wide characters, and with too little room for its words', () => {
    for (const width of [4, 5, 7, 9, 12, 13, 20, 33]) {
      const frame = { title: '保存 スナップショット', right: '地域 region', isFocused: true };
      const lines = texts(
        panelLines<Piece>(
          [
            [
              ['データ', 'plain'],
              ['e\u0301 数', 'quiet'],
            ],
            [],
          ],
          frame,
          width,
        ),
      );
      assert.deepEqual(
        lines.map((line) => textWidth(line)),
        lines.map(() => width),
        `at ${width} cells`,
      );
    }
  });

  test('gives the words at its right no more than the title leaves', () => {
    const frame = { title: 'Needs attention', right: 'Enter opens', isFocused: false };
    const [first] = texts(panelLines<Piece>([], frame, 30));
    assert.equal(first, '╭─ Needs attention ─ Enter… ─╮');
  });

  test('has borders in their own tone, in the accent where the cursor is in it', () => {
    const tonesOf = (isFocused: boolean) =>
      panelLines<Piece>([[['x', 'bad']]], { ...KEPT, isFocused }, 14).map((pieces) => [
        ...new Set(pieces.map(([, tone]) => tone)),
      ]);
    assert.deepEqual(tonesOf(false), [
      ['border', 'heading', 'quiet'],
      ['border', 'bad', 'plain'],
      ['border'],
    ]);
    assert.deepEqual(tonesOf(true), [['accent', 'heading', 'quiet'], ['accent', 'bad', 'plain'], ['accent']]);
  });

  test('keeps what its pieces carry, but on what is cut off', () => {
    const lines = panelLines([[['12', 'plain', 'a'] as const, ['345', 'plain', 'b'] as const]], KEPT, 8);
    assert.deepEqual(lines[1], [
      ['│ ', 'border'],
      ['12', 'plain', 'a'],
      ['3…', 'plain'],
      [' │', 'border'],
    ]);
  });

  test('around a drawing keeps its zones where they are seen', () => {
    const inside = painted(PLAIN_THEME, [
      [
        ['ab', 'plain'],
        ['cd', 'plain', 'here'],
      ],
    ]);
    const drawing = inPanel(inside, { title: '', right: '', isFocused: false }, 8, PLAIN_THEME);
    assert.deepEqual(drawing.lines.map(stripVTControlCharacters), ['╭──────╮', '│ abcd │', '╰──────╯']);
    assert.deepEqual(drawing.zones(), [{ line: 1, from: 4, to: 6, on: 'here' }]);
    assert.equal(roomInPanel(8), 4);
  });
});
