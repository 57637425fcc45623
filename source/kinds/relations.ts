/** One way from the rows of a kind to rows of a tab. */
export interface Relation {
  readonly id: string;
  /** What the rows that it leads to are to the one that it starts from. */
  readonly title: string;
  readonly tab: string;
  /** The column of that tab which holds one of the values. */
  readonly column: string;
  /** The columns of the row, texts or lists, that the values come from. */
  readonly from: readonly string[];
  /**
   * A table between the two: of its rows whose `column` holds one of the row's values, the values of `take` (a text
   * or a list) are what is looked for.
   */
  readonly through?: { readonly tab: string; readonly column: string; readonly take: string };
  /** Blank columns of a row that is whole mean that there is none, not that nobody knows. */
  readonly blankIsNone: boolean;
  /** Only rows of the same region: for ids that are unique within a region only. */
  readonly sameRegion: boolean;
  /** The column of instants by which the newest of several comes first; null: in the order found. */
  readonly newest: string | null;
  /** A column of both tables: where the row does not say, the newest row with the same value there is meant. */
  readonly orNewestOf: string | null;
  /** The column of the row that names what they have in common (a volume, a vault). */
  readonly subject: string | null;
}

type Given = Pick<Relation, 'id' | 'title' | 'tab' | 'column' | 'from'> & Partial<Relation>;

export function relation(given: Given): Relation {
  return { sameRegion: false, newest: null, orNewestOf: null, subject: null, blankIsNone: false, ...given };
}

const EXECUTIONS = { tab: 'executions', newest: 'start_time' } as const;

const LOCATION_AGENTS = { tab: 'locations', column: 'location_arn', take: 'agent_arns' } as const;

const AGENT_LOCATIONS = { tab: 'locations', column: 'agent_arns', take: 'location_arn' } as const;

/** The relation over whose rows a timeline is drawn. */
export const SAME_SOURCE = 'same-source';

function sameSource(title: string, tab: string, column: string, sameRegion: boolean): Relation {
  return relation({
    id: SAME_SOURCE,
    title,
    tab,
    column,
    from: [column],
    sameRegion,
    newest: 'creation_time',
    subject: 'source',
  });
}

const TASK: readonly Relation[] = [
  relation({
    id: 'source',
    title: 'Source location',
    tab: 'locations',
    column: 'location_arn',
    from: ['source_location_arn'],
  }),
  relation({
    id: 'destination',
    title: 'Destination location',
    tab: 'locations',
    column: 'location_arn',
    from: ['destination_location_arn'],
  }),
  relation({
    id: 'agents',
    title: 'Agents',
    tab: 'agents',
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

const LOCATION: readonly Relation[] = [
  relation({
    id: 'read-by',
    title: 'Tasks that read it',
    tab: 'tasks',
    column: 'source_location_arn',
    from: ['location_arn'],
  }),
  relation({
    id: 'written-by',
    title: 'Tasks that write it',
    tab: 'tasks',
    column: 'destination_location_arn',
    from: ['location_arn'],
  }),
  relation({
    id: 'agents',
    title: 'Agents',
    tab: 'agents',
    column: 'agent_arn',
    from: ['agent_arns'],
    blankIsNone: true,
  }),
  relation({
    id: 'recovery-points',
    title: 'Recovery points',
    tab: 'efs',
    column: 'source_arn',
    from: ['efs_arn'],
    newest: 'creation_time',
  }),
];

const AGENT: readonly Relation[] = [
  relation({
    id: 'locations',
    title: 'Locations',
    tab: 'locations',
    column: 'agent_arns',
    from: ['agent_arn'],
  }),
  relation({
    id: 'read-through',
    title: 'Tasks that read by it',
    tab: 'tasks',
    column: 'source_location_arn',
    from: ['agent_arn'],
    through: AGENT_LOCATIONS,
  }),
  relation({
    id: 'written-through',
    title: 'Tasks that write by it',
    tab: 'tasks',
    column: 'destination_location_arn',
    from: ['agent_arn'],
    through: AGENT_LOCATIONS,
  }),
];

const EXECUTION: readonly Relation[] = [
  relation({ id: 'task', title: 'Task', tab: 'tasks', column: 'task_arn', from: ['task_arn'] }),
  relation({
    ...EXECUTIONS,
    id: 'executions',
    title: 'Executions of its task',
    column: 'task_arn',
    from: ['task_arn'],
  }),
];

const DATABASE: readonly Relation[] = [
  sameSource('Snapshots of its source', 'rds', 'source_resource_id', true),
  relation({
    id: 'copied-from',
    title: 'Copied from',
    tab: 'rds',
    column: 'snapshot_arn',
    from: ['source_snapshot'],
  }),
  relation({
    id: 'copies',
    title: 'Copies of it',
    tab: 'rds',
    column: 'source_snapshot',
    from: ['snapshot_arn'],
    newest: 'creation_time',
  }),
];

/** The relations of each kind, in the order in which they are shown. */
export const RELATIONS: Readonly<Record<string, readonly Relation[]>> = {
  'datasync-task': TASK,
  'datasync-location': LOCATION,
  'datasync-agent': AGENT,
  'datasync-execution': EXECUTION,
  'ebs-snapshot': [
    sameSource('Snapshots of its volume', 'ebs', 'source', true),
    relation({
      id: 'same-ami',
      title: 'Snapshots of its AMIs',
      tab: 'ebs',
      column: 'ami_ids',
      from: ['ami_ids'],
      subject: 'ami_ids',
      sameRegion: true,
      newest: 'creation_time',
    }),
  ],
  'rds-snapshot': DATABASE,
  'rds-cluster-snapshot': DATABASE,
  'efs-recovery-point': [
    sameSource('Points of its file system', 'efs', 'source_arn', false),
    relation({
      id: 'same-vault',
      title: 'Points in its vault',
      tab: 'efs',
      column: 'vault',
      from: ['vault'],
      subject: 'vault',
      sameRegion: true,
      newest: 'creation_time',
    }),
    relation({
      id: 'locations',
      title: 'DataSync locations of it',
      tab: 'locations',
      column: 'efs_arn',
      from: ['source_arn'],
    }),
  ],
};

/** The relations that start from the rows of a kind; none for a kind that this version does not know. */
export function relationsOf(kind: string): readonly Relation[] {
  return Object.hasOwn(RELATIONS, kind) ? (RELATIONS[kind] ?? []) : [];
}
