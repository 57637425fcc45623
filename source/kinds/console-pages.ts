/** Pages of the AWS Management Console for single resources. */
import type { Value } from '../model/columns.ts';
import type { TableRow } from '../model/table-query.ts';

/** Where the console of a partition is. Partitions that AWS runs without a public console are missing. */
const DOMAINS: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
};

type Page = (text: (column: string) => string | null, region: string) => string | null;

/** Service and place within its console, by kind. */
const PAGES: Readonly<Record<string, Page>> = {
  'datasync-task': (text, region) =>
    lastPart(text('task_arn'), (id) => `datasync/home?region=${region}#/tasks/${id}`),
  'datasync-location': (text, region) =>
    lastPart(text('location_arn'), (id) => `datasync/home?region=${region}#/locations/${id}`),
  'datasync-agent': (text, region) =>
    lastPart(text('agent_arn'), (id) => `datasync/home?region=${region}#/agents/${id}`),
  'datasync-execution': (text, region) => {
    const [, task, execution] =
      /:task\/([^/]+)\/execution\/([^/]+)$/.exec(text('task_execution_arn') ?? '') ?? [];
    return task === undefined || execution === undefined
      ? null
      : `datasync/home?region=${region}#/history/${encodeURIComponent(task)}/${encodeURIComponent(execution)}`;
  },
  'ebs-snapshot': (text, region) =>
    encoded(text('snapshot_id'), (id) => `ec2/home?region=${region}#SnapshotDetails:snapshotId=${id}`),
  'rds-snapshot': (text, region) =>
    encoded(text('snapshot_id'), (id) => `rds/home?region=${region}#db-snapshot:id=${id}`),
  'rds-cluster-snapshot': (text, region) => {
    const engine = text('engine') ?? '';
    // Neptune and DocumentDB have consoles of their own; that of RDS does not know their snapshots.
    if (engine.startsWith('neptune')) return `neptune/home?region=${region}#snapshots:`;
    const [service, place] = engine.startsWith('docdb')
      ? ['docdb', 'snapshot-details/']
      : ['rds', 'db-snapshot:id='];
    return encoded(text('snapshot_id'), (id) => `${service}/home?region=${region}#${place}${id}`);
  },
  'efs-recovery-point': (text, region) =>
    encoded(text('vault'), (vault) => {
      const point = text('recovery_point_arn');
      const page = `backup/home?region=${region}#/backupvaults/details/${vault}`;
      return point === null ? page : `${page}/${pathPart(point)}`;
    }),
};

function encoded(value: string | null, page: (value: string) => string): string | null {
  return value === null ? null : page(pathPart(value));
}

/** A name within an address. Colons stay: the consoles write names such as `rds:db-2026-10-01` with them. */
function pathPart(value: string): string {
  return encodeURIComponent(value).replaceAll('%3A', ':');
}

function lastPart(arn: string | null, page: (id: string) => string): string | null {
  return encoded(arn?.split('/').at(-1) ?? null, page);
}

/** The console page of a row; null where its kind or partition has none, or AWS gave no id. */
export function consoleUrl(
  row: Pick<TableRow, 'kind' | 'region' | 'values'>,
  partition: string,
): string | null {
  const domain = DOMAINS[partition];
  const text = (column: string): string | null => {
    const value: Value = row.values[column] ?? null;
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const page = /^[a-z0-9-]+$/.test(row.region) ? PAGES[row.kind]?.(text, row.region) : undefined;
  if (domain === undefined || page === undefined || page === null) return null;
  return `https://${row.region}.${domain}/${page}`;
}
