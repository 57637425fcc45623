import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createInputReader, type InputPart } from '../../../source/ui/kit/terminal-input.ts';

const ESC = '\u001B';

/** What comes of input in these pieces, with keys that follow each other in one part; no time passes between them. */
function read(...pieces: readonly string[]): readonly InputPart[] {
  const reader = createInputReader();
  return joined(pieces.flatMap((piece) => reader.push(piece)));
}

/** As `read`, when no more comes. */
function readToTheEnd(...pieces: readonly string[]): readonly InputPart[] {
  const reader = createInputReader();
  return joined([...pieces.flatMap((piece) => reader.push(piece)), ...reader.timeUp()]);
}

function joined(parts: readonly InputPart[]): readonly InputPart[] {
  const all: InputPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (last?.type === 'keys' && part.type === 'keys')
      all.splice(-1, 1, { type: 'keys', text: last.text + part.text });
    else all.push(part);
  }
  return all;
}

const keys = (text: string): InputPart => ({ type: 'keys', text });
const ESCAPE_KEY: InputPart = { type: 'escape' };

describe('what a terminal says by itself', () => {
  for (const [what, answer] of [
    ['its background colour, ended by ST', `${ESC}]11;rgb:1d1d/2121/2828${ESC}\\`],
    ['its background colour, ended by BEL', `${ESC}]11;rgb:1d1d/2121/2828\u0007`],
    ['its name and version', `${ESC}P>|XTerm(390)${ESC}\\`],
    ['a capability', `${ESC}P1+r544e=787465726d${ESC}\\`],
    ['a string of an application', `${ESC}_Gi=31;OK${ESC}\\`],
    ['a privacy message', `${ESC}^quit now${ESC}\\`],
    ['a string that starts with SOS', `${ESC}Xquit now${ESC}\\`],
    ['its title', `${ESC}]lquery: export?${ESC}\\`],
    ['a string with eight-bit controls', '\u009D11;rgb:1d1d/2121/2828\u009C'],
    ['a string that CAN breaks off', `${ESC}]11;rgb:\u0018`],
  ] as const) {
    test(`is no key: ${what}`, () => {
      // An answer about a colour is a report between the keys.
      const typed = (parts: readonly InputPart[]) =>
        parts
          .flatMap((part) => (part.type === 'report' ? [] : part.type === 'keys' ? part.text : '?'))
          .join('');
      assert.equal(typed(read(`j${answer}k`)), 'jk');
      assert.equal(typed(read('j', ...answer, 'k')), 'jk');
    });
  }

  for (const [what, report] of [
    ['a place of the cursor', '[24;80R'],
    ['a place of the cursor that looks like a function key', '[1;2R'],
    ['that it gained the focus', '[I'],
    ['that it lost the focus', '[O'],
    ['what kind it is', '[?62;4;22c'],
    ['which of its modes are on', '[?2026;2$y'],
    ['its size', '[8;24;80t'],
    ['a click', '[<0;10;5M'],
    ['a click on column 81, as older terminals say it', '[M q!'],
    ['which keys of its own it reports', '[?0u'],
  ] as const) {
    test(`is a report: ${what}`, () => {
      const expected = [keys('j'), { type: 'report', text: report }, keys('k')];
      assert.deepEqual(read(`j${ESC}${report}k`), expected);
      assert.deepEqual(read('j', ESC, ...report, 'k'), expected);
    });
  }

  test('is over when nothing more of it comes, and so is a sequence that is cut off', () => {
    assert.deepEqual(readToTheEnd(`${ESC}]11;rgb:1d1d`), []);
    assert.deepEqual(readToTheEnd(`${ESC}[24;8`), []);
    const reader = createInputReader();
    reader.push(`${ESC}P>|XTe`);
    reader.timeUp();
    assert.deepEqual(reader.push('j'), [keys('j')]);
  });

  test('is no key where something breaks it off', () => {
    assert.deepEqual(read(`${ESC}[24;8${ESC}[A`), [keys(`${ESC}[A`)]);
    assert.deepEqual(read(`${ESC}[24;8\r`), [keys('\r')]);
    assert.deepEqual(read(`${ESC}]11;rgb:${ESC}[A`), [keys(`${ESC}[A`)]);
  });

  test('is left by Ctrl-C, which no string holds', () => {
    assert.deepEqual(read(`${ESC}]11;rgb:\u0003`), [keys('\u0003')]);
  });

  test('is no key either when its Escape came so long before that it was taken for one', () => {
    for (const rest of [']11;rgb:1d1d/2121/2828\u0007', `P>|XTerm(390)${ESC}\\`, '[24;80R']) {
      const reader = createInputReader();
      assert.deepEqual([...reader.push(ESC), ...reader.timeUp()], [ESCAPE_KEY]);
      assert.deepEqual(
        reader.push(`${rest}q`).filter(({ type }) => type !== 'report'),
        [keys('q')],
        rest,
      );
    }
  });
});

