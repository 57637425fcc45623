import { isListType } from '../../model/columns.ts';
import type { ByteUnit } from '../../model/format.ts';
import { cellsOfAccounts, scannedAccountSql } from '../account-sql.ts';
import { allOf, anyOf, type Condition, NEVER, not, ofCells } from '../condition.ts';
import { wordCondition } from '../conditions.ts';
import { itemSql } from '../list-sql.ts';
import { quoted, type StoredTable } from '../schema.ts';
import type { FilterExpression, FilterField, Operand, Term, Test } from './expression.ts';
import { isSameInJson, likeCondition, likePattern } from './like-condition.ts';
import { tagCondition } from './tag-condition.ts';
import type { Tree } from './tree.ts';

/** Which rows a filter is to keep: those that pass, or also those that say nothing of what a term asks for. */
export type Keeps = 'passing' | 'passing or open';

/**
 * The rows that a filter keeps, as SQL with bound values. Ages count from `scanStart` (milliseconds since 1970 UTC), and
 * words find sizes as they are shown in `unit`. The filter was read with the columns of this table.
 */
export function toCondition(
  { terms }: FilterExpression,
  table: StoredTable,
  scanStart: number,
  unit: ByteUnit = 'auto',
  keeps: Keeps = 'passing',
): Condition {
  const holds = (tree: Tree<Term>, which: Keeps): Condition => {
    if ('all' in tree) return allOf(tree.all.map((part) => holds(part, which)));
    if ('any' in tree) return anyOf(tree.any.map((part) => holds(part, which)));
    // What is negated keeps rows that say nothing already.
    if ('not' in tree) return not(holds(tree.not, 'passing'));
    const { negated, test } = tree.leaf;
    const condition = testCondition(test, table, scanStart, unit);
    if (negated) return not(condition);
    return which === 'passing' ? condition : anyOf([condition, openCondition(test, scanStart)]);
  };
  return holds(terms, keeps);
}

/** The rows that say nothing of what a term asks for: it is blank, or was not checked. */
function openCondition(test: Test, scanStart: number): Condition {
  const isOfRow = test.on === 'field' && ['column', 'tag', 'age'].includes(test.field.source.in);
  return isOfRow ? fieldCondition(test.field, { is: 'unknown' }, scanStart) : NEVER;
}

function testCondition(test: Test, table: StoredTable, scanStart: number, unit: ByteUnit): Condition {
  if (test.on === 'text') return test.word === '' ? allOf([]) : wordCondition(table, test.word, unit);
  const { field, oneOf } = test;
  return anyOf(oneOf.map((operand) => fieldCondition(field, operand, scanStart)));
}

function fieldCondition(field: FilterField, operand: Operand, scanStart: number): Condition {
  switch (field.source.in) {
    case 'cell':
      return cellCondition(field.source, operand);
    case 'account':
      return accountCondition([field.source.name], operand);
    case 'tag':
      return tagCondition(field.source.column, operand);
    case 'problem':
      return valueCondition({ sql: 'problem', values: [] }, operand);
    case 'age': {
      // What was made ahead of our clock has the age 0.
      const age = { sql: `max(0, ? - ${quoted(field.source.since)})`, values: [scanStart] };
      return valueCondition(age, operand);
    }
    case 'column': {
      const { id, type } = field;
      return isListType(type)
        ? listCondition({ id, type }, operand)
        : valueCondition({ sql: quoted(id), values: [] }, operand);
    }
  }
}

function cellCondition(source: Extract<FilterField['source'], { in: 'cell' }>, operand: Operand): Condition {
  // People know an account by its name as well.
  if (source.name === 'account')
    return accountCondition(operand.is === 'unknown' ? ['id'] : ['id', 'account_name'], operand);
  const cell = ofCells(valueCondition({ sql: source.name, values: [] }, operand));
  const { orColumn } = source;
  if (orColumn === undefined || operand.is === 'unknown') return cell;
  return anyOf([cell, valueCondition({ sql: quoted(orColumn), values: [] }, operand)]);
}

/** Rows of the accounts of which one of these fields fits. */
function accountCondition(
  fields: readonly Parameters<typeof scannedAccountSql>[0][],
  operand: Operand,
): Condition {
  const values = fields.map((field) =>
    valueCondition({ sql: scannedAccountSql(field), values: [] }, operand),
  );
  return ofCells(cellsOfAccounts(anyOf(values)));
}

/** What a text and a list read where nobody asked, as SQL: it is as little known as a blank. */
const [NOT_ASKED, NOTHING_ASKED] = ["'not checked'", `'["not checked"]'`];

/** A value as SQL, compared with an operand. */
function valueCondition(value: Condition, operand: Operand): Condition {
  const of = (sql: (value: string) => string, ...bound: Condition['values']): Condition => ({
    sql: sql(value.sql),
    values: [...value.values, ...bound],
  });
  switch (operand.is) {
    case 'unknown': {
      const unknown = of((name) => `ifnull(${name} = ${NOT_ASKED}, 1)`);
      return operand.orText === undefined
        ? unknown
        : anyOf([unknown, valueCondition(value, { is: 'like', pattern: operand.orText })]);
    }
    case 'known':
      return of((name) => `ifnull(${name} <> ${NOT_ASKED}, 0)`);
    case 'text':
      return of((name) => `${name} = ?`, operand.text);
    case 'like':
      return likeCondition(of, operand.pattern);
    case 'tag':
      return NEVER;
    case 'boolean':
      return of((name) => `${name} = ${operand.value ? 1 : 0}`);
    case 'compared':
      return of((name) => `${name} ${operand.by} ?`, operand.number);
    case 'between':
      return allOf([of((name) => `${name} >= ?`, operand.from), of((name) => `${name} < ?`, operand.until)]);
  }
}

type ListColumn = Pick<FilterField, 'id'> & { readonly type: 'list' | 'tags' };

/** A list holds an operand where one of its items does; an empty list is known but holds nothing. */
function listCondition(list: ListColumn, operand: Operand): Condition {
  const name = quoted(list.id);
  if (operand.is === 'unknown') {
    const unknown: Condition = { sql: `ifnull(${name} = ${NOTHING_ASKED}, 1)`, values: [] };
    return operand.orText === undefined
      ? unknown
      : anyOf([unknown, listCondition(list, { is: 'like', pattern: operand.orText })]);
  }
  if (operand.is === 'known')
    return { sql: `ifnull(${name} NOT IN ('[]', ${NOTHING_ASKED}), 0)`, values: [] };
  const item = valueCondition({ sql: itemSql(list), values: [] }, operand);
  const holds = { sql: `EXISTS (SELECT 1 FROM json_each(${name}) WHERE ${item.sql})`, values: item.values };
  const hint = inJson(list, operand);
  // Reading a list costs far more than finding out that it cannot hold the item.
  return hint === undefined
    ? holds
    : allOf([{ sql: `${name} LIKE ? ESCAPE '\\'`, values: [`%${likePattern(hint)}%`] }, holds]);
}

/** A pattern that the list's JSON fits where an item may; undefined where JSON would write its text otherwise. */
function inJson({ type }: ListColumn, operand: Operand): string | undefined {
  const text = operand.is === 'like' ? operand.pattern : undefined;
  if (text === undefined || !isSameInJson(text)) return undefined;
  // What is shown between key and value stands there in another way.
  return type === 'tags' ? text.replaceAll('=', '*') : text;
}
