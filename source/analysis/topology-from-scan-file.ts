import type { DatabaseSync } from 'node:sqlite';
import { AGENTS_TAB, EXECUTIONS_TAB, LOCATIONS_TAB, TASKS_TAB } from '../kinds/datasync/datasync-facts.ts';
import { itemTexts } from '../model/list-items.ts';
import { quoted } from '../store/schema.ts';
import { arrayRows, columnOrNull, storedColumns } from '../store/sql-rows.ts';
import { readAccountNames } from '../store/stored-accounts.ts';
import { fromStored, numberOrNull, textOrNull } from '../store/stored-values.ts';
import type { Topology, TopologyAgent, TopologyLocation, TopologyTask } from './topology.ts';

/** Reads what the tree of DataSync needs: few columns of tasks, locations and agents, and each task's last execution. */
export function readTopology(database: DatabaseSync): Topology {
  const last = lastExecutions(database);
  return {
    tasks: tasksOf(database, last),
    locations: locationsOf(database),
    agents: agentsOf(database),
    accounts: readAccountNames(database),
  };
}

/** The columns of every row of a tab with its number, account and region. */
function* rowsOf(database: DatabaseSync, tab: string, ids: readonly string[]) {
  const columns = storedColumns(database, tab);
  if (columns.size === 0) return;
  const taken = ids.map((id) => `tab.${columnOrNull(columns, id)}`.replace('tab.NULL', 'NULL'));
  yield* arrayRows(
    database,
    `SELECT tab.row, cell.account, cell.region, tab.problem, ${taken.join(', ')} FROM ${quoted(tab)} AS tab
     JOIN cell ON cell.id = tab.cell ORDER BY tab.row`,
  );
}

interface LastExecution {
  readonly status: string | null;
  readonly time: number | null;
}

function lastExecutions(database: DatabaseSync): ReadonlyMap<string, LastExecution> {
  const last = new Map<string, LastExecution>();
  for (const [, , , , arn, status, time] of rowsOf(database, EXECUTIONS_TAB.id, [
    'task_arn',
    'status',
    'start_time',
  ])) {
    const task = textOrNull(arn);
    if (task === null) continue;
    const found = { status: textOrNull(status), time: numberOrNull(time) };
    const before = last.get(task);
    if (before === undefined || (found.time ?? 0) > (before.time ?? 0)) last.set(task, found);
  }
  return last;
}

function tasksOf(database: DatabaseSync, last: ReadonlyMap<string, LastExecution>): readonly TopologyTask[] {
  const ids = ['task_arn', 'task_name', 'status', 'schedule_status', 'source_location_arn'];
  const rows = rowsOf(database, TASKS_TAB.id, [...ids, 'destination_location_arn']);
  return Array.from(rows, ([row, account, region, , arn, name, status, schedule, source, destination]) => {
    const taskArn = textOrNull(arn);
    const execution = taskArn === null ? undefined : last.get(taskArn);
    return {
      row: numberOrNull(row) ?? 0,
      account: textOrNull(account) ?? '',
      region: textOrNull(region) ?? '',
      arn: taskArn,
      name: textOrNull(name),
      status: textOrNull(status),
      scheduleStatus: textOrNull(schedule),
      sourceArn: textOrNull(source),
      destinationArn: textOrNull(destination),
      lastStatus: execution?.status ?? null,
      lastTime: execution?.time ?? null,
    };
  });
}

function locationsOf(database: DatabaseSync): readonly TopologyLocation[] {
  const rows = rowsOf(database, LOCATIONS_TAB.id, [
    'location_arn',
    'location_type',
    'location_uri',
    'agent_arns',
  ]);
  return Array.from(rows, ([row, account, region, problem, arn, type, uri, agents]) => ({
    row: numberOrNull(row) ?? 0,
    account: textOrNull(account) ?? '',
    region: textOrNull(region) ?? '',
    arn: textOrNull(arn),
    type: textOrNull(type),
    uri: textOrNull(uri),
    // A location that is reached without agents names none; one that could not be described has a problem.
    agentArns: itemTexts(fromStored('list', agents)) ?? (problem === null ? [] : null),
  }));
}

function agentsOf(database: DatabaseSync): readonly TopologyAgent[] {
  const rows = rowsOf(database, AGENTS_TAB.id, ['agent_arn', 'agent_name', 'status']);
  return Array.from(rows, ([row, account, region, , arn, name, status]) => ({
    row: numberOrNull(row) ?? 0,
    account: textOrNull(account) ?? '',
    region: textOrNull(region) ?? '',
    arn: textOrNull(arn),
    name: textOrNull(name),
    status: textOrNull(status),
  }));
}
