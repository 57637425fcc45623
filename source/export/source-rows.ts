/** Sources with how well they are protected, as exports write them. */
import type { DatabaseSync } from 'node:sqlite';
import { fillSources } from '../analysis/protection/source-table.ts';
import { hasListedSources } from '../kinds/define/sources.ts';
import { SOURCE_COLUMNS, SOURCES_TAB } from '../kinds/sources/source-columns.ts';
import type { Column, Value } from '../model/columns.ts';
import type { Condition } from '../store/condition.ts';
import { parseFilter } from '../store/filter/parse-filter.ts';
import { registerFunctions } from '../store/filter/sql-functions.ts';
import { toCondition } from '../store/filter/to-condition.ts';
import { quoted } from '../store/schema.ts';
import { arrayRows } from '../store/sql-rows.ts';
import { fromStored, textOrNull } from '../store/stored-values.ts';
import type { HeadedColumn } from './account-labels.ts';
import type { ExportInput } from './export-input.ts';

/** A source with its values in the order of `SOURCE_COLUMNS`. */
export interface SourceRow {
  readonly problem: string | null;
  readonly values: readonly Value[];
}

/** True where kinds were scanned whose sources are listed; an export of chosen rows of a table has none. */
export function hasSources({ kinds, order }: Pick<ExportInput, 'kinds' | 'order'>): boolean {
  return order === 'found' && kinds.some(hasListedSources);
}

/** Every source of an export; under a filter those that it keeps, which is none where it asks for what sources lack. */
export function* sourceRows(source: ExportInput): Generator<SourceRow, void, undefined> {
  if (!hasSources(source)) return;
  const kept = keptBy(source);
  if (kept === null) return;
  filled(source.database);
  const columns = SOURCE_COLUMNS.map(({ id }) => quoted(id)).join(', ');
  const lines = arrayRows(
    source.database,
    `SELECT problem, ${columns} FROM temp.${SOURCES_TAB} WHERE ${kept.sql} ORDER BY row`,
    ...kept.values,
  );
  for (const [problem, ...values] of lines) {
    yield {
      problem: textOrNull(problem),
      values: SOURCE_COLUMNS.map(({ type }, index) => fromStored(type, values[index])),
    };
  }
}

/** The columns of a table of sources in a file. */
export const SOURCE_TABLE_COLUMNS: readonly HeadedColumn[] = [
  ...SOURCE_COLUMNS,
  { header: 'Problem', type: 'text' },
];

/** Every source as a line under them. */
export function* sourceLines(source: ExportInput): Generator<readonly Value[], void, undefined> {
  for (const { values, problem } of sourceRows(source)) yield [...values, problem];
}

const FILLED = new WeakSet<DatabaseSync>();

/** An export reads one moment of the file, so the table of sources is worked out once. */
function filled(database: DatabaseSync): void {
  if (FILLED.has(database)) return;
  fillSources(database);
  FILLED.add(database);
}

function keptBy({ filter, facts, byteUnit, database }: ExportInput): Condition | null {
  if (filter === null) return { sql: '1', values: [] };
  const parsed = parseFilter(filter.text, SOURCE_COLUMNS);
  if ('error' in parsed) return null;
  registerFunctions(database);
  const table = { tab: SOURCES_TAB, columns: SOURCE_COLUMNS };
  return toCondition(parsed.ok, table, facts.startedAt, byteUnit);
}

/** What a column is called in json where that is another name than in tables. */
const MEMBERS: Readonly<Record<string, string>> = { backup_size: 'bytes', backed_up_by: 'by' };

/** The member of an object that holds a column of sources. */
export function sourceMember({ id }: Pick<Column, 'id'>): string {
  return MEMBERS[id] ?? id;
}
