/** Findings about how transfers go. */
import { formatInstant } from '../../model/format.ts';
import { counted } from '../../model/words.ts';
import { datasyncAgent } from '../datasync/datasync-agent.ts';
import { datasyncExecution } from '../datasync/datasync-execution.ts';
import { datasyncLocation } from '../datasync/datasync-location.ts';
import { datasyncTask } from '../datasync/datasync-task.ts';
import { type Finding, numberOf, text, textsOf } from '../define/finding.ts';
import { TRANSFERS_TAB } from './transfer-columns.ts';

const UNREAD = 'not all was read that tells, or AWS does not say';

const [TASKS, EXECUTIONS] = [datasyncTask.id, datasyncExecution.id];

const FOUND: readonly Omit<Finding, 'tab'>[] = [
  {
    id: 'missed',
    title: () => 'DataSync tasks with scheduled runs that did not start',
    severity: 'high',
    rows: () => ({ filter: 'missed:yes' }),
    notChecked: () => ({ filter: 'missed:?' }),
    notCheckedReason: () => UNREAD,
    restsOn: [TASKS, EXECUTIONS],
    reads: ['missed', 'missed_runs', 'last_missed', 'schedule_in_words'],
    reason: ({ values }) =>
      `${counted(numberOf(values.missed_runs) ?? 0, 'scheduled run')} did not start, last ${formatInstant(numberOf(values.last_missed))} (${text(values.schedule_in_words)})`,
  },
  {
    id: 'stuck',
    title: () => 'DataSync tasks whose run seems stuck',
    severity: 'high',
    rows: () => ({ filter: 'stuck:yes' }),
    notChecked: () => ({ filter: 'stuck:?' }),
    notCheckedReason: () => UNREAD,
    restsOn: [TASKS, EXECUTIONS],
    reads: ['stuck', 'reason'],
    reason: ({ values }) => text(values.reason),
  },
  {
    id: 'transfer-files-failed',
    title: () => 'DataSync tasks whose last run left files behind that failed',
    severity: 'medium',
    rows: () => ({ filter: 'files_failed>0' }),
    notChecked: () => ({ filter: 'task_mode:ENHANCED files_failed:? last_run:*' }),
    notCheckedReason: () => 'their last run could not be described',
    restsOn: [TASKS, EXECUTIONS],
    reads: ['files_failed', 'task_mode', 'last_run'],
    reason: ({ values }) => `${counted(numberOf(values.files_failed) ?? 0, 'file')} failed in its last run`,
  },
  {
    id: 'transfer-verify-off',
    title: () => 'DataSync tasks that verify nothing',
    severity: 'low',
    rows: () => ({ filter: 'verify_mode:NONE' }),
    notChecked: () => ({ filter: 'verify_mode:?' }),
    notCheckedReason: () => 'they could not be described',
    restsOn: [TASKS],
    reads: ['verify_mode'],
    reason: () => 'its verify mode is NONE',
  },
  {
    id: 'transfer-no-log-group',
    title: () => 'DataSync tasks without a log group',
    severity: 'low',
    rows: () => ({ filter: 'log_group:none' }),
    notChecked: () => ({ filter: 'log_group:?' }),
    notCheckedReason: () => 'they could not be described',
    restsOn: [TASKS],
    reads: ['log_group'],
    reason: () => 'nothing says what its runs did with which file',
  },
  {
    id: 'transfer-agent-discontinued',
    title: () => 'DataSync tasks on agents of a version that AWS has discontinued',
    severity: 'medium',
    rows: () => ({ filter: 'discontinued_agents:*' }),
    notChecked: () => ({ filter: 'agents:?' }),
    notCheckedReason: () => 'their locations, or the agents of those, could not be read',
    restsOn: [TASKS, datasyncLocation.id, datasyncAgent.id],
    reads: ['discontinued_agents', 'agents'],
    reason: ({ values }) =>
      `on ${textsOf(values.discontinued_agents)}, version 1, discontinued in December 2023`,
  },
];

export const TRANSFER_FINDINGS: readonly Finding[] = FOUND.map((finding) => ({
  ...finding,
  tab: TRANSFERS_TAB,
}));
