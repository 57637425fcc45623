/** What a scan file knows of tasks, of their runs, and of the agents that they need. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { datasyncAgent } from '../../kinds/datasync/datasync-agent.ts';
import { datasyncExecution } from '../../kinds/datasync/datasync-execution.ts';
import { datasyncLocation } from '../../kinds/datasync/datasync-location.ts';
import { datasyncTask } from '../../kinds/datasync/datasync-task.ts';
import type { CellState } from '../../model/cell.ts';
import { quoted } from '../../store/schema.ts';
import { arrayRows, columnOrNull, storedColumns } from '../../store/sql-rows.ts';
import { cellsInTurn } from '../../store/stored-cells.ts';
import { fromStored, numberOrNull, textOrNull } from '../../store/stored-values.ts';
import type { Run } from './run.ts';

/** A task as its row tells of it; null: not known, or there is none. */
export interface StoredTask {
  readonly row: number;
  readonly cell: number;
  readonly key: string;
  readonly problem: string | null;
  readonly text: (column: string) => string | null;
  readonly instant: (column: string) => number | null;
}

const TASK_COLUMNS: readonly string[] = [
  ...['task_arn', 'task_name', 'status', 'schedule', 'schedule_status', 'task_mode', 'verify_mode'],
  ...['source_location_arn', 'destination_location_arn', 'cloudwatch_log_group'],
  ...['creation_time', 'schedule_status_changed'],
];

/** The tasks that a connection shows, by their ARNs. */
export function* tasksByArn(database: DatabaseSync): Generator<StoredTask, void, undefined> {
  const { tab } = datasyncTask;
  const stored = storedColumns(database, tab);
  if (stored.size === 0) return;
  const names = TASK_COLUMNS.map((id) => columnOrNull(stored, id)).join(', ');
  const sql = `SELECT row, cell, key, problem, ${names} FROM ${quoted(tab)} ORDER BY ${columnOrNull(stored, 'task_arn')}, row`;
  for (const [row, cell, key, problem, ...values] of arrayRows(database, sql)) {
    const valueIn = (column: string): SQLOutputValue | undefined => values[TASK_COLUMNS.indexOf(column)];
    yield {
      ...{ row: Number(row), cell: Number(cell), key: String(key), problem: textOrNull(problem) },
      text: (column) => textOrNull(valueIn(column)),
      instant: (column) => numberOrNull(valueIn(column)),
    };
  }
}

const RUN_COLUMNS = [
  ...['task_execution_arn', 'status', 'start_time', 'launch_time', 'end_time', 'duration'],
  ...[
    'bytes_transferred',
    'throughput_per_second',
    'files_failed',
    'verify_status',
    'estimated_bytes',
    'report_result',
    'files_transferred',
  ],
] as const;

/** The runs of each task, tasks by their ARNs: a task after the other, so that memory stays flat. */
export function* runsByTask(
  database: DatabaseSync,
): Generator<readonly [task: string, runs: readonly Run[]], void, undefined> {
  const { tab } = datasyncExecution;
  const stored = storedColumns(database, tab);
  if (!stored.has('task_arn')) return;
  const names = RUN_COLUMNS.map((id) => columnOrNull(stored, id)).join(', ');
  // All of them, whatever a connection is narrowed to: a task is judged by every run.
  const sql = `SELECT task_arn, ${names} FROM main.${quoted(tab)} WHERE task_arn IS NOT NULL ORDER BY task_arn`;
  let task: string | null = null;
  let runs: Run[] = [];
  for (const [of, ...values] of arrayRows(database, sql)) {
    if (task !== null && task !== of) {
      yield [task, runs];
      runs = [];
    }
    task = String(of);
    runs.push(runOf(values));
  }
  if (task !== null) yield [task, runs];
}

function runOf(values: readonly SQLOutputValue[]): Run {
  const [arn, status, start, launch, end, duration, bytes, rate, failed, verify, estimated, report, files] =
    values;
  return {
    arn: textOrNull(arn) ?? '',
    status: textOrNull(status),
    start: numberOrNull(start),
    launch: numberOrNull(launch),
    end: numberOrNull(end),
    duration: numberOrNull(duration),
    bytes: numberOrNull(bytes),
    bytesPerSecond: numberOrNull(rate),
    filesTransferred: numberOrNull(files),
    filesFailed: numberOrNull(failed),
    verifyStatus: textOrNull(verify),
    estimatedBytes: numberOrNull(estimated),
    reportResult: textOrNull(report),
  };
}

/** Why executions of an account and region may be missing; null: they were all read. */
export function lackingRuns(
  database: DatabaseSync,
): (place: Pick<CellState, 'account' | 'region'>) => string | null {
  const lacking = new Map<string, string | null>();
  for (const { account, region, phase, error } of cellsInTurn(database, { kind: datasyncExecution.id })) {
    const isWhole = phase === 'done' || phase === 'empty';
    const why = error === null ? phase : `${phase}, ${error.code}: ${error.message}`;
    lacking.set(`${account} ${region}`, isWhole ? null : `${datasyncExecution.title} of ${region}: ${why}`);
  }
  return ({ account, region }) => {
    const known = lacking.get(`${account} ${region}`);
    return known === undefined ? `${datasyncExecution.title} are not part of the scan` : known;
  };
}

/** An agent that a task needs. */
export interface NeededAgent {
  readonly arn: string;
  readonly name: string;
  readonly status: string | null;
  readonly version: string | null;
}

/** Finds the agents of locations, by the ARNs of these; null: one of them is not known. */
export function agentsOfLocations(
  database: DatabaseSync,
): (locations: readonly (string | null)[]) => readonly NeededAgent[] | null {
  const [agents, locations] = [agentsByArn(database), locationAgents(database)];
  return (of) => {
    const arns = new Set<string>();
    for (const location of of) {
      const needed = location === null ? undefined : locations.get(location);
      if (needed === undefined) return null;
      for (const arn of needed) arns.add(arn);
    }
    return [...arns].map((arn) => agents.get(arn) ?? { arn, name: arn, status: null, version: null });
  };
}

function agentsByArn(database: DatabaseSync): ReadonlyMap<string, NeededAgent> {
  const { tab } = datasyncAgent;
  const stored = storedColumns(database, tab);
  if (!stored.has('agent_arn')) return new Map();
  const names = ['agent_arn', 'agent_name', 'status', 'platform_version'].map((id) =>
    columnOrNull(stored, id),
  );
  const lines = arrayRows(
    database,
    `SELECT ${names.join(', ')} FROM main.${quoted(tab)} WHERE agent_arn IS NOT NULL`,
  );
  return new Map(
    [...lines].map(([arn, name, status, version]) => [
      String(arn),
      {
        ...{ arn: String(arn), name: textOrNull(name) ?? String(arn) },
        ...{ status: textOrNull(status), version: textOrNull(version) },
      },
    ]),
  );
}

/** The ARNs of the agents of each location that could be described. */
function locationAgents(database: DatabaseSync): ReadonlyMap<string, readonly string[]> {
  const { tab } = datasyncLocation;
  const stored = storedColumns(database, tab);
  if (!stored.has('location_arn')) return new Map();
  const sql = `SELECT location_arn, ${columnOrNull(stored, 'agent_arns')} FROM main.${quoted(tab)}
    WHERE location_arn IS NOT NULL AND problem IS NULL`;
  return new Map(
    [...arrayRows(database, sql)].map(([arn, agents]) => {
      const list = fromStored('list', agents);
      return [String(arn), Array.isArray(list) ? list.filter((item) => typeof item === 'string') : []];
    }),
  );
}
