import type { DatabaseSync } from 'node:sqlite';
import { isOver } from '../kinds/datasync/datasync-execution-measures.ts';
import { AGENTS_TAB, EXECUTIONS_TAB, LOCATIONS_TAB, TASKS_TAB } from '../kinds/datasync/datasync-facts.ts';
import { DAY_MS } from '../model/ages.ts';
import { formatDay } from '../model/format.ts';
import { quoted } from '../store/schema.ts';
import { arrayRows, columnOrNull, storedColumns } from '../store/sql-rows.ts';
import { numberOrNull, textOrNull } from '../store/stored-values.ts';
import type { DataSyncSummary, Share } from './summary.ts';

/** The breakdowns of tasks, locations, agents and executions; the window is so many days before `countedFrom`. */
export function dataSyncSummary(
  database: DatabaseSync,
  countedFrom: number,
  executionDays: number,
): DataSyncSummary {
  const tasksByStatus = shares(database, TASKS_TAB.id, 'status');
  const locationsByType = shares(database, LOCATIONS_TAB.id, 'location_type');
  const agentsByStatus = shares(database, AGENTS_TAB.id, 'status');
  const executionsByStatus = shares(database, EXECUTIONS_TAB.id, 'status', 'bytes_transferred');
  return {
    tasks: total(tasksByStatus),
    tasksByStatus,
    ...scheduledTasks(database),
    locations: total(locationsByType),
    locationsByType,
    agents: total(agentsByStatus),
    agentsByStatus,
    executionDays,
    executions: total(executionsByStatus),
    executionsByStatus,
    executionsInProgress: total(executionsByStatus.filter(({ value }) => value !== null && !isOver(value))),
    bytesByDay: bytesByDay(database, countedFrom, executionDays),
  };
}

function total(of: readonly Share[]): number {
  return of.reduce((sum, share) => sum + share.count, 0);
}

/** Rows by the value of one column, most first; sizes come from another column, or are unknown. */
function shares(database: DatabaseSync, tab: string, by: string, size?: string): readonly Share[] {
  const columns = storedColumns(database, tab);
  if (columns.size === 0) return [];
  const [value, bytes] = [
    columnOrNull(columns, by),
    size === undefined ? 'NULL' : columnOrNull(columns, size),
  ];
  const rows = arrayRows(
    database,
    `SELECT ${value} AS value, count(*), total(${bytes}), count(*) - count(${bytes}) FROM ${quoted(tab)}
     GROUP BY 1 ORDER BY 2 DESC, 1`,
  );
  return [...rows].map(([given, count, sum, unknown]) => ({
    label: textOrNull(given) ?? 'unknown',
    value: textOrNull(given),
    count: numberOrNull(count) ?? 0,
    bytes: numberOrNull(sum) ?? 0,
    unknownSizes: numberOrNull(unknown) ?? 0,
  }));
}

function scheduledTasks(
  database: DatabaseSync,
): Pick<DataSyncSummary, 'tasksScheduled' | 'tasksScheduleDisabled'> {
  const columns = storedColumns(database, TASKS_TAB.id);
  if (!columns.has('schedule')) return { tasksScheduled: 0, tasksScheduleDisabled: 0 };
  const line = database
    .prepare(
      `SELECT count(*) AS scheduled, count(*) FILTER (WHERE ${columnOrNull(columns, 'schedule_status')} = 'DISABLED')
         AS disabled FROM ${quoted(TASKS_TAB.id)} WHERE schedule IS NOT NULL AND schedule <> ''`,
    )
    .get();
  const [scheduled, disabled] = [numberOrNull(line?.scheduled) ?? 0, numberOrNull(line?.disabled) ?? 0];
  return { tasksScheduled: scheduled - disabled, tasksScheduleDisabled: disabled };
}

/** Bytes moved by the UTC day on which executions began (launched, else requested), every day of the window. */
function bytesByDay(
  database: DatabaseSync,
  countedFrom: number,
  executionDays: number,
): DataSyncSummary['bytesByDay'] {
  const first = Math.floor((countedFrom - executionDays * DAY_MS) / DAY_MS);
  const last = Math.floor(countedFrom / DAY_MS);
  const moved = new Map<number, number>();
  const columns = storedColumns(database, EXECUTIONS_TAB.id);
  if (columns.has('bytes_transferred')) {
    const began = `coalesce(${columnOrNull(columns, 'launch_time')}, ${columnOrNull(columns, 'start_time')})`;
    const rows = arrayRows(
      database,
      `SELECT CAST(${began} / ${DAY_MS} AS INTEGER) AS day, total(bytes_transferred) FROM ${quoted(EXECUTIONS_TAB.id)}
       WHERE ${began} >= ${first * DAY_MS} GROUP BY 1`,
    );
    for (const [day, bytes] of rows) moved.set(numberOrNull(day) ?? 0, numberOrNull(bytes) ?? 0);
  }
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    day: formatDay((first + index) * DAY_MS),
    bytes: moved.get(first + index) ?? 0,
  }));
}
