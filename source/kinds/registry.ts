import type { Column } from '../model/columns.ts';
import type { SortKey } from '../model/table-query.ts';
import { ami } from './ami/ami.ts';
import { backupRecoveryPoint } from './backup/backup-recovery-point.ts';
import { datasyncAgent } from './datasync/datasync-agent.ts';
import { datasyncExecution } from './datasync/datasync-execution.ts';
import { datasyncLocation } from './datasync/datasync-location.ts';
import { datasyncTask } from './datasync/datasync-task.ts';
import type { ResourceKind } from './define/define-resource.ts';
import type { KindOfPoints } from './define/point-twin.ts';
import { docdbElasticSnapshot } from './docdb-elastic/docdb-elastic-snapshot.ts';
import { dynamodbBackup } from './dynamodb/dynamodb-backup.ts';
import { ebsSnapshot } from './ebs/ebs-snapshot.ts';
import { recycleBin } from './ebs/recycle-bin.ts';
import { efsRecoveryPoint } from './efs/efs-recovery-point.ts';
import { elasticacheServerlessSnapshot } from './elasticache/elasticache-serverless-snapshot.ts';
import { elasticacheSnapshot } from './elasticache/elasticache-snapshot.ts';
import { fsxBackup } from './fsx/fsx-backup.ts';
import { memorydbSnapshot } from './memorydb/memorydb-snapshot.ts';
import { rdsAutomatedBackup } from './rds/rds-automated-backup.ts';
import { rdsAutomatedClusterBackup } from './rds/rds-automated-cluster-backup.ts';
import { rdsClusterSnapshot } from './rds/rds-cluster-snapshot.ts';
import { rdsSnapshot } from './rds/rds-snapshot.ts';
import { redshiftServerlessSnapshot } from './redshift/redshift-serverless-snapshot.ts';
import { redshiftSnapshot } from './redshift/redshift-snapshot.ts';
import { ALL_SNAPSHOTS } from './snapshots/all-snapshots.ts';
import { WORKED_OUT } from './worked-out.ts';

/** Every resource kind, in the order of the grid's columns. A new kind is one new file and one line here. */
export const RESOURCE_KINDS: readonly ResourceKind[] = [
  datasyncTask,
  datasyncLocation,
  datasyncAgent,
  datasyncExecution,
  ebsSnapshot,
  rdsSnapshot,
  rdsClusterSnapshot,
  efsRecoveryPoint,
  fsxBackup,
  dynamodbBackup,
  redshiftSnapshot,
  redshiftServerlessSnapshot,
  elasticacheSnapshot,
  elasticacheServerlessSnapshot,
  memorydbSnapshot,
  docdbElasticSnapshot,
  ami,
  recycleBin,
  rdsAutomatedBackup,
  rdsAutomatedClusterBackup,
  backupRecoveryPoint,
];

/** The kind with this id. */
export function findKind(id: string): ResourceKind | undefined {
  return RESOURCE_KINDS.find((kind) => kind.id === id);
}

/** The kinds whose rows may be recovery points of AWS Backup, and which those are. */
export const KINDS_OF_POINTS: readonly KindOfPoints[] = RESOURCE_KINDS.flatMap(({ id, recoveryPoints }) =>
  recoveryPoints === 'none' ? [] : [{ kind: id, points: recoveryPoints }],
);

/** The kinds that share a tab; of the table of all snapshots every kind of them. */
export function kindsOfTab(tab: string): readonly ResourceKind[] {
  return tab === ALL_SNAPSHOTS.id
    ? RESOURCE_KINDS.filter(({ group }) => group === 'snapshots')
    : RESOURCE_KINDS.filter((kind) => kind.tab === tab);
}

/**
 * What a kind is called in a word or two: its header in the grid, or where its tab holds others too, what its resources
 * are of (`RDS instances`, `RDS clusters`); its id where this version does not know it.
 */
export function kindName(id: string): string {
  const kind = findKind(id);
  if (kind === undefined) return id;
  const isAlone = kindsOfTab(kind.tab).length === 1;
  return isAlone ? kind.gridHeader : `${kind.title.replace(` ${kind.noun}s`, '')}s`;
}

/** The columns of a tab: those of its kinds, each id once, in order. */
export function columnsOfTab(tab: string): readonly Column[] {
  return COLUMNS.get(tab) ?? [];
}

/** By tab; whatever is drawn of a table asks for them. */
const COLUMNS: ReadonlyMap<string, readonly Column[]> = new Map([
  ...[...new Set(RESOURCE_KINDS.map(({ tab }) => tab))].map(
    (tab) => [tab, distinctColumns(kindsOfTab(tab))] as const,
  ),
  ...WORKED_OUT.map(({ id, columns }) => [id, columns] as const),
  [ALL_SNAPSHOTS.id, commonColumns(kindsOfTab(ALL_SNAPSHOTS.id))],
]);

/** The tables beside the tabs. */
const OWN_TABLES = [ALL_SNAPSHOTS, ...WORKED_OUT];

/** The columns that all of these kinds have, as the first one has them. */
function commonColumns(kinds: readonly ResourceKind[]): readonly Column[] {
  const [first, ...others] = kinds;
  const isIn =
    ({ id, type }: Column) =>
    (kind: ResourceKind) =>
      kind.columns.some((column) => column.id === id && column.type === type);
  return (first?.columns ?? []).filter((column) => others.every(isIn(column)));
}

function distinctColumns(kinds: readonly ResourceKind[]): readonly Column[] {
  const columns = new Map<string, Column>();
  for (const kind of kinds) {
    for (const column of kind.columns) {
      if (!columns.has(column.id)) columns.set(column.id, column);
    }
  }
  return [...columns.values()];
}

/** What the rows of a tab are sorted by where nobody asks for another order; null: it has none. */
export function usualSort(tab: string): SortKey | null {
  const own = OWN_TABLES.find(({ id }) => id === tab);
  if (own !== undefined) return own.order;
  const order = kindsOfTab(tab)[0]?.tabOrder ?? 'none';
  return order === 'none' ? null : order;
}

/** Ids of the columns of a tab that say the most at a glance, the one that stays first. */
export function glanceOf(tab: string): readonly string[] {
  const own = OWN_TABLES.find(({ id }) => id === tab);
  return own?.glance ?? kindsOfTab(tab)[0]?.tabGlance ?? [];
}
