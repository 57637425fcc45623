/** What leads from each resource of DataSync to others. */
import { type Relation, relation } from '../define/relation.ts';
import { EFS_TAB } from '../efs/efs-facts.ts';
import { AGENTS_TAB, EXECUTIONS_TAB, LOCATIONS_TAB, TASKS_TAB } from './datasync-facts.ts';

const EXECUTIONS = { tab: EXECUTIONS_TAB.id, newest: 'start_time' } as const;

const LOCATION_AGENTS = { tab: LOCATIONS_TAB.id, column: 'location_arn', take: 'agent_arns' } as const;

const AGENT_LOCATIONS = { tab: LOCATIONS_TAB.id, column: 'agent_arns', take: 'location_arn' } as const;

export const TASK_RELATIONS: readonly Relation[] = [
  relation({
    id: 'source',
    title: 'Source location',
    tab: LOCATIONS_TAB.id,
    column: 'location_arn',
    from: ['source_location_arn'],
  }),
  relation({
    id: 'destination',
    title: 'Destination location',
    tab: LOCATIONS_TAB.id,
    column: 'location_arn',
    from: ['destination_location_arn'],
  }),
  relation({
    id: 'agents',
    title: 'Agents',
    tab: AGENTS_TAB.id,
    column: 'agent_arn',
    from: ['source_location_arn', 'destination_location_arn'],
    through: LOCATION_AGENTS,
    blankIsNone: true,
  }),
  relation({
    ...EXECUTIONS,
    id: 'latest-execution',
    title: 'Latest execution',
    column: 'task_execution_arn',
    from: ['latest_execution_arn'],
    orNewestOf: 'task_arn',
  }),
  relation({ ...EXECUTIONS, id: 'executions', title: 'Executions', column: 'task_arn', from: ['task_arn'] }),
];

export const LOCATION_RELATIONS: readonly Relation[] = [
  relation({
    id: 'read-by',
    title: 'Tasks that read it',
    tab: TASKS_TAB.id,
    column: 'source_location_arn',
    from: ['location_arn'],
  }),
  relation({
    id: 'written-by',
    title: 'Tasks that write it',
    tab: TASKS_TAB.id,
    column: 'destination_location_arn',
    from: ['location_arn'],
  }),
  relation({
    id: 'agents',
    title: 'Agents',
    tab: AGENTS_TAB.id,
    column: 'agent_arn',
    from: ['agent_arns'],
    blankIsNone: true,
  }),
  relation({
    id: 'recovery-points',
    title: 'Recovery points',
    tab: EFS_TAB.id,
    column: 'source_arn',
    from: ['efs_arn'],
    newest: 'creation_time',
  }),
];

export const AGENT_RELATIONS: readonly Relation[] = [
  relation({
    id: 'locations',
    title: 'Locations',
    tab: LOCATIONS_TAB.id,
    column: 'agent_arns',
    from: ['agent_arn'],
  }),
  relation({
    id: 'read-through',
    title: 'Tasks that read by it',
    tab: TASKS_TAB.id,
    column: 'source_location_arn',
    from: ['agent_arn'],
    through: AGENT_LOCATIONS,
  }),
  relation({
    id: 'written-through',
    title: 'Tasks that write by it',
    tab: TASKS_TAB.id,
    column: 'destination_location_arn',
    from: ['agent_arn'],
    through: AGENT_LOCATIONS,
  }),
];

export const EXECUTION_RELATIONS: readonly Relation[] = [
  relation({ id: 'task', title: 'Task', tab: TASKS_TAB.id, column: 'task_arn', from: ['task_arn'] }),
  relation({
    ...EXECUTIONS,
    id: 'executions',
    title: 'Executions of its task',
    column: 'task_arn',
    from: ['task_arn'],
  }),
];
