import type { TableRow } from '../../../model/table-query.ts';
import { tableColumns } from '../../kit/table-columns.ts';

/** The column by which AWS tells a resource of a tab from others: its ARN, or its id where it has no ARN. */
const IDENTITY: Readonly<Record<string, string>> = {
  tasks: 'task_arn',
  locations: 'location_arn',
  agents: 'agent_arn',
  executions: 'task_execution_arn',
  ebs: 'snapshot_id',
  rds: 'snapshot_arn',
  efs: 'recovery_point_arn',
};

/** The ARN or id of a row; null where AWS gave none. */
export function identityOf(tab: string, { values }: Pick<TableRow, 'values'>): string | null {
  const [first] = tableColumns(tab, false);
  const value = values[IDENTITY[tab] ?? ''] ?? values[first?.id ?? ''] ?? null;
  return typeof value === 'string' && value !== '' ? value : null;
}
