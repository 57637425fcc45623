/** Findings about DataSync; most of them need several tables. */

import { formatDay } from '../../model/format.ts';
import { detail, type Finding, numberOf, text } from '../define/finding.ts';
import { AGENTS_TAB, EXECUTIONS_TAB, LOCATIONS_TAB, TASKS_TAB } from './datasync-facts.ts';

const EXECUTION_FAILED: Finding = {
  id: 'execution-failed',
  title: () => 'DataSync executions that failed',
  severity: 'high',
  tab: EXECUTIONS_TAB.id,
  rows: () => ({ filter: 'status:ERROR' }),
  notChecked: () => ({ filter: 'status:?' }),
  notCheckedReason: () => 'their status is not known',
  restsOn: [],
  reads: ['status', 'error_code', 'error_detail', 'task_name'],
  reason: ({ values }) => {
    const task = text(values.task_name);
    return `failed${task === '' ? '' : ` (${task})`}${detail(values.error_code, values.error_detail)}`;
  },
};

/** The agents that a task needs, on either side, that are offline. */
const OFFLINE_AGENTS_OF_TASK = `SELECT DISTINCT coalesce(agent.agent_name, agent.agent_arn) AS name
  FROM main.locations AS location, json_each(location.agent_arns) AS used
  JOIN main.agents AS agent ON agent.agent_arn = used.value
  WHERE agent.status = 'OFFLINE'
    AND location.location_arn IN ("tasks".source_location_arn, "tasks".destination_location_arn)`;

const AGENT_OFFLINE: Finding = {
  id: 'agent-offline',
  title: () => 'DataSync agents that are offline',
  severity: 'high',
  tab: AGENTS_TAB.id,
  rows: () => ({ filter: 'status:OFFLINE' }),
  notChecked: () => ({ filter: 'status:?' }),
  notCheckedReason: () => 'their status is not known',
  restsOn: ['datasync-task', 'datasync-location'],
  reads: ['status', 'last_heartbeat'],
  tells: `(SELECT group_concat(name, ', ') FROM (SELECT DISTINCT coalesce(task.task_name, task.task_arn) AS name
    FROM main.locations AS location, json_each(location.agent_arns) AS used
    JOIN main.tasks AS task
      ON location.location_arn IN (task.source_location_arn, task.destination_location_arn)
    WHERE used.value = "agents".agent_arn ORDER BY 1))`,
  reason: ({ values, told }) => {
    const day = formatDay(numberOf(values.last_heartbeat));
    return `offline${day === '' ? '' : `, last heard of on ${day}`}; ${told === null ? 'no task is known to need it' : `tasks that need it: ${told}`}`;
  },
};

const TASK_AGENT_OFFLINE: Finding = {
  id: 'task-agent-offline',
  title: () => 'DataSync tasks that need an agent which is offline',
  severity: 'high',
  tab: TASKS_TAB.id,
  rows: () => ({ sql: `EXISTS (${OFFLINE_AGENTS_OF_TASK})` }),
  notChecked: () => ({
    sql: `(source_location_arn IS NULL OR destination_location_arn IS NULL
      OR source_location_arn IN (SELECT location_arn FROM main.locations WHERE problem IS NOT NULL)
      OR destination_location_arn IN (SELECT location_arn FROM main.locations WHERE problem IS NOT NULL))
      AND NOT EXISTS (${OFFLINE_AGENTS_OF_TASK})`,
  }),
  notCheckedReason: () => 'their locations, or the agents of those, could not be read',
  restsOn: ['datasync-location', 'datasync-agent'],
  reads: ['source_location_arn', 'destination_location_arn'],
  tells: `(SELECT group_concat(name, ', ') FROM (${OFFLINE_AGENTS_OF_TASK} ORDER BY 1))`,
  reason: ({ told }) => `needs ${told ?? 'an agent'}, which is offline`,
};

const TASK_NEVER_RAN: Finding = {
  id: 'task-never-ran',
  title: () => 'DataSync tasks that never ran',
  severity: 'low',
  tab: TASKS_TAB.id,
  rows: () => ({
    sql: `latest_execution_arn IS NULL AND source_location_arn IS NOT NULL
      AND ifnull(task_arn, '') NOT IN (SELECT task_arn FROM main.executions WHERE task_arn IS NOT NULL)`,
  }),
  notChecked: () => ({ filter: 'source_location_arn:?' }),
  notCheckedReason: () => 'they could not be described',
  restsOn: ['datasync-execution'],
  reads: ['latest_execution_arn', 'source_location_arn', 'task_arn', 'creation_time'],
  reason: ({ values: { creation_time: created } }) => {
    const day = formatDay(numberOf(created));
    return `AWS names no execution of it${day === '' ? '' : ` since it was created on ${day}`}`;
  },
};

