/** The kinds that moto can be asked for, and the comparison of their rows with what boto3 lists. */
import { clusterRows, ebsRows, locationRows, type MotoRegion, rdsRows, taskRows } from './moto-rows.ts';
import { type Comparison, type JsonRow, only, sortedBy } from './rows.ts';

/** What a kind's rows must be, and the column that names each. */
export const MOTO_KINDS: Readonly<
  Record<string, readonly [id: string, rows: (region: MotoRegion) => readonly JsonRow[]]>
> = {
  'ebs-snapshot': ['snapshot_id', ebsRows],
  'rds-snapshot': ['snapshot_arn', rdsRows],
  'rds-cluster-snapshot': ['snapshot_arn', clusterRows],
  'datasync-task': ['task_arn', taskRows],
  'datasync-location': ['location_arn', locationRows],
};

/** What every row of a region has besides: whose it is, and where. */
export interface RowPlace {
  readonly account: string;
  readonly account_name?: string;
  readonly ou?: string;
  readonly region: string;
}

/** Compares the rows of a region of an account, kind by kind, and returns the kinds that have none. */
export function compareRegion(
  lines: readonly JsonRow[],
  listed: MotoRegion,
  place: RowPlace,
  comparison: Comparison,
): readonly string[] {
  const { account, region } = place;
  const own = lines.filter((line) => line.account === account && line.region === region);
  return Object.entries(MOTO_KINDS).flatMap(([kind, [id, expectedRows]]) => {
    const expected = expectedRows(listed).map((row) => ({ ...place, ...row }));
    const rows = own.filter((line) => line.kind === kind);
    comparison.same(
      sortedBy(id, rows).map((row) => only(row, Object.keys(expected[0] ?? {}))),
      sortedBy(id, expected),
      `${kind} of ${account} in ${region}`,
    );
    return expected.length === 0 ? [kind] : [];
  });
}
