/** How values are written, in double quotes or without, and what is said of one that is not right. */
import type { FilterFault, Span } from './expression.ts';

/** A value as written; quoted ones without their quotes. */
export interface RawValue extends Span {
  readonly text: string;
  readonly quoted: boolean;
  /** Of the field `tag`, where the text is a key: the value that is asked for. */
  readonly value?: { readonly text: string; readonly quoted: boolean };
}

/** Thrown within this folder's parsing only, and caught where it began. */
export class Fault {
  readonly fault: FilterFault;

  constructor(message: string, start: number, end: number) {
    this.fault = { message, start, end };
  }
}

/** Runs a step of parsing; what it found wrong becomes its answer. */
export function faultOr<Result>(
  work: () => Result,
): { readonly ok: Result } | { readonly error: FilterFault } {
  try {
    return { ok: work() };
  } catch (thrown) {
    if (thrown instanceof Fault) return { error: thrown.fault };
    throw thrown;
  }
}

/** True where a term may end: at the end, a blank or a closing bracket. */
export function mayEndAt(text: string, at: number): boolean {
  const next = text.charAt(at);
  return next === '' || next === ')' || /\s/.test(next);
}

/** What ends a word or a value that is not in double quotes. */
const END = /[\s()]/;

/** A value, in double quotes or up to what ends it; `also` ends it too. */
export function scanValue(text: string, at: number, also = ''): RawValue {
  if (text.charAt(at) === '"') return quotedValue(text, at);
  return bareValue(text, at, also === '' ? END : /[\s(),]/);
}

/** Values with commas between them. Throws a Fault where one is missing. */
export function valuesFrom(text: string, first: number): readonly RawValue[] {
  const values: RawValue[] = [];
  for (let at = first; ; at += 1) {
    const value = scanValue(text, at, ',');
    const more = text.charAt(value.end) === ',';
    if (value.text === '' && !value.quoted && (more || values.length > 0))
      throw new Fault('a value is missing beside this comma', ...commaBeside(text, value.end));
    values.push(value);
    if (!more) return values;
    at = value.end;
  }
}

/** The comma that a value is missing at. */
export function commaBeside(text: string, at: number): [start: number, end: number] {
  return text.charAt(at) === ',' ? [at, at + 1] : [at - 1, at];
}

/** A value without quotes, up to a sign that ends it. */
export function bareValue(text: string, start: number, until: RegExp): RawValue {
  let end = start;
  while (end < text.length && !until.test(text.charAt(end))) end += 1;
  return { text: text.slice(start, end), quoted: false, start, end };
}

function quotedValue(text: string, start: number): RawValue {
  let value = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') return { text: value, quoted: true, start, end: at + 1 };
    const escaped = character === '\\' && /["\\]/.test(text.charAt(at + 1));
    if (escaped) at += 1;
    value += text.charAt(at);
  }
  throw new Fault('this double quote is never closed', start, text.length);
}
