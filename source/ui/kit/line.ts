import type { Command } from './key-binding.ts';

/** A line of text that is being typed, and where in it; `at` counts whole characters. */
export interface Line {
  readonly text: string;
  readonly at: number;
}

/** Nothing typed yet. */
export const EMPTY_LINE: Line = { text: '', at: 0 };

const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const LONGEST = 200;

/** The characters of a text as people count them. */
export function characters(text: string): readonly string[] {
  return Array.from(SEGMENTER.segment(text), ({ segment }) => segment);
}

/** A line with this text and the cursor behind it. */
export function lineOf(text: string): Line {
  return { text, at: characters(text).length };
}

/**
 * The line with text put in where the cursor is. Controls of a paste become blanks, but for line breaks and what joins
 * characters: names hold them, and are looked for by them.
 */
export function typedInto(line: Line, text: string): Line {
  const safe = text.replace(/\r\n?/g, '\n').replace(/(?!\n)[\p{Cc}\p{Cs}]+/gu, ' ');
  const all = characters(line.text);
  const before = [...all.slice(0, line.at), ...characters(safe)].join('');
  const after = all.slice(line.at).join('');
  const kept = characters(before + after).slice(0, LONGEST);
  return { text: kept.join(''), at: Math.min(characters(before).length, kept.length) };
}

/** The line after an editing command; the same line where the command is none. */
export function edited(line: Line, command: Command): Line {
  const all = characters(line.text);
  const keep = (from: number, to: number): Line => ({
    text: [...all.slice(0, from), ...all.slice(to)].join(''),
    at: from,
  });
  switch (command) {
    case 'left':
      return { ...line, at: Math.max(0, line.at - 1) };
    case 'right':
      return { ...line, at: Math.min(all.length, line.at + 1) };
    case 'first':
      return { ...line, at: 0 };
    case 'last':
      return { ...line, at: all.length };
    case 'erase':
      return line.at === 0 ? line : keep(line.at - 1, line.at);
    case 'delete':
      return keep(line.at, line.at + 1);
    case 'erase word':
      return keep(wordStart(all, line.at), line.at);
    case 'erase line':
      return EMPTY_LINE;
    default:
      return line;
  }
}

function wordStart(all: readonly string[], at: number): number {
  let start = at;
  while (start > 0 && all[start - 1] === ' ') start -= 1;
  while (start > 0 && all[start - 1] !== ' ') start -= 1;
  return start;
}
