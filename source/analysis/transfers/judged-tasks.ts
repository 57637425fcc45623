/** Each task with its runs, and what its schedule asked for: what the table of transfers and their calendar are made of. */
import type { DatabaseSync } from 'node:sqlite';
import { findingSettings } from '../../store/filter/finding-condition.ts';
import { placesOfCells } from '../../store/stored-cells.ts';
import { readFacts } from '../../store/stored-facts.ts';
import { judgeMissed, type MissedRuns, type RunsRead, type TaskSchedule } from './judge-missed.ts';
import {
  agentsOfLocations,
  lackingRuns,
  type NeededAgent,
  runsByTask,
  type StoredTask,
  tasksByArn,
} from './read-transfers.ts';
import type { Run } from './run.ts';
import { readSchedule, type Schedule } from './schedule.ts';
import { type TransferSettings, transferSettings } from './transfer-settings.ts';

/** A task, judged. */
export interface JudgedTask {
  readonly task: StoredTask;
  /** Empty: not known. */
  readonly account: string;
  readonly region: string;
  /** In no order. */
  readonly runs: readonly Run[];
  /** Null: not known. */
  readonly agents: readonly NeededAgent[] | null;
  /** Null: the task could not be described. */
  readonly schedule: TaskSchedule | null;
  /** Null as `schedule` is. */
  readonly missed: MissedRuns | null;
  /** The window of the scan, of which AWS keeps executions. */
  readonly read: RunsRead;
  readonly settings: TransferSettings;
}

const DAY = 86_400_000;

/** AWS keeps executions for 30 days: of earlier ones nobody knows whether they were. */
const KEPT = 30 * DAY;

/** Every task with its runs; both come by the ARN of the task. */
export function* judgedTasks(database: DatabaseSync): Generator<JudgedTask, void, undefined> {
  const facts = readFacts(database);
  const settings = transferSettings(facts);
  const days = Math.min(findingSettings(facts).executionDays * DAY, KEPT);
  const window = { to: facts.startedAt, from: facts.startedAt - days };
  const placeOf = placesOfCells(database);
  const lackingOf = lackingRuns(database);
  const agentsOf = agentsOfLocations(database);
  const scheduleOf = keptSchedules();
  const groups = runsByTask(database);
  let group = groups.next();
  for (const task of tasksByArn(database)) {
    const arn = task.text('task_arn') ?? '';
    while (group.done !== true && group.value[0] < arn) group = groups.next();
    const runs = group.done !== true && group.value[0] === arn ? group.value[1] : [];
    const { account, region } = placeOf(task.cell) ?? { account: '', region: '' };
    const agents = agentsOf([task.text('source_location_arn'), task.text('destination_location_arn')]);
    const read = { ...window, lacking: lackingOf({ account, region }) };
    const schedule = scheduleOfTask(task, scheduleOf);
    const missed = schedule === null ? null : judgeMissed(schedule, runs, read, settings.tolerance);
    yield { task, account, region, runs, agents, schedule, missed, read, settings };
  }
}

const MOST_SCHEDULES = 1_000;

/** Reads each expression once: thousands of tasks may have the same one. */
function keptSchedules(): (text: string) => Schedule {
  const kept = new Map<string, Schedule>();
  return (text) => {
    const known = kept.get(text) ?? readSchedule(text);
    if (kept.size < MOST_SCHEDULES) kept.set(text, known);
    return known;
  };
}

function scheduleOfTask(task: StoredTask, scheduleOf: (text: string) => Schedule): TaskSchedule | null {
  // Of one that could not be described nothing is known of that.
  if (task.text('source_location_arn') === null && task.text('schedule') === null) return null;
  const text = task.text('schedule');
  const status = task.text('schedule_status');
  const times = [task.instant('creation_time'), task.instant('schedule_status_changed')];
  const since = Math.max(...times.map((time) => time ?? Number.NEGATIVE_INFINITY));
  return {
    schedule: text === null || text.trim() === '' ? null : scheduleOf(text),
    isOn: status === null ? null : status === 'ENABLED',
    since: Number.isFinite(since) ? since : null,
  };
}
