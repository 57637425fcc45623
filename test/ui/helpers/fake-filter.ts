import { columnsOfTab } from '../../../source/kinds/registry.ts';
import type { Value } from '../../../source/model/columns.ts';
import { shownValue } from '../../../source/model/format.ts';
import type { TableRow } from '../../../source/model/table-query.ts';
import { FilterError, type Operand, type Term, type Test } from '../../../source/store/filter/expression.ts';
import { parseFilter } from '../../../source/store/filter/parse-filter.ts';
import type { Tree } from '../../../source/store/filter/tree.ts';
import { SCAN_START } from './fake-scan.ts';

/** True for rows that a filter keeps; words, whole values, patterns and comparisons, as these tests need them. */
export function fakeFilter(tab: string, text: string | undefined): (row: TableRow) => boolean {
  const parsed = parseFilter(text ?? '', columnsOfTab(tab));
  if ('error' in parsed) throw new FilterError(parsed.error);
  return (row) => passes(parsed.ok.terms, ({ negated, test }) => holds(tab, row, test) !== negated);
}

function passes(tree: Tree<Term>, holdsTerm: (term: Term) => boolean): boolean {
  if ('leaf' in tree) return holdsTerm(tree.leaf);
  if ('not' in tree) return !passes(tree.not, holdsTerm);
  if ('all' in tree) return tree.all.every((one) => passes(one, holdsTerm));
  return tree.any.some((one) => passes(one, holdsTerm));
}

function holds(tab: string, row: TableRow, test: Test): boolean {
  if (test.on === 'text') return shownText(tab, row).toLowerCase().includes(test.word.toLowerCase());
  const { source, id } = test.field;
  const value = (): Value => {
    if (source.in === 'cell') return row[source.name];
    if (source.in === 'problem') return row.problem;
    if (source.in === 'tag') return row.values[source.column] ?? null;
    if (source.in === 'column' || source.in === 'account') return row.values[id] ?? null;
    const since = row.values[source.since];
    return typeof since === 'number' ? SCAN_START - since : null;
  };
  return test.oneOf.some((operand) => fits(value(), operand));
}

function shownText(tab: string, row: TableRow): string {
  const texts = columnsOfTab(tab).map((column) => shownValue(column, row.values[column.id] ?? null, 'auto'));
  return [...texts, row.region].join('\n');
}

function fits(value: Value, operand: Operand): boolean {
  if (operand.is === 'unknown') return value === null;
  if (value === null) return false;
  if (typeof value === 'object') return value.some((item) => fits(item, operand));
  switch (operand.is) {
    case 'known':
      return true;
    case 'text':
      return value === operand.text;
    case 'boolean':
      return value === operand.value;
    case 'tag':
      throw new Error('these tests ask for no single tag');
    case 'like': {
      const parts = operand.pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
      return new RegExp(`^${parts.join('.*')}$`, 'i').test(String(value));
    }
    case 'between':
      return Number(value) >= operand.from && Number(value) < operand.until;
    case 'compared': {
      const [one, other] = [Number(value), operand.number];
      const by = {
        '=': one === other,
        '>': one > other,
        '>=': one >= other,
        '<': one < other,
        '<=': one <= other,
      };
      return by[operand.by];
    }
  }
}
