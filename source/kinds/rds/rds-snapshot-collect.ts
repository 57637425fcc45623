import { withProblemsOf } from '../../aws/value-problems.ts';
import { mapConcurrently } from '../../base/map-concurrently.ts';
import type { CollectContext } from '../define/collect-context.ts';
import type { Page } from '../define/define-resource.ts';
import { backupHolds } from '../snapshots/recovery-points.ts';
import { type Join, PAGES_HELD } from '../snapshots/snapshot-joins.ts';
import {
  NOT_SHAREABLE,
  SHARING_NOT_CHECKED,
  SHARING_UNKNOWN,
  type Sharing,
  sharingFrom,
} from '../snapshots/snapshot-sharing.ts';
import { isWanted } from '../snapshots/snapshot-values.ts';
import type { DatabasesByResourceId, RdsSnapshotRow } from './rds-snapshot-row.ts';

/** How one kind of RDS snapshot becomes rows. */
export interface RdsRowMaking<Listed> {
  readonly databases: Join<DatabasesByResourceId>;
  readonly facts: (listed: Listed) => {
    readonly id: string | undefined;
    readonly type: string | undefined;
    readonly createdAt: Date | undefined;
  };
  /** One call: account ids, and `all`, that may restore a manual snapshot. */
  readonly sharedWith: (id: string) => Promise<readonly string[]>;
  readonly row: (listed: Listed, databases: DatabasesByResourceId, sharing: Sharing) => RdsSnapshotRow;
}

/** The attributes of a snapshot as RDS lists them. */
export type SnapshotAttributes =
  | readonly {
      readonly AttributeName?: string | undefined;
      readonly AttributeValues?: readonly string[] | undefined;
    }[]
  | undefined;

/** Account ids, and `all`, that may restore a snapshot, out of its attributes. */
export function restoreGrantees(attributes: SnapshotAttributes): readonly string[] {
  return (attributes ?? [])
    .filter(({ AttributeName }) => AttributeName === 'restore')
    .flatMap(({ AttributeValues }) => AttributeValues ?? []);
}

/** Pages of rows out of pages of a listing, in its order, with what joins and describes say of them. */
export function rdsPages<Output extends { readonly Marker?: string | undefined }, Listed>(
  context: CollectContext,
  pages: AsyncGenerator<Output, void, undefined>,
  listedOf: (output: Output) => readonly Listed[] | undefined,
  making: RdsRowMaking<Listed>,
): AsyncGenerator<Page<RdsSnapshotRow>, void, undefined> {
  const sharingOf = (listed: Listed): Promise<Sharing> | Sharing => {
    const { id, type } = making.facts(listed);
    if (!context.options.attributes || id === undefined) return SHARING_NOT_CHECKED;
    if (type === undefined) return SHARING_UNKNOWN;
    return type === 'manual' ? sharingFrom(context, id, making.sharedWith(id)) : NOT_SHAREABLE;
  };
  const holds = backupHolds(context);
  return mapConcurrently(pages, PAGES_HELD, async (output) => {
    const wanted = (listedOf(output) ?? []).filter((listed) =>
      isWanted(making.facts(listed).createdAt, context.options),
    );
    const cursor = output.Marker ?? null;
    if (wanted.length === 0) return { rows: [], cursor };
    const [holdOf, databases, sharings] = await Promise.all([
      holds(),
      making.databases.result(),
      Promise.all(wanted.map(sharingOf)),
    ]);
    const rows = wanted.map((listed, index) => {
      const row = making.row(listed, databases, sharings[index] ?? SHARING_NOT_CHECKED);
      return withProblemsOf(listed, { ...row, hold: holdOf([row.arn]) });
    });
    return { rows, cursor };
  });
}
