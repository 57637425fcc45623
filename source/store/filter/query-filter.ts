import type { DatabaseSync } from 'node:sqlite';
import { columnsOfTab } from '../../kinds/registry.ts';
import type { ByteUnit } from '../../model/format.ts';
import type { Condition } from '../condition.ts';
import type { StoredTable } from '../schema.ts';
import { readFacts } from '../stored-facts.ts';
import { FilterError, type FilterField } from './expression.ts';
import { type FilterColumn, filterFields } from './fields.ts';
import { parseFilter } from './parse-filter.ts';
import { type Keeps, toCondition } from './to-condition.ts';

/** The columns that a scan file keeps of a table, with the labels that people see over them today. */
export function columnsOfTable({ tab, columns }: StoredTable): readonly FilterColumn[] {
  const labels = new Map(columnsOfTab(tab).map(({ id, label }) => [id, label]));
  return columns.map((column) => {
    const label = labels.get(column.id);
    return label === undefined ? column : { ...column, label };
  });
}

/** The fields of a table of a scan file. */
export function fieldsOfTable(table: StoredTable): readonly FilterField[] {
  return filterFields(columnsOfTable(table));
}

/** A query's filter as a condition, sizes shown in this unit; null where it has none. Throws a FilterError. */
export function queryFilter(
  database: DatabaseSync,
  table: StoredTable,
  text: string | undefined,
  unit: ByteUnit = 'auto',
  keeps: Keeps = 'passing',
): Condition | null {
  if (text === undefined || text.trim() === '') return null;
  const parsed = parseFilter(text, columnsOfTable(table));
  if ('error' in parsed) throw new FilterError(parsed.error);
  return toCondition(parsed.ok, table, readFacts(database).startedAt, unit, keeps);
}
