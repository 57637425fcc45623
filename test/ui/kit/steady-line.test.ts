import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { steadyLine } from '../../../source/ui/kit/steady-line.ts';
import { createScreen } from '../../helpers/screen.ts';

const ESC = '\u001B';

describe('a line on its way to the screen', () => {
  test('is left alone where every terminal draws it alike', () => {
    const text = `${ESC}[31mnaïve Größe Ωμέγα Привет${ESC}[0m ─── │ ▏█ … · → 12`;
    assert.equal(steadyLine(text), text);
  });

  for (const [what, text] of [
    ['a skin tone', '👍🏽'],
    ['several people in one character', '👨‍👩‍👧'],
    ['a flag', '🇩🇪🇫🇷'],
    ['Devanagari', 'नमस्ते'],
    ['a letter and a mark of its own', 'e\u0301'],
    ['a digit in a box', '1\uFE0F\u20E3'],
    ['wide characters', '本番'],
  ] as const) {
    test(`has the next cell placed by its column behind ${what}`, () => {
      const column = 3 + stringWidth(`a ${text} b`);
      assert.equal(steadyLine(`a ${text} b  x y`), `a ${text} b  ${ESC}[${column}Gx y`);
      assert.equal(
        steadyLine(`${ESC}[1ma ${text}…${ESC}[0m x`),
        `${ESC}[1ma ${text}…${ESC}[0m ${ESC}[${column - 2}Gx`,
      );
      assert.equal(steadyLine(`a ${text} b`), `a ${text} b`);
    });
  }

  test('is ASCII for a terminal without UTF-8, in as many cells', () => {
    assert.equal(
      steadyLine(`${ESC}[1m│ naïve · 本番… 👍🏽${ESC}[0m ─► ▏█▁▂`, 'ascii'),
      `${ESC}[1m| naive - ????~ ??${ESC}[0m -> :@_.`,
    );
  });

  test('keeps names, but not the glyphs that we draw with, where those are two cells wide', () => {
    assert.equal(steadyLine('│ é · x  y', 'no glyphs'), `| é - x  ${ESC}[10Gy`);
  });

  test('has its cells where they were laid out, whatever is in them', async () => {
    const part = fc.oneof(
      fc.constantFrom('👍🏽', '👨‍👩‍👧', '🇩🇪', 'नमस्ते', '본', 'é', '│', '…', 'ไทย', '☺️'),
      fc.string({ maxLength: 4, unit: 'grapheme' }).filter((text) => !/[\p{C}\p{Z}]/u.test(text)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
        const text = `${parts.join('')}  `;
        const screen = createScreen(200, 2);
        await screen.write(steadyLine(`${text}|`));
        assert.equal(screen.cellAt(0, stringWidth(text)).char, '|');
        const ascii = steadyLine(`${text}|`, 'ascii');
        assert.match(ascii, /^[\x20-\x7e]*$/);
        assert.equal(ascii.length, stringWidth(text) + 1);
        screen.dispose();
      }),
      { numRuns: 300 },
    );
  });
});
