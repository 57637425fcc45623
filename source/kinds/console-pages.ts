/** Pages of the AWS Management Console for single resources. */
import type { Value } from '../model/columns.ts';
import type { TableRow } from '../model/table-query.ts';
import type { ConsolePage } from './define/console-page.ts';
import type { None } from './define/none.ts';
import { findKind } from './registry.ts';
import { kindOfBackups } from './sources/source-columns.ts';

/** Where the console of a partition is. Partitions that AWS runs without a public console are missing. */
const DOMAINS: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
};

/** The console page of a row; null where its kind or partition has none, or AWS gave no id. */
export function consoleUrl(
  row: Pick<TableRow, 'kind' | 'region' | 'values'>,
  partition: string,
): string | null {
  const domain = DOMAINS[partition];
  const consolePage = pageOf(row.kind);
  if (domain === undefined || consolePage === 'none' || !/^[a-z0-9-]+$/.test(row.region)) return null;
  const text = (column: string): string | null => {
    const value: Value = row.values[column] ?? null;
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const page = consolePage(text, row.region);
  return page === null ? null : `https://${row.region}.${domain}/${page}`;
}

function pageOf(kind: string): ConsolePage | None {
  const ofBackups = kindOfBackups(kind);
  if (ofBackups === null) return findKind(kind)?.consolePage ?? 'none';
  const sources = findKind(ofBackups)?.sources ?? 'none';
  return sources === 'none' ? 'none' : (sources.backups?.page ?? 'none');
}
