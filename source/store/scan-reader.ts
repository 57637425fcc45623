/** Reads a scan file, synchronously: for workers, exports and tests. The screen asks through `query-client.ts`. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { AccountState } from '../model/account.ts';
import type { CellState } from '../model/cell.ts';
import type { ByteUnit } from '../model/format.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import type { ScanOverview } from '../model/scan-overview.ts';
import type {
  Amounts,
  AmountsQuery,
  FacetQuery,
  FacetReport,
  TableOrder,
  TableQuery,
  TableRow,
  ValueCount,
} from '../model/table-query.ts';
import { amountSteps } from './amounts.ts';
import { facetSteps } from './facets.ts';
import { FilterError } from './filter/expression.ts';
import { queryFilter } from './filter/query-filter.ts';
import { registerFunctions } from './filter/sql-functions.ts';
import { valueCountSteps } from './filter/value-counts.ts';
import { RowNumbers } from './row-numbers.ts';
import { openForReading, tidyScanFile } from './scan-file.ts';
import { readError } from './scan-file-error.ts';
import { readOverview } from './scan-overview.ts';
import type { Layout, StoredTable } from './schema.ts';
import type { SqlRow } from './sqlite.ts';
import { readAccounts } from './stored-accounts.ts';
import { readCells } from './stored-cells.ts';
import { readFacts } from './stored-facts.ts';
import { cutRow, rowSource } from './stored-rows.ts';
import { storedTable } from './stored-table.ts';
import { inOrder, orderSteps } from './table-order.ts';

/**
 * A scan file open for reading. Its methods throw a ScanFileError where the file cannot be read. A tab or kind that
 * the file knows nothing of has no rows.
 */
export interface ScanReader {
  /** The connection, for aggregates of one's own. */
  readonly database: DatabaseSync;
  readonly facts: () => ScanFacts;
  /** In the order planned. A cell that was at work when its scan was killed reads `running`. */
  readonly cells: () => readonly CellState[];
  /** The cells of an account, in the order planned. */
  readonly cellsOf: (account: string) => readonly CellState[];
  readonly overview: () => ScanOverview;
  /** Of a scan of many accounts, in the order planned; else none. */
  readonly accounts: () => readonly AccountState[];
  /** Rows by tab, as counted when they were written. */
  readonly counts: () => Readonly<Record<string, number>>;
  /** Throws a FilterError where the query's filter is wrong. */
  readonly order: (query: TableQuery) => TableOrder;
  /** As `order`, in steps between which it can be given up; each yields the rows found so far. */
  readonly orderSteps: (query: TableQuery) => Generator<RowNumbers, TableOrder, undefined>;
  /** Rows found so far in the order that the query asks for. */
  readonly inOrder: (query: TableQuery, rows: RowNumbers) => Uint32Array<ArrayBuffer>;
  /** The values of a field with their frequency, as `ScanQueries.values`, in steps as of `orderSteps`. */
  readonly valueSteps: (
    tab: string,
    field: string,
    prefix: string,
    limit: number,
  ) => Generator<void, readonly ValueCount[], undefined>;
  /** As `ScanQueries.amounts`, in steps as of `orderSteps`. */
  readonly amountSteps: (amounts: AmountsQuery) => Generator<void, Amounts, undefined>;
  /** As `ScanQueries.facet`, in steps as of `orderSteps`. */
  readonly facetSteps: (facet: FacetQuery) => Generator<void, FacetReport, undefined>;
  /** The rows with these numbers, in that order; missing ones left out, long texts cut. */
  readonly window: (tab: string, rows: readonly number[]) => readonly TableRow[];
  /** One row with every value in full. */
  readonly row: (tab: string, row: number) => TableRow | undefined;
  /** The answer of any SELECT, for aggregates. */
  readonly select: (sql: string, ...values: readonly SQLInputValue[]) => readonly SqlRow[];
  readonly close: () => void;
}

/**
 * Opens a scan file for reading; words find sizes as they are shown in `unit`. Throws a ScanFileError: `missing`,
 * `not-a-scan-file`, `newer-version`, `cannot-read`.
 */