/** The newest execution of each task, by when it was requested. */
const NEWEST_EXECUTIONS = `(SELECT task_arn, status, error_code, error_detail, max(start_time)
  FROM main.executions WHERE task_arn IS NOT NULL GROUP BY task_arn)`;

const TASK_LAST_RUN_FAILED: Finding = {
  id: 'task-last-run-failed',
  title: () => 'DataSync tasks whose last run failed',
  severity: 'high',
  tab: TASKS_TAB.id,
  rows: () => ({
    sql: `task_arn IN (SELECT task_arn FROM ${NEWEST_EXECUTIONS} WHERE status = 'ERROR')`,
  }),
  notChecked: () => ({
    sql: `(latest_execution_arn IS NOT NULL OR source_location_arn IS NULL)
      AND ifnull(task_arn, '') NOT IN (SELECT task_arn FROM main.executions WHERE task_arn IS NOT NULL)`,
  }),
  notCheckedReason: ({ executionDays }) =>
    `their last run is not among the executions of the last ${executionDays} days, or could not be read`,
  restsOn: ['datasync-execution'],
  reads: ['task_arn', 'latest_execution_arn', 'source_location_arn'],
  tells: `(SELECT concat_ws(': ', error_code, error_detail) FROM ${NEWEST_EXECUTIONS} AS newest
    WHERE newest.task_arn = "tasks".task_arn)`,
  reason: ({ told }) => `its last run failed${detail(told)}`,
};

const SCHEDULE_DISABLED: Finding = {
  id: 'task-schedule-disabled',
  title: () => 'DataSync tasks whose schedule is disabled',
  severity: 'medium',
  tab: TASKS_TAB.id,
  rows: () => ({ filter: 'schedule_status:DISABLED' }),
  notChecked: () => ({
    sql: 'source_location_arn IS NULL OR (schedule IS NOT NULL AND schedule_status IS NULL)',
  }),
  notCheckedReason: () => 'they could not be described, or AWS does not say',
  restsOn: [],
  reads: ['schedule', 'schedule_status', 'disabled_by', 'disabled_reason', 'schedule_status_changed'],
  reason: ({ values }) => {
    const by = text(values.disabled_by);
    const day = formatDay(numberOf(values.schedule_status_changed));
    const who = by === '' ? 'disabled, AWS does not say by whom' : `disabled by ${by}`;
    return `${who}${day === '' ? '' : ` on ${day}`}${detail(values.disabled_reason)}`;
  },
};

/** Cells of tasks that tell of every task which locations it uses. */
const TASKS_KNOWN = `SELECT location_cell.id FROM main.cell AS location_cell
  JOIN main.cell AS task_cell ON task_cell.account = location_cell.account
    AND task_cell.region = location_cell.region AND task_cell.kind = 'datasync-task'
  WHERE task_cell.phase IN ('done', 'empty', 'partial') AND task_cell.id NOT IN (SELECT cell FROM main.tasks
    WHERE source_location_arn IS NULL OR destination_location_arn IS NULL)`;

const USED_LOCATIONS = `SELECT source_location_arn FROM main.tasks WHERE source_location_arn IS NOT NULL
  UNION SELECT destination_location_arn FROM main.tasks WHERE destination_location_arn IS NOT NULL`;

const LOCATION_UNUSED: Finding = {
  id: 'location-unused',
  title: () => 'DataSync locations that no task uses',
  severity: 'low',
  tab: LOCATIONS_TAB.id,
  rows: () => ({ sql: `location_arn NOT IN (${USED_LOCATIONS}) AND cell IN (${TASKS_KNOWN})` }),
  notChecked: () => ({
    sql: `ifnull(location_arn, '') NOT IN (${USED_LOCATIONS}) AND (location_arn IS NULL OR cell NOT IN (${TASKS_KNOWN}))`,
  }),
  notCheckedReason: () => 'not every task of their region could be read',
  restsOn: ['datasync-task'],
  reads: ['location_arn'],
  reason: () => 'no task of its region reads or writes it',
};

/** The findings about tasks. */
export const TASK_FINDINGS: readonly Finding[] = [
  TASK_AGENT_OFFLINE,
  TASK_LAST_RUN_FAILED,
  TASK_NEVER_RAN,
  SCHEDULE_DISABLED,
];

/** The findings about locations. */
export const LOCATION_FINDINGS: readonly Finding[] = [LOCATION_UNUSED];

/** The findings about agents. */
export const AGENT_FINDINGS: readonly Finding[] = [AGENT_OFFLINE];

/** The findings about executions. */
export const EXECUTION_FINDINGS: readonly Finding[] = [EXECUTION_FAILED];
