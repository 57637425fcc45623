/** Sources with how well they are protected, as exports write them. */
import type { DatabaseSync } from 'node:sqlite';
import { fillSources } from '../analysis/protection/source-table.ts';
import { SOURCE_COLUMNS, SOURCES_TAB } from '../kinds/sources/source-columns.ts';
import type { Column, Value } from '../model/columns.ts';
import type { TableQuery } from '../model/table-query.ts';
import { parseFilter } from '../store/filter/parse-filter.ts';
import { registerFunctions } from '../store/filter/sql-functions.ts';
import { toCondition } from '../store/filter/to-condition.ts';
import { quoted } from '../store/schema.ts';
import { arrayRows } from '../store/sql-rows.ts';
import { fromStored, textOrNull } from '../store/stored-values.ts';
import { orderSteps } from '../store/table-order.ts';
import type { HeadedColumn } from './account-labels.ts';
import type { ExportInput } from './export-input.ts';

/** A source with its values in the order of `SOURCE_COLUMNS`. */
export interface SourceRow {
  readonly problem: string | null;
  readonly values: readonly Value[];
}

/** True where there is something to tell of sources. */
export function hasSources({ sources }: Pick<ExportInput, 'sources'>): boolean {
  return sources !== 'none';
}

/** Every source of an export; under a filter those that it keeps, which is none where it asks for what sources lack. */
export function* sourceRows(source: ExportInput): Generator<SourceRow, void, undefined> {
  const { database } = source;
  if (!hasSources(source)) return;
  filled(database);
  const rows = chosenRows(source);
  if (rows === null) return;
  const columns = SOURCE_COLUMNS.map(({ id }) => quoted(id)).join(', ');
  const lines = arrayRows(
    database,
    `SELECT problem, ${columns} FROM json_each(?) JOIN temp.${SOURCES_TAB} ON row = json_each.value ORDER BY json_each.key`,
    `[${rows.join(',')}]`,
  );
  for (const [problem, ...values] of lines) {
    yield {
      problem: textOrNull(problem),
      values: SOURCE_COLUMNS.map(({ type }, index) => fromStored(type, values[index])),
    };
  }
}

/** The numbers of the rows that are written, in their order; null: the filter asks for what sources do not have. */
function chosenRows({ sources, filter, facts, byteUnit, database }: ExportInput): Uint32Array | null {
  const query: TableQuery = typeof sources === 'string' ? { tab: SOURCES_TAB, sort: null } : sources;
  const text = typeof sources === 'string' ? filter?.text : sources.filter;
  const table = { tab: SOURCES_TAB, columns: SOURCE_COLUMNS };
  registerFunctions(database);
  const parsed = text === undefined || text.trim() === '' ? null : parseFilter(text, SOURCE_COLUMNS);
  if (parsed !== null && 'error' in parsed) return null;
  const condition = parsed === null ? null : toCondition(parsed.ok, table, facts.startedAt, byteUnit);
  const steps = orderSteps(database, table, query, condition);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value.rows;
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

/** What a column is called in json where that is another name than in tables. */
const MEMBERS: Readonly<Record<string, string>> = { backup_size: 'bytes', backed_up_by: 'by' };

/** The member of an object that holds a column of sources. */
export function sourceMember({ id }: Pick<Column, 'id'>): string {
  return MEMBERS[id] ?? id;
}