describe('keys', () => {
  test('are all that is no answer, sequences of keys among them', () => {
    const sequences = ['[A', '[1;5C', '[Z', '[3~', '[15;2~', 'OP', 'OA', '[H', '[97;5u', '[7$', '[a'];
    for (const sequence of sequences)
      assert.deepEqual(read('j', ESC, ...sequence), [keys(`j${ESC}${sequence}`)]);
    assert.deepEqual(read(`${ESC}q`), [keys(`${ESC}q`)]);
    assert.deepEqual(read(`${ESC}[A\r\u0003`), [keys(`${ESC}[A\r\u0003`)]);
  });

  test('hold Escape when nothing has come behind it for a while', () => {
    const reader = createInputReader();
    assert.deepEqual(reader.push(`j${ESC}`), [keys('j')]);
    assert.equal(reader.patience(), 50);
    assert.deepEqual(reader.timeUp(), [ESCAPE_KEY]);
    assert.equal(reader.patience(), null);
    assert.deepEqual(readToTheEnd(`${ESC}${ESC}`), [ESCAPE_KEY, ESCAPE_KEY]);
    assert.deepEqual(readToTheEnd(`${ESC}]`), [ESCAPE_KEY, keys(']')]);
    assert.deepEqual(readToTheEnd(`${ESC}P`), [ESCAPE_KEY, keys('P')]);
    assert.deepEqual(readToTheEnd(`${ESC}[`), [ESCAPE_KEY, keys('[')]);
  });
});

describe('a paste', () => {
  test('is one text, whatever looks like a sequence in it and however it is cut', () => {
    const text = `q${ESC}]11;x${ESC}[A${ESC}[<0;1;5M${ESC}[20`;
    const input = `${ESC}[200~${text}${ESC}[201~j`;
    assert.deepEqual(read(input), [{ type: 'paste', text }, keys('j')]);
    assert.deepEqual(read(...input), [{ type: 'paste', text }, keys('j')]);
  });

  test('that comes slowly stays a paste, and one that never ends can be left', () => {
    const reader = createInputReader();
    assert.deepEqual(reader.push(`${ESC}[200~qu`), []);
    assert.deepEqual(reader.timeUp(), [{ type: 'paste', text: 'qu' }]);
    assert.deepEqual(reader.push('it'), []);
    assert.deepEqual(reader.push('\u0003'), [{ type: 'paste', text: 'it' }, keys('\u0003')]);
    assert.deepEqual(reader.push('j'), [keys('j')]);
  });
});

describe('any input', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'qyEP[]\\;0159é界 ') });
  const introducer = fc.constantFrom(']', 'P', 'X', '^', '_');
  const answer = fc.tuple(introducer, letters).map(([head, body]) => `${ESC}${head}${body}${ESC}\\`);
  const report = fc
    .constantFrom('[24;80R', '[I', '[?62c', '[<0;1;5M', '[<65;12;5m', '[?1;2$y')
    .map((body) => ESC + body);
  const key = fc.constantFrom(
    'j',
    'k',
    '\r',
    '\t',
    'é',
    '🚀',
    `${ESC}[A`,
    `${ESC}[5~`,
    `${ESC}OB`,
    `${ESC}[1;5D`,
  );
  const paste = letters.map((text) => `${ESC}[200~${text}${ESC}[201~`);
  const cuts = fc.infiniteStream(fc.integer({ min: 1, max: 6 }));

  function cutUp(text: string, lengths: Iterator<number>): string[] {
    const pieces: string[] = [];
    for (let at = 0; at < text.length; ) {
      const length = Number(lengths.next().value);
      pieces.push(text.slice(at, at + length));
      at += length;
    }
    return pieces;
  }

  test('gives the same however it is cut into pieces', () => {
    const input = fc.array(fc.oneof(answer, report, key, paste, letters, fc.constant(ESC)));
    fc.assert(
      fc.property(input, cuts, (parts, lengths) => {
        const text = parts.join('');
        assert.deepEqual(readToTheEnd(...cutUp(text, lengths)), readToTheEnd(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('gives its keys and nothing of its answers', () => {
    const input = fc.array(fc.oneof(answer, report, key));
    fc.assert(
      fc.property(input, cuts, (parts, lengths) => {
        const isKey = (part: string) => !/^.(?:[\]PX^_]|\[[?<I]|\[24)/.test(part);
        const typed = read(...cutUp(parts.join(''), lengths)).flatMap((part) =>
          part.type === 'keys' ? [part.text] : [],
        );
        assert.equal(typed.join(''), parts.filter(isKey).join(''));
      }),
      { numRuns: 2000 },
    );
  });
});
