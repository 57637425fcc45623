import type { Tag } from '../../model/columns.ts';

/**
 * A thing that backups are made of (a volume, a database, a file system), as AWS lists it now. Facts only: how well it is
 * protected is judged from these and from what was found of its backups.
 */
export interface ListedSource {
  /** What the column of its kind's sources holds in the rows that were made of it. */
  readonly key: string;
  /** What people call it by: its id, or the identifier of a database. */
  readonly id: string;
  readonly arn: string | undefined;
  /** EBS, RDS, Aurora, EFS, FSx. */
  readonly service: string;
  readonly name: string | undefined;
  /** Bytes. */
  readonly size: number | undefined;
  /** As AWS spells it. */
  readonly state: string | undefined;
  /** Ids of the instances that use it; null where that is not told of its kind. */
  readonly inUseBy: readonly string[] | null;
  /** What continuous backups restore, from the one time up to the other; undefined: it has none. */
  readonly restorableFrom: Date | undefined;
  readonly restorableTo: Date | undefined;
  /** What makes those; absent: its own service does. */
  readonly continuousBy?: string | undefined;
  readonly encrypted: boolean | undefined;
  readonly tags: readonly Tag[];
  /** What it is a read replica of: an ARN, or an identifier in the same region. */
  readonly replicaOf: string | undefined;
  /** Why it cannot be backed up at all; absent: it can be, or AWS does not say. */
  readonly exempt?: string | undefined;
  /** What may restore it and was not asked for, or could not be told; absent: there is no such thing. */
  readonly unasked?: string | undefined;
  /** When AWS Backup says that it was backed up last: whether that is still there it does not say. */
  readonly lastBackup?: Date | undefined;
  /** What of it could not be read; null where all could. */
  readonly problem: string | null;
}
