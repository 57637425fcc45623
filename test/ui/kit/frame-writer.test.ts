import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { FrameWriter } from '../../../source/ui/kit/frame-writer.ts';
import { createScreen } from '../../helpers/screen.ts';

const ESC = '\u001B';
const [ON, OFF] = [`${ESC}[?2026h`, `${ESC}[?2026l`];

/** What is written for the second frame when the first one is on the screen. */
function change(first: string, second: string): string {
  const writer = new FrameWriter();
  writer.next(first, 3, 'all');
  return writer.next(second, 3, 'all').replace(ON, '').replace(OFF, '');
}

describe('a frame on its way to the screen', () => {
  test('is what changed: of each line from the first other cell on, in the style that it has there', () => {
    const line = (time: string) => `${ESC}[90m us-east-1 ${ESC}[36m${time}${ESC}[39m done`;
    assert.equal(
      change(`same\n${line('1.2s')}`, `same\n${line('1.3s')}`),
      `${ESC}[2;14H${ESC}[K${ESC}[90m${ESC}[36m3s${ESC}[39m done`,
    );
    assert.equal(change('same', 'same'), '');
    assert.equal(change('longer', 'long'), `${ESC}[1;5H${ESC}[K`);
  });

  test('does not begin inside a style', () => {
    assert.equal(
      change(`a${ESC}[31mb${ESC}[39m`, `a${ESC}[32mb${ESC}[39m`),
      `${ESC}[1;2H${ESC}[K${ESC}[32mb${ESC}[39m`,
    );
  });

  for (const [what, first, second] of [
    ['is wider elsewhere', '本番 one', '本番 two'],
    ['joins the one before it', 'cafe one', 'cafe\u0301 one'],
    ['was wider elsewhere', 'ab 👍🏽', 'ab c'],
  ] as const)
    test(`has a line whole where a character ${what}`, () => {
      assert.equal(change(first, second).startsWith(`${ESC}[1;1H${ESC}[K`), true);
      assert.ok(change(first, second).includes(second.slice(0, 2)));
    });

  test('leaves the same screen as one that is drawn on an empty one', async () => {
    const text = fc.array(fc.constantFrom('a', 'b', ' ', '7', 'é', '│', '…', '本', '👍🏽', 'e\u0301'), {
      maxLength: 8,
    });
    const style = fc.constantFrom([1, 22], [36, 39], [7, 27], [44, 49], [90, 39]);
    const part = fc.tuple(text, style, fc.boolean()).map(([characters, [begin, end], isStyled]) => {
      const plain = characters.join('');
      return isStyled ? `${ESC}[${begin}m${plain}${ESC}[${end}m` : plain;
    });
    const line = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));
    const frames = fc.array(fc.array(line, { minLength: 2, maxLength: 3 }), { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(frames, async (drawn) => {
        const [grown, anew] = [createScreen(40, 3), createScreen(40, 3)];
        const writer = new FrameWriter();
        for (const frame of drawn) await grown.write(writer.next(frame.join('\n'), 3, 'all'));
        await anew.write(new FrameWriter().next((drawn.at(-1) ?? []).join('\n'), 3, 'all'));
        for (let row = 0; row < 3; row += 1)
          for (let column = 0; column < 40; column += 1)
            assert.deepEqual(grown.cellAt(row, column), anew.cellAt(row, column), JSON.stringify(drawn));
        grown.dispose();
        anew.dispose();
      }),
      { numRuns: 60 },
    );
  });
});
