/**
 * What leads from one resource to others, as data: a task to its locations and executions, a snapshot to all of its
 * source's. A relation is by value: a column of the row holds what a column of the other table holds.
 */
import type { Value } from '../resources/columns.ts';
import { isOneOf } from '../store/filter/write-terms.ts';
import type { TableQuery } from '../store/queries.ts';

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

function relation(given: Given): Relation {
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

/** What a row gives to start from. */
interface Start {
  readonly values: Readonly<Record<string, Value>>;
  readonly problem: string | null;
}

/** The values that a row starts from; null where none of its columns is known. */
export function startingValues(relation: Relation, { values, problem }: Start): readonly string[] | null {
  const { from, through, blankIsNone } = relation;
  return valuesIn(from, values) ?? (blankIsNone && through === undefined && problem === null ? [] : null);
}

/** The values that a row between gives. */
export function valuesBetween(
  { blankIsNone }: Relation,
  take: string,
  { values, problem }: Start,
): readonly string[] | null {
  return valuesIn([take], values) ?? (blankIsNone && problem === null ? [] : null);
}

function valuesIn(
  columns: readonly string[],
  values: Readonly<Record<string, Value>>,
): readonly string[] | null {
  const known = columns.flatMap((column) => {
    const value = values[column] ?? null;
    if (typeof value === 'string') return [[value]];
    return value !== null && typeof value === 'object' ? [value] : [];
  });
  return known.length === 0 ? null : [...new Set(known.flat())];
}

/** The question for the rows of which the newest is meant where a row does not say; null: none is. */
export function newestQuery(relation: Relation, { values }: Start, region: string): TableQuery | null {
  const column = relation.orNewestOf;
  const shared = column === null ? null : (values[column] ?? null);
  if (column === null || typeof shared !== 'string') return null;
  return relatedQuery({ ...relation, column }, [shared], region);
}

/** What names the newest row in the relation's column; null where its time is not known, so that it may not be the newest. */
export function newestValue({ column, newest }: Relation, { values }: Start): string | null {
  const value = values[column] ?? null;
  const isDated = newest !== null && (values[newest] ?? null) !== null;
  return isDated && typeof value === 'string' ? value : null;
}

/** The filter that leaves just the related rows. `values`: what is looked for, at least one. */
export function relatedFilter(relation: Relation, values: readonly string[]): string {
  return isOneOf(relation.column, values);
}

/** The question for the related rows, those first that come first. */
export function relatedQuery(relation: Relation, values: readonly string[], region: string): TableQuery {
  const { tab, sameRegion, newest } = relation;
  return {
    tab,
    words: [],
    filter: relatedFilter(relation, values),
    ...(sameRegion ? { region } : {}),
    sort: newest === null ? null : { column: newest, descending: true },
  };
}
