/** The first step of reading a filter: where its terms, fields and values stand, whatever the fields are. */
import type { FilterFault, Operator, Span } from './expression.ts';

/** A value as written; quoted ones without their quotes. */
export interface RawValue extends Span {
  readonly text: string;
  readonly quoted: boolean;
}

/** A term as written. `field` is null for words that are looked for in the whole row. */
export interface RawTerm extends Span {
  readonly negated: boolean;
  readonly field: (Span & { readonly name: string }) | null;
  /** Null without a field. */
  readonly operator: Operator | null;
  /** One for words, one or more for a field. */
  readonly values: readonly RawValue[];
  /** The values as they were written. */
  readonly written: string;
}

/** Terms, or what is wrong. */
export type ScannedTerms = { readonly ok: readonly RawTerm[] } | { readonly error: FilterFault };

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

const FIELD = /([A-Za-z][\w-]*)(>=|<=|!=|[:=<>])/y;

/** What looks like a field but is pasted more often than meant: an ARN, a URI. */
const NO_FIELD = /arn:|[A-Za-z][\w-]*:\/\//iy;

/** A comparison sign by itself, where its field should be. */
const LONE_SIGN = /(>=|<=|!=|[=<>])(?=\s|$)/y;

const OPERATORS: readonly Operator[] = [':', '=', '>', '>=', '<', '<='];

/** Splits a filter into its terms. */
export function scanTerms(text: string): ScannedTerms {
  return faultOr(() => {
    const terms: RawTerm[] = [];
    for (let at = afterBlanks(text, 0); at < text.length; ) {
      const term = scanTerm(text, at);
      terms.push(term);
      at = afterBlanks(text, term.end);
    }
    return terms;
  });
}

function afterBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return at;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function scanTerm(text: string, start: number): RawTerm {
  const negated = text.charAt(start) === '!';
  const at = negated ? start + 1 : start;
  if (negated && /^(\s|$)/.test(text.slice(at, at + 1)))
    throw new Fault('! needs a term right after it', start, at);
  if (negated && text.charAt(at) === '!') throw new Fault('one ! is enough', start, at + 1);
  const sign = matchAt(LONE_SIGN, text, at)?.[1];
  if (sign !== undefined)
    throw new Fault(`${sign} needs its field and value without blanks: size>100GiB`, at, at + sign.length);
  const found = matchAt(NO_FIELD, text, at) === null ? matchAt(FIELD, text, at) : null;
  if (found !== null) return scanFieldTerm(text, { start, at, negated }, found);
  const value = text.charAt(at) === '"' ? quotedValue(text, at) : bareValue(text, at, /\s/);
  endOfTerm(text, value.end);
  return {
    start,
    end: value.end,
    negated,
    field: null,
    operator: null,
    values: [value],
    written: value.text,
  };
}

function scanFieldTerm(
  text: string,
  { start, at, negated }: { readonly start: number; readonly at: number; readonly negated: boolean },
  [whole, name = '', sign = '']: RegExpExecArray,
): RawTerm {
  const first = at + whole.length;
  const operator = OPERATORS.find((known) => known === sign);
  if (operator === undefined)
    throw new Fault(`there is no ${sign}: write !${name}=${text.slice(first).split(/\s/)[0]}`, at, first);
  const isComparison = operator !== ':' && operator !== '=';
  const values = isComparison ? [oneValue(text, first)] : valuesFrom(text, first);
  const [given] = values;
  if (given?.text === '' && !given.quoted) {
    const hint = isComparison ? '' : `; ${name}:? finds the unknown`;
    throw new Fault(`${name}${operator} needs a value right after it${hint}`, at, first);
  }
  const end = values.at(-1)?.end ?? first;
  endOfTerm(text, end);
  const field = { name, start: at, end: at + name.length };
  return { start, end, negated, field, operator, values, written: text.slice(first, end) };
}

function oneValue(text: string, at: number): RawValue {
  return text.charAt(at) === '"' ? quotedValue(text, at) : bareValue(text, at, /\s/);
}

function valuesFrom(text: string, first: number): readonly RawValue[] {
  const values: RawValue[] = [];
  for (let at = first; ; at += 1) {
    const value = text.charAt(at) === '"' ? quotedValue(text, at) : bareValue(text, at, /[\s,]/);
    const more = text.charAt(value.end) === ',';
    if (value.text === '' && !value.quoted && (more || values.length > 0))
      throw new Fault('a value is missing beside this comma', ...commaBeside(text, value.end));
    values.push(value);
    if (!more) return values;
    at = value.end;
  }
}

function commaBeside(text: string, at: number): [start: number, end: number] {
  return text.charAt(at) === ',' ? [at, at + 1] : [at - 1, at];
}

function bareValue(text: string, start: number, until: RegExp): RawValue {
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

function endOfTerm(text: string, end: number): void {
  if (end >= text.length || /\s/.test(text.charAt(end))) return;
  throw new Fault('a blank must follow a closing double quote', end, end + 1);
}
