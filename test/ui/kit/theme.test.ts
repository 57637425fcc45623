import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HEATS, heatOf, PLAIN_THEME, paint, paintPieces } from '../../../source/ui/kit/theme.ts';
import { themeOf } from '../../../source/ui/settings/colors.ts';

const COLOUR_THEME = themeOf('ansi', 'dark', { colors: {}, themes: {}, depth: 4 });

describe('painted text', () => {
  test('turns on what a tone needs and off again', () => {
    assert.equal(paint(COLOUR_THEME, 'denied', 'bad'), '\u001B[1m\u001B[31mdenied\u001B[39m\u001B[22m');
    assert.equal(paint(COLOUR_THEME, '12', 'plain'), '12');
    assert.equal(paint(COLOUR_THEME, '', 'bad'), '');
  });

  test('goes from one colour to the next without turning it off in between', () => {
    assert.equal(
      paintPieces(COLOUR_THEME, [
        ['a', 'bad'],
        ['b', 'busy'],
        ['c', 'heading'],
      ]),
      '\u001B[1m\u001B[31ma\u001B[22m\u001B[36mb\u001B[1m\u001B[34mc\u001B[39m\u001B[22m',
    );
  });

  test('does not paint blanks, but those under the cursor', () => {
    assert.equal(
      paintPieces(COLOUR_THEME, [
        ['  ', 'quiet'],
        ['a', 'quiet'],
        ['  ', 'plain'],
        ['b', 'quiet'],
        [' ', 'selected'],
        [' ', 'plain'],
      ]),
      '  \u001B[90ma  b\u001B[39m\u001B[7m \u001B[27m ',
    );
  });

  test('fills blanks where something is behind them, and nothing else', () => {
    const theme = themeOf('dark', 'dark', { colors: {}, themes: {}, depth: 8 });
    const painted = paintPieces(theme, [
      [' ', 'plain'],
      ['  7', 'heat1'],
      ['   ', 'heat2'],
      [' ', 'plain'],
    ]);
    assert.match(painted, /^ .\[38;5;\d+m.\[48;5;\d+m {2}7.\[38;5;\d+m.\[48;5;\d+m {3}.\[49m.\[39m $/u);
  });

  test('has a shade for each count of digits, and none for nothing', () => {
    assert.deepEqual([0, 1, 9, 10, 999, 1000, 12_345, 1_000_000].map(heatOf), [
      ...['plain', 'heat1', 'heat1', 'heat2', 'heat3', 'heat4', 'heat5', 'heat5'],
    ]);
  });

  test('has no colour where none is wanted', () => {
    const tones = [
      'quiet',
      'title',
      'heading',
      'accent',
      'good',
      'busy',
      'warning',
      'bad',
      'selected',
      'tab',
      'border',
      ...HEATS,
    ] as const;
    const line = paintPieces(
      PLAIN_THEME,
      tones.map((tone) => ['x', tone]),
    );
    assert.doesNotMatch(stripBoldDimInverse(line), /\[\d/);
  });
});

function stripBoldDimInverse(line: string): string {
  return [1, 2, 7, 22, 27].reduce((rest, code) => rest.replaceAll(`\u001B[${code}m`, ''), line);
}
