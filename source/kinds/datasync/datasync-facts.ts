/** The tabs of DataSync and what the statuses on them mean. */
import type { Statuses } from '../define/statuses.ts';
import type { TabSpec } from '../define/tab.ts';

export const TASKS_TAB: TabSpec = {
  id: 'tasks',
  title: 'Tasks',
  glance: ['task_name', 'region', 'status', 'source_uri', 'destination_uri', 'creation_time'],
  order: { column: 'task_name', descending: false },
};
export const LOCATIONS_TAB: TabSpec = {
  id: 'locations',
  title: 'Locations',
  glance: ['location_uri', 'region', 'location_type', 'creation_time'],
  order: { column: 'location_uri', descending: false },
};
export const AGENTS_TAB: TabSpec = {
  id: 'agents',
  title: 'Agents',
  glance: ['agent_name', 'region', 'status', 'last_heartbeat', 'creation_time'],
  order: { column: 'agent_name', descending: false },
};
export const EXECUTIONS_TAB: TabSpec = {
  id: 'executions',
  title: 'Executions',
  glance: [
    'task_name',
    'region',
    'status',
    'start_time',
    'bytes_transferred',
    'progress',
    'time_left',
    'duration',
  ],
  order: { column: 'start_time', descending: true },
};

export const TASK_STATUSES: Statuses = {
  column: 'status',
  good: ['AVAILABLE'],
  failed: ['UNAVAILABLE'],
  underWay: ['CREATING', 'QUEUED', 'RUNNING'],
};

export const AGENT_STATUSES: Statuses = {
  column: 'status',
  good: ['ONLINE'],
  failed: ['OFFLINE'],
  underWay: [],
};

/** Of an execution: https://docs.aws.amazon.com/datasync/latest/userguide/run-task.html */
export const EXECUTION_STATUSES: Statuses = {
  column: 'status',
  good: ['SUCCESS'],
  failed: ['ERROR'],
  underWay: ['QUEUED', 'LAUNCHING', 'PREPARING', 'TRANSFERRING', 'VERIFYING', 'CANCELLING'],
};
