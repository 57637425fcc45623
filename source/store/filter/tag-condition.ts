/** Single tags of a row, as SQL over the column that holds them all. */
import { allOf, type Condition, NEVER } from '../condition.ts';
import { quoted } from '../schema.ts';
import type { Operand, TextOperand } from './expression.ts';
import { isSameInJson, likeCondition, likePattern } from './like-condition.ts';

/** Of a `json_each` over the column: the key and the value of a tag, both null for what says that nobody asked. */
const KEY = textOrPair("substr(json_each.value, 1, instr(json_each.value, '=') - 1)", 0);
const VALUE = textOrPair("substr(json_each.value, instr(json_each.value, '=') + 1)", 1);

/** The key of an item of a `json_each` over tags, or the whole tag as it is written in a filter; null for what is no tag. */
export function tagText(what: 'key' | 'tag'): string {
  return what === 'tag' ? `${KEY} || '=' || ${VALUE}` : `iif(${VALUE} IS NULL, NULL, ${KEY})`;
}

/** A pair is an array; older files have a tag as one text. */
function textOrPair(ofText: string, place: 0 | 1): string {
  const text = `iif(instr(json_each.value, '=') > 0, ${ofText}, NULL)`;
  return `iif(json_each.type = 'array', json_each.value ->> ${place}, ${text})`;
}

/** Rows one of whose tags is so; the unknown are those whose tags nobody asked for. */
export function tagCondition(column: string, operand: Operand): Condition {
  const name = quoted(column);
  if (operand.is === 'unknown') {
    const sql = `(${name} IS NULL OR (${name} <> '[]' AND NOT ${someTag(name, '1')}))`;
    return { sql, values: [] };
  }
  if (operand.is !== 'tag') return NEVER;
  const value = operand.value === null ? [] : [textCondition(VALUE, operand.value)];
  const { sql, values } = allOf([textCondition(KEY, operand.key), ...value]);
  const holds: Condition = { sql: someTag(name, sql), values };
  const hint = inJson(operand.key);
  // Reading the tags costs far more than finding out that there is no such key.
  return hint === undefined
    ? holds
    : allOf([{ sql: `${name} LIKE ? ESCAPE '\\'`, values: [`%${likePattern(hint)}%`] }, holds]);
}

/** True where a tag fits; `not checked`, which has no value, is none. */
function someTag(name: string, sql: string): string {
  return `EXISTS (SELECT 1 FROM json_each(${name}) WHERE ${VALUE} IS NOT NULL AND ${sql})`;
}

function textCondition(sql: string, operand: TextOperand): Condition {
  const of = (make: (value: string) => string, ...values: Condition['values']): Condition => ({
    sql: make(sql),
    values,
  });
  return operand.is === 'text'
    ? of((value) => `${value} = ?`, operand.text)
    : likeCondition(of, operand.pattern);
}

/** A pattern that the column's JSON fits where a key does; undefined where JSON would write the key otherwise. */
function inJson(key: TextOperand): string | undefined {
  const text = key.is === 'text' ? key.text : key.pattern;
  return isSameInJson(text) ? text : undefined;
}
