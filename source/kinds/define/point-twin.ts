/**
 * Recovery points of AWS Backup that are resources of other kinds as well: an EBS snapshot, an AMI, a snapshot of a
 * database, a backup of FSx. A kind declares which of them are its rows; those points are then left to it.
 */

/** Points of such a resource, as AWS Backup names its type: the kind lists all of them itself. */
interface PointsOfType {
  readonly resourceType: string;
}

/** Points whose ARN begins like this; rows know them by all of it, or by its end behind the last slash. */
interface PointsByArn {
  readonly arn: RegExp;
  /** Those too that have an ARN of AWS Backup's own and are of this type, as it names that: the kind may list them. */
  readonly andOfType?: string;
  readonly by: 'arn' | 'end';
}

/** What a kind declares of the points that are its rows; `ids`: what a row is known by to AWS Backup. */
export type PointTwin<Row> =
  | PointsOfType
  | (PointsByArn & { readonly ids: (row: Row) => readonly (string | null | undefined)[] });

/** The points of which a kind has rows. */
export type PointPattern = PointsOfType | PointsByArn;

/** The points of which a kind has rows, and that kind. */
export interface KindOfPoints {
  readonly kind: string;
  readonly points: PointPattern;
}
