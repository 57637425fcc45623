/** How the transfers of the day before a scan went. */
import type { DatabaseSync } from 'node:sqlite';
import { datasyncExecution } from '../../kinds/datasync/datasync-execution.ts';
import { datasyncTask } from '../../kinds/datasync/datasync-task.ts';
import { TRANSFERS_TAB } from '../../kinds/transfers/transfer-columns.ts';
import { DAY_MS } from '../../model/ages.ts';
import { isoInstant } from '../../model/format.ts';
import { quoted } from '../../store/schema.ts';
import { columnOrNull, storedColumns } from '../../store/sql-rows.ts';
import { kindsOfCells } from '../../store/stored-cells.ts';
import type { CountOfRows, LastNight } from '../summary.ts';
import { freshTransfers } from './transfer-table.ts';

/** What each count of executions is of, as a condition and as terms of the filter language. */
const RUNS = [
  ['1', ''],
  ["status = 'SUCCESS'", ' status=SUCCESS'],
  ["status = 'ERROR'", ' status=ERROR'],
  ["status NOT IN ('SUCCESS', 'ERROR')", ' status:* !status=SUCCESS,ERROR'],
] as const;

/**
 * The day before an instant (UTC, ms), the start of the scan; undefined where tasks or executions were not part of the scan, so
 * that nobody knows.
 */
export function lastNight(database: DatabaseSync, to: number): LastNight | undefined {
  const scanned = new Set(kindsOfCells(database));
  if (!scanned.has(datasyncExecution.id) || !scanned.has(datasyncTask.id)) return undefined;
  const columns = storedColumns(database, datasyncExecution.tab);
  if (!columns.has('start_time')) return undefined;
  const from = to - DAY_MS;
  const within = (column: string): string => `${column}>=${isoInstant(from)} ${column}<=${isoInstant(to)}`;
  const [runs, well, failed, underWay] = executionCounts(database, columns, {
    from,
    to,
    terms: within('start_time'),
  });
  const tasks = `missed AND last_missed BETWEEN ${from} AND ${to}`;
  freshTransfers(database);
  const line = database
    .prepare(
      `SELECT count(*) FILTER (WHERE ${tasks}) AS missed, count(*) FILTER (WHERE missed IS NULL) AS doubt,
         count(*) FILTER (WHERE stuck) AS stuck FROM temp.${quoted(TRANSFERS_TAB)}`,
    )
    .get();
  const of = (count: unknown, filter: string): CountOfRows => ({
    count: Number(count ?? 0),
    query: { tab: TRANSFERS_TAB, sort: null, filter },
  });
  return {
    ...{ runs, well, failed, underWay },
    missed: of(line?.missed, `missed:yes ${within('last_missed')}`),
    missedUnknown: of(line?.doubt, 'missed:?'),
    stuck: of(line?.stuck, 'stuck:yes'),
  };
}

interface Window {
  readonly from: number;
  readonly to: number;
  /** The same in the filter language. */
  readonly terms: string;
}

function executionCounts(
  database: DatabaseSync,
  columns: ReadonlySet<string>,
  { from, to, terms }: Window,
): readonly [CountOfRows, CountOfRows, CountOfRows, CountOfRows] {
  const { tab } = datasyncExecution;
  const sums = RUNS.map(([where], index) => `count(*) FILTER (WHERE ${where}) AS n${index}`);
  const line = database
    .prepare(
      `SELECT ${sums.join(', ')} FROM (SELECT ${columnOrNull(columns, 'status')} AS status FROM ${quoted(tab)}
       WHERE start_time BETWEEN ${from} AND ${to})`,
    )
    .get();
  const count = (index: 0 | 1 | 2 | 3): CountOfRows => ({
    count: Number(line?.[`n${index}`] ?? 0),
    query: { tab, sort: null, filter: terms + RUNS[index][1] },
  });
  return [count(0), count(1), count(2), count(3)];
}
