import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { groundOf, groundOfEnvironment } from '../../../source/ui/kit/ground.ts';
import { createInputReader, type InputPart } from '../../../source/ui/kit/terminal-input.ts';

/** What comes of these pieces of a terminal's input. */
function parts(...pieces: readonly string[]): readonly InputPart[] {
  const reader = createInputReader();
  return pieces.flatMap((piece) => reader.push(piece));
}

const report = (text: string): InputPart => ({ type: 'report', text });

describe('what a terminal writes on', () => {
  test('is read from its answer, in any number of digits', () => {
    assert.equal(groundOf(']11;rgb:0000/0000/0000'), 'dark');
    assert.equal(groundOf(']11;rgb:1e1e/1e1e/2e2e'), 'dark');
    assert.equal(groundOf(']11;rgb:ffff/ffff/ffff'), 'light');
    assert.equal(groundOf(']11;rgb:fd/f6/e3'), 'light');
    assert.equal(groundOf(']11;rgb:f/f/f'), 'light');
    assert.equal(groundOf(']11;rgba:ffff/ffff/ffff/8000'), 'light');
    // Bright blue is dark to the eye, bright green is not.
    assert.equal(groundOf(']11;rgb:0000/0000/ffff'), 'dark');
    assert.equal(groundOf(']11;rgb:0000/ffff/0000'), 'light');
  });

  test('is not told by garbage, nor by answers about something else', () => {
    for (const text of [']11;rgb:zz/00/00', ']11;rgb:00/00', ']11;white', ']10;rgb:ff/ff/ff', '[24;80R', ''])
      assert.equal(groundOf(text), null);
  });

  test('is what the environment says where the terminal does not', () => {
    assert.equal(groundOfEnvironment({ COLORFGBG: '0;15' }), 'light');
    assert.equal(groundOfEnvironment({ COLORFGBG: '0;default;7' }), 'light');
    assert.equal(groundOfEnvironment({ COLORFGBG: '15;0' }), 'dark');
    assert.equal(groundOfEnvironment({}), 'dark');
  });
});

describe('an answer about a colour', () => {
  test('is told, however it ends and wherever it is cut, and its letters are no keys', () => {
    const answer = ']11;rgb:ffff/ffff/ffff';
    assert.deepEqual(parts(`a\u001B${answer}\u001B\\b`), [
      { type: 'keys', text: 'a' },
      report(answer),
      { type: 'keys', text: 'b' },
    ]);
    assert.deepEqual(parts(`\u001B${answer}\u0007`), [report(answer)]);
    assert.deepEqual(parts('\u001B]11;rg', 'b:ffff/ffff/ff', 'ff\u001B', '\\'), [report(answer)]);
    assert.deepEqual(parts(`\u009D${answer.slice(1)}\u009C`), [report(answer)]);
  });

  test('is nothing where it is broken off, holds controls, or never ends', () => {
    assert.deepEqual(parts('\u001B]11;rgb:ffff\u0018'), []);
    assert.deepEqual(parts('\u001B]11;rgb:\u0001\u0007'), []);
    assert.deepEqual(parts(`\u001B]11;${'f'.repeat(10_000)}`), []);
    assert.deepEqual(parts('\u001B]52;c;secret\u0007'), []);
  });
});
