/** Turns the values of a term into what its field's type compares. */
import { isListType } from '../../model/columns.ts';
import type { FieldType, FilterField, Operand, Operator, TextOperand } from './expression.ts';
import {
  namesMonthsOrMinutes,
  readBoolean,
  readBytes,
  readDate,
  readNumber,
  readSpan,
} from './read-values.ts';
import { Fault, type RawValue } from './scan-values.ts';

/** The operands of a term. Throws a Fault at the value that does not fit. */
export function readOperands(
  field: FilterField,
  operator: Operator,
  values: readonly RawValue[],
): readonly Operand[] {
  if (field.type === 'tag') return values.map((value) => tagOperand(operator, value));
  if (isText(field.type)) return values.map((value) => textOperand(field, operator, value));
  refuseSplitNumber(field, values);
  return values.map((value) => typedOperand(field, operator, value));
}

function isText(type: FieldType): boolean {
  return type === 'text' || type === 'arn' || type === 'enum' || isListType(type);
}

const UNKNOWN = /^(\?|unknown)$/i;

function textOperand({ id }: FilterField, operator: Operator, value: RawValue): Operand {
  if (operator !== ':' && operator !== '=')
    throw new Fault(
      `${id} is text, which cannot be compared by ${operator}: use : or =`,
      value.start,
      value.end,
    );
  if (operator === '=') return { is: 'text', text: value.text };
  if (!value.quoted && value.text === '?') return { is: 'unknown' };
  if (!value.quoted && UNKNOWN.test(value.text)) return { is: 'unknown', orText: 'unknown' };
  if (/^\*+$/.test(value.text)) return { is: 'known' };
  return { is: 'like', pattern: value.text.replace(/\*{2,}/g, '*') };
}

function tagOperand(operator: Operator, { value, ...key }: RawValue): Operand {
  if (operator !== ':' && operator !== '=')
    throw new Fault(`a tag is text, which cannot be compared by ${operator}`, key.start, key.end);
  if (value === undefined && !key.quoted && UNKNOWN.test(key.text)) return { is: 'unknown' };
  if (value?.text === '?' && !value.quoted)
    throw new Fault(`!tag:${key.text} finds rows without it, tag:? those not asked`, key.start, key.end);
  const told = (text: string): TextOperand =>
    operator === '=' ? { is: 'text', text } : { is: 'like', pattern: text.replace(/\*{2,}/g, '*') };
  return { is: 'tag', key: told(key.text), value: value === undefined ? null : told(value.text) };
}

function typedOperand(field: FilterField, operator: Operator, value: RawValue): Operand {
  const equality = operator === ':' || operator === '=';
  if (equality && UNKNOWN.test(value.text)) return { is: 'unknown' };
  if (equality && value.text === '*') return { is: 'known' };
  const operand = readTyped(field, operator === ':' ? '=' : operator, value);
  if (operand === undefined) throw misfit(field, value);
  return operand;
}

type Comparison = Exclude<Operator, ':'>;

function readTyped(field: FilterField, by: Comparison, value: RawValue): Operand | undefined {
  switch (field.type) {
    case 'boolean':
      return booleanOperand(field, by, value);
    case 'instant':
      return dateOperand(by, value.text);
    case 'age':
      return ageOperand(by, value);
    case 'duration':
      return compared(by, readSpan(value.text)?.milliseconds);
    case 'bytes':
      return compared(by, readBytes(value.text));
    case 'integer':
      return compared(by, readNumber(value.text));
    default:
      return compared(by, readNumber(value.text.replace(/^\$/, '')));
  }
}

function compared(by: Comparison, number: number | undefined): Operand | undefined {
  return number === undefined ? undefined : { is: 'compared', by, number };
}

function booleanOperand({ id }: FilterField, by: Comparison, value: RawValue): Operand | undefined {
  if (by !== '=')
    throw new Fault(
      `${id} is yes or no, which ${by} cannot compare: write ${id}:yes`,
      value.start,
      value.end,
    );
  const given = readBoolean(value.text);
  return given === undefined ? undefined : { is: 'boolean', value: given };
}

function dateOperand(by: Comparison, text: string): Operand | undefined {
  const date = readDate(text);
  if (date === undefined) return undefined;
  switch (by) {
    case '=':
      return { is: 'between', from: date.start, until: date.end };
    case '>':
      return { is: 'compared', by: '>=', number: date.end };
    case '<=':
      return { is: 'compared', by: '<', number: date.end };
    default:
      return { is: 'compared', by, number: date.start };
  }
}

function ageOperand(by: Comparison, value: RawValue): Operand | undefined {
  const span = readSpan(value.text);
  if (span === undefined) return undefined;
  if (namesMonthsOrMinutes(value.text))
    throw new Fault('m may be minutes or months: write 30min or 90d', value.start, value.end);
  if (by !== '=') return compared(by, span.milliseconds);
  return { is: 'between', from: span.milliseconds, until: span.milliseconds + span.unit };
}

const TAKES: Readonly<Partial<Record<string, string>>> = {
  money: 'an amount such as $12.50',
  integer: 'a number such as 1000',
  bytes: 'a size such as 100GiB, 100GB or 512B',
  duration: 'a duration such as 90s, 30m or 2h',
  age: 'an age such as 12h, 90d, 4w or 2y',
  boolean: 'yes or no',
  instant: 'a date such as 2026-01-31 or an instant such as 2026-01-31T12:00 (UTC)',
};

function misfit({ id, type }: FilterField, value: RawValue): Fault {
  const isAge = type === 'instant' && readSpan(value.text) !== undefined;
  const ages = isAge ? '; ages go with age, as in age>90d' : '';
  return new Fault(`${id} takes ${TAKES[type] ?? 'a number'}${ages}`, value.start, value.end);
}

/** `files:1,234` would be two numbers to the language and one to who reads it off the screen. */
function refuseSplitNumber(field: FilterField, values: readonly RawValue[]): void {
  const bare = values.every(({ quoted }) => !quoted);
  const written = values.map(({ text }) => text).join(',');
  if (values.length < 2 || !bare || !/^-?\d{1,3}(,\d{3})+$/.test(written)) return;
  const [first, last] = [values[0], values.at(-1)];
  const whole = written.replaceAll(',', '');
  const apart = values.map(({ text }) => `"${text}"`).join(',');
  throw new Fault(
    `${written} may be one number or several: write ${field.id}:${whole} or ${field.id}:${apart}`,
    first?.start ?? 0,
    last?.end ?? 0,
  );
}