export function openScanReader(path: string, unit: ByteUnit = 'auto'): ScanReader {
  const database = openForReading(path);
  const guarded = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw asReadError(path, error);
    }
  };
  registerFunctions(database);
  const layout = guarded(() => readLayout(database));
  /** That of sources is there once somebody has worked it out. */
  const tableOf = (tab: string): StoredTable | undefined =>
    layout.tables.get(tab) ?? storedTable(database, tab);
  const rows = rowSource(database, tableOf);
  const steps = (query: TableQuery): Generator<RowNumbers, TableOrder, undefined> =>
    querySteps(database, tableOf(query.tab), query, unit);
  return {
    database,
    facts: () => guarded(() => readFacts(database)),
    cells: () => guarded(() => readCells(database)),
    cellsOf: (account) => guarded(() => readCells(database, { account })),
    overview: () => guarded(() => readOverview(database)),
    accounts: () => guarded(() => readAccounts(database)),
    counts: () => guarded(() => countRows(database, layout)),
    order: (query) => guarded(() => drained(steps(query))),
    *orderSteps(query) {
      try {
        return yield* steps(query);
      } catch (error) {
        throw asReadError(path, error);
      }
    },
    inOrder: (query, found) => guarded(() => inOrder(database, tableOf(query.tab), query, found)),
    *valueSteps(tab, field, prefix, limit) {
      try {
        return yield* valueCountSteps(database, tableOf(tab), field, { prefix, limit });
      } catch (error) {
        throw asReadError(path, error);
      }
    },
    *amountSteps(amounts) {
      try {
        return yield* amountSteps(database, tableOf(amounts.tab), amounts);
      } catch (error) {
        throw asReadError(path, error);
      }
    },
    *facetSteps(facet) {
      try {
        const { tab } = facet.query;
        const found = steps({ ...facet.query, sort: null });
        return yield* facetSteps(database, tableOf(tab), facet, found);
      } catch (error) {
        throw asReadError(path, error);
      }
    },
    window: (tab, wanted) => guarded(() => rows.byNumber(tab, wanted).map(cutRow)),
    row: (tab, row) => guarded(() => rows.byNumber(tab, [row])[0]),
    select: (sql, ...values) => guarded(() => database.prepare(sql).all(...values)),
    close: () => {
      database.close();
      tidyScanFile(path);
    },
  };
}

/** A filter that was not understood is no fault of the file. */
function asReadError(path: string, error: unknown): Error {
  return error instanceof FilterError ? error : readError(path, error);
}

function* querySteps(
  database: DatabaseSync,
  table: StoredTable | undefined,
  query: TableQuery,
  unit: ByteUnit,
): Generator<RowNumbers, TableOrder, undefined> {
  const filter = table === undefined ? null : queryFilter(database, table, query.filter, unit);
  const order = yield* orderSteps(database, table, query, filter);
  if (table === undefined || filter === null || order.rows.length > 0 || order.total === 0) return order;
  const orOpen = queryFilter(database, table, query.filter, unit, 'passing or open');
  const steps = orderSteps(database, table, { ...query, sort: null }, orOpen);
  let step = steps.next();
  while (step.done !== true) {
    // None of these passes: there is nothing to show on the way.
    yield new RowNumbers();
    step = steps.next();
  }
  const { rows, cost } = step.value;
  return { ...order, open: rows.length, cost: order.cost + cost };
}

function drained(steps: Generator<RowNumbers, TableOrder, undefined>): TableOrder {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

function countRows(database: DatabaseSync, layout: Layout): Readonly<Record<string, number>> {
  const counts = Object.fromEntries([...layout.tables.keys()].map((tab) => [tab, 0]));
  const sql = 'SELECT tab, sum(rows) AS rows FROM cell JOIN kind ON kind.id = cell.kind GROUP BY tab';
  for (const { tab, rows } of database.prepare(sql).all()) counts[String(tab)] = Number(rows);
  return counts;
}

function readLayout(database: DatabaseSync): Layout {
  const tabs = new Map(
    database
      .prepare('SELECT id, tab FROM kind')
      .all()
      .map(({ id, tab }) => [String(id), String(tab)]),
  );
  const names = database.prepare('SELECT id FROM tab ORDER BY position').all();
  const tables = names.flatMap(({ id }) => storedTable(database, String(id)) ?? []);
  return { tabs, tables: new Map(tables.map((table) => [table.tab, table])) };
}
