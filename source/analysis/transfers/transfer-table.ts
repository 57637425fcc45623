/**
 * The table of transfers: worked out from the tasks and executions of the scan file, and kept in a table of the connection's own,
 * so that it is sorted, filtered and counted like the tables of rows. Its rows have the numbers of the tasks.
 */
import type { DatabaseSync } from 'node:sqlite';
import { TRANSFER_COLUMNS, TRANSFERS_TAB } from '../../kinds/transfers/transfer-columns.ts';
import type { Value } from '../../model/columns.ts';
import { quoted, STORAGE } from '../../store/schema.ts';
import { toStored } from '../../store/stored-values.ts';
import { freshly, inOneTransaction } from '../freshly.ts';
import { judgeStuck } from './judge-stuck.ts';
import { type JudgedTask, judgedTasks } from './judged-tasks.ts';
import type { NeededAgent, StoredTask } from './read-transfers.ts';
import { goodRuns, isUnderWay, median, newestFirst, type Run, trendOf } from './run.ts';
import { nextRun } from './schedule.ts';
import { type OnAgents, onAgents, sharedAgents } from './shared-agents.ts';

/** Fills the connection's table of transfers anew, where the file has changed. Without tasks it is empty. */
export const freshTransfers = freshly((database) => inOneTransaction(database, () => workOut(database)));

type Values = Readonly<Record<string, Value>>;

function workOut(database: DatabaseSync): void {
  const names = TRANSFER_COLUMNS.map(({ id }) => quoted(id));
  const own = TRANSFER_COLUMNS.map(({ id, type }) => `, ${quoted(id)} ${STORAGE[type]}`).join('');
  database.exec(`DROP TABLE IF EXISTS temp.${TRANSFERS_TAB};
    CREATE TEMP TABLE ${TRANSFERS_TAB} (row INTEGER PRIMARY KEY, cell INTEGER NOT NULL, key TEXT NOT NULL, problem TEXT${own})`);
  const insert = database.prepare(
    `INSERT INTO temp.${TRANSFERS_TAB} (row, cell, key, problem, ${names.join(', ')})
     VALUES (?, ?, ?, ?, ${names.map(() => '?').join(', ')})`,
  );
  const sharing: OnAgents[] = [];
  for (const judged of judgedTasks(database)) {
    const { task, runs, agents } = judged;
    const values = valuesOf(judged);
    insert.run(
      ...[task.row, task.cell, task.key, task.problem],
      ...TRANSFER_COLUMNS.map(({ id, type }) => toStored(type, values[id] ?? null)),
    );
    const name = task.text('task_name') ?? task.key;
    sharing.push(onAgents({ row: task.row, name, agents: (agents ?? []).map(({ arn }) => arn) }, runs));
  }
  const update = database.prepare(
    `UPDATE temp.${TRANSFERS_TAB} SET queued_behind = ?, collides_with = ? WHERE row = ?`,
  );
  for (const [row, { queuedBehind, collidesWith }] of sharedAgents(sharing))
    update.run(listed(queuedBehind), listed(collidesWith), row);
}

function listed(names: readonly string[]) {
  return names.length === 0 ? null : toStored('list', names);
}

function valuesOf(judged: JudgedTask): Values {
  const { task, account, region, runs, agents, read } = judged;
  return {
    ...{ account, region },
    ...taskValues(task),
    ...agentValues(agents),
    ...runValues(runs, read.lacking),
    ...judgedValues(judged),
  };
}

function taskValues(task: StoredTask): Values {
  const isDescribed = task.text('source_location_arn') !== null;
  const same = ['task_name', 'task_arn', 'schedule', 'schedule_status', 'task_mode', 'verify_mode'];
  const ends = ['source_location_arn', 'destination_location_arn'];
  return {
    ...Object.fromEntries([...same, ...ends].map((id) => [id, task.text(id)])),
    log_group: task.text('cloudwatch_log_group') === null ? (isDescribed ? 'none' : null) : 'set',
  };
}

function agentValues(agents: readonly NeededAgent[] | null): Values {
  if (agents === null) return {};
  const old = agents
    .filter(({ version }) => version !== null && /^1(\.|$)/.test(version))
    .map(({ name }) => name);
  return {
    agents:
      agents.length === 0 ? ['none'] : agents.map(({ name, status }) => `${name} ${status ?? 'unknown'}`),
    discontinued_agents: old.length === 0 ? null : old,
  };
}

function runValues(runs: readonly Run[], lacking: string | null): Values {
  const [last] = newestFirst(runs);
  const isCounted = lacking === null;
  return {
    runs: isCounted ? runs.length : null,
    failed_runs: isCounted ? runs.filter(({ status }) => status === 'ERROR').length : null,
    last_run: last?.start ?? null,
    last_status: last?.status ?? null,
    last_duration: last?.duration ?? null,
    last_bytes: last?.bytes ?? null,
    throughput_per_second: last?.bytesPerSecond ?? null,
    files_failed: last?.filesFailed ?? null,
    verify_status: last?.verifyStatus ?? null,
    report: last?.reportResult ?? null,
    last_execution_arn: last?.arn ?? null,
    data_left: last === undefined ? null : dataLeft(last),
    median_duration: median(goodRuns(runs).map(({ duration }) => duration)),
    duration_trend: trendOf(runs, ({ duration }) => duration),
    bytes_trend: trendOf(runs, ({ bytes }) => bytes),
  };
}

/** AWS expects nothing before it has begun to prepare. */
function dataLeft(run: Run): number | null {
  if (!isUnderWay(run) || run.estimatedBytes === null || run.estimatedBytes === 0 || run.bytes === null)
    return null;
  return Math.max(0, run.estimatedBytes - run.bytes);
}

function judgedValues({ task, runs, read, settings, schedule, missed }: JudgedTask): Values {
  const stuck = judgeStuck(runs, task.text('status'), settings.stuckAfter);
  if (schedule === null || missed === null)
    return { stuck: stuck.stuck, reason: joined(stuck.reason, 'the task could not be described') };
  const { schedule: given, isOn } = schedule;
  const lastStart = newestFirst(runs)[0]?.start ?? null;
  return {
    schedule_in_words: given === null || given.is === 'unknown' ? null : given.words,
    next_run: given === null || isOn !== true ? null : nextRun(given, read.to, lastStart),
    ...{
      missed: missed.missed,
      missed_runs: missed.missed === null ? null : missed.times.length,
      last_missed: missed.times[0] ?? null,
      likely_skipped: missed.skipped.length,
    },
    stuck: stuck.stuck,
    reason: joined(stuck.reason, missed.reason),
  };
}

function joined(...reasons: readonly string[]): string {
  return reasons.filter((reason) => reason !== '').join('; ');
}
