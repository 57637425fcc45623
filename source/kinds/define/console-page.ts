/**
 * The page of one resource in the AWS console: the service and the place within its console, such as
 * `ec2/home?region=us-east-1#SnapshotDetails:snapshotId=snap-1`. `text` gives the text of a column, null where there is
 * none. Null: there is no page for this one.
 */
export type ConsolePage = (text: (column: string) => string | null, region: string) => string | null;

/** A page with a value in its address; null where there is no value. */
export function encoded(value: string | null, page: (value: string) => string): string | null {
  return value === null ? null : page(pathPart(value));
}

/** A name within an address. Colons stay: the consoles write names such as `rds:db-2026-10-01` with them. */
export function pathPart(value: string): string {
  return encodeURIComponent(value).replaceAll('%3A', ':');
}

/** A page with the last part of an ARN in its address. */
export function lastPart(arn: string | null, page: (id: string) => string): string | null {
  return encoded(arn?.split('/').at(-1) ?? null, page);
}
