/** The tabs of DataSync and what the statuses on them mean. */
import type { Statuses } from '../define/statuses.ts';
import type { TabSpec } from '../define/tab.ts';

export const TASKS_TAB: TabSpec = { id: 'tasks', title: 'Tasks' };
export const LOCATIONS_TAB: TabSpec = { id: 'locations', title: 'Locations' };
export const AGENTS_TAB: TabSpec = { id: 'agents', title: 'Agents' };
export const EXECUTIONS_TAB: TabSpec = { id: 'executions', title: 'Executions' };

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
