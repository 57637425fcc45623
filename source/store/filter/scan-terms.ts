/** The first step of reading a filter: where its terms, fields and values stand, whatever the fields are. */
import { type Operator, type Span, TAG } from './expression.ts';
import { normalName } from './fields.ts';
import { tagsFrom } from './scan-tags.ts';
import { Fault, mayEndAt, type RawValue, scanValue, valuesFrom } from './scan-values.ts';

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

const FIELD = /([A-Za-z][\w-]*)(>=|<=|!=|[:=<>])/y;

/** What looks like a field but is pasted more often than meant: an ARN, a URI. */
const NO_FIELD = /arn:|[A-Za-z][\w-]*:\/\//iy;

/** A comparison sign by itself, where its field should be. */
const LONE_SIGN = /(>=|<=|!=|[=<>])(?=\s|$)/y;

const OPERATORS: readonly Operator[] = [':', '=', '>', '>=', '<', '<='];

/** The word between alternatives, by itself. */
const OR = /or(?=[\s()]|$)/iy;

/** True where `or` stands by itself. */
export function isOr(text: string, at: number): boolean {
  return matchAt(OR, text, at) !== null;
}

/** Where the next sign stands. */
export function afterBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return at;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Reads the term that begins here. Throws a Fault where it is none. */
export function scanTerm(text: string, start: number): RawTerm {
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
  const value = scanValue(text, at);
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
  const isTag = normalName(name) === TAG && !isComparison;
  const values = isComparison
    ? [scanValue(text, first)]
    : isTag
      ? tagsFrom(text, first)
      : valuesFrom(text, first);
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

function endOfTerm(text: string, end: number): void {
  if (mayEndAt(text, end)) return;
  if (text.charAt(end) === '(' && text.charAt(end - 1) !== '"')
    throw new Fault('brackets within a text stand in double quotes with it', end, end + 1);
  throw new Fault('a blank must follow a closing double quote', end, end + 1);
}
