/** The tasks of a scan file with what is expected of their final runs. */
import type { DatabaseSync } from 'node:sqlite';
import { lastId } from '../../kinds/datasync/datasync-parts.ts';
import { type CutoverTask, finalRun } from './cutover.ts';
import { judgedTasks } from './judged-tasks.ts';
import type { StoredTask } from './read-transfers.ts';
import { goodRuns } from './run.ts';

/** Every task with what its final run is expected to be that starts at `at`; where its runs were not all read it is not known. */
export function readCutover(database: DatabaseSync, at: number): readonly CutoverTask[] {
  return [...judgedTasks(database)].map(({ task, account, region, runs, agents, schedule, read }) => ({
    ...{ row: task.row, arn: task.text('task_arn'), name: nameOf(task), account, region },
    agents: agents === null ? null : agents.map(({ name }) => name),
    ...(read.lacking === null
      ? finalRun(runs, at, schedule?.schedule != null && schedule.isOn === true)
      : { ...finalRun([], at), runs: goodRuns(runs).length, reason: read.lacking }),
  }));
}

/** By its id where it has no name. */
function nameOf(task: StoredTask): string {
  return task.text('task_name') ?? lastId(task.key);
}
