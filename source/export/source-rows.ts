/** Sources with how well they are protected, as exports write them. */
import type { DatabaseSync } from 'node:sqlite';
import { countFindings } from '../analysis/findings-from-scan-file.ts';
import { PROTECTIONS } from '../analysis/protection/judge.ts';
import { freshSources } from '../analysis/protection/source-table.ts';
import type { FindingCount } from '../analysis/summary.ts';
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
import type { ChosenSource } from './export-request.ts';

/** A source with its values in the order of `SOURCE_COLUMNS`. */
export interface SourceRow {
  readonly problem: string | null;
  readonly values: readonly Value[];
}

/** True where there is something to tell of sources. */
export function hasSources({ sources }: Pick<ExportInput, 'sources'>): boolean {
  return sources !== 'none';
}

/** By how well they are protected, the worst first, and by their size. */
const WORST_FIRST = `CASE protection ${PROTECTIONS.map((name, place) => `WHEN '${name}' THEN ${place}`).join(' ')} END,
  size DESC NULLS LAST, json_each.key`;

/**
 * Every source of an export; under a filter those that it keeps, which is none where it asks for what sources lack. In the
 * order of the table, or those first that matter most; what was selected keeps its order.
 */
export function* sourceRows(
  source: ExportInput,
  order: 'as found' | 'worst first' = 'as found',
): Generator<SourceRow, void, undefined> {
  if (!hasSources(source)) return;
  const { database } = source;
  const rows = chosenSources(source);
  const isSorted = order === 'worst first' && source.order === 'found';
  const columns = SOURCE_COLUMNS.map(({ id }) => quoted(id)).join(', ');
  const lines = arrayRows(
    database,
    `SELECT problem, ${columns} FROM json_each(?) JOIN temp.${SOURCES_TAB} ON row = json_each.value
     ORDER BY ${isSorted ? WORST_FIRST : 'json_each.key'}`,
    `[${rows.join(',')}]`,
  );
  for (const [problem, ...values] of lines) {
    yield {
      problem: textOrNull(problem),
      values: SOURCE_COLUMNS.map(({ type }, index) => fromStored(type, values[index])),
    };
  }
}

const FOUND = new WeakMap<DatabaseSync, number>();
const CHOSEN = new WeakMap<DatabaseSync, Uint32Array>();

/**
 * The numbers of the rows that are written, in their order. An export reads one moment of the file, so the table is worked
 * out once, and the others go from it: what is counted in it is what is written.
 */
function chosenSources(source: ExportInput): Uint32Array {
  const { database } = source;
  const known = CHOSEN.get(database);
  if (known !== undefined) return known;
  if (!hasSources(source)) return new Uint32Array();
  freshSources(database);
  const total = database.prepare(`SELECT count(*) AS count FROM temp.${SOURCES_TAB}`).get();
  FOUND.set(database, Number(total?.count));
  const rows = among(source, chosenRows(source) ?? new Uint32Array());
  CHOSEN.set(database, rows);
  if (typeof source.sources !== 'string' || source.filter !== null)
    database
      .prepare(`DELETE FROM temp.${SOURCES_TAB} WHERE row NOT IN (SELECT value FROM json_each(?))`)
      .run(`[${rows.join(',')}]`);
  return rows;
}

/** Those of the rows that were chosen one by one; all where none were. */
function among({ database, chosenSources: chosen }: ExportInput, rows: Uint32Array): Uint32Array {
  if (chosen === undefined) return rows;
  const wanted = new Set(chosen.map(nameOf));
  const lines = arrayRows(
    database,
    `SELECT row, cell.kind, source.account, source.region, source_key, state IS 'gone'
     FROM temp.${SOURCES_TAB} AS source JOIN cell ON cell.id = source.cell`,
  );
  const found = new Set<number>();
  for (const [row, kind, account, region, key, gone] of lines) {
    const isGone = gone === 1;
    const one = {
      kind: String(kind),
      account: String(account),
      region: String(region),
      key: String(key),
      isGone,
    };
    if (wanted.has(nameOf(one))) found.add(Number(row));
  }
  return rows.filter((row) => found.has(row));
}

function nameOf({ kind, account, region, key, isGone }: ChosenSource): string {
  return JSON.stringify([kind, account, region, key, isGone]);
}

/** How many sources there are, and how many of them are written. */
export function keptSources(source: ExportInput): { readonly found: number; readonly kept: number } {
  const kept = chosenSources(source).length;
  return { found: FOUND.get(source.database) ?? kept, kept };
}

/** How many sources are written. */
export function countSources(source: ExportInput): number {
  return chosenSources(source).length;
}

/** The findings about what an export holds. */
export function exportedFindings(source: ExportInput): readonly FindingCount[] {
  chosenSources(source);
  const all = countFindings(source.database);
  return hasSources(source) ? all : all.filter(({ tab }) => tab !== SOURCES_TAB);
}

/** Works out its sources before anything is counted of them. */
export function withSources(source: ExportInput): ExportInput {
  chosenSources(source);
  return source;
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

/** What a column is called in json where that is another name than in tables. */
const MEMBERS: Readonly<Record<string, string>> = { backup_size: 'bytes', backed_up_by: 'by' };

/** The member of an object that holds a column of sources. */
export function sourceMember({ id }: Pick<Column, 'id'>): string {
  return MEMBERS[id] ?? id;
}
