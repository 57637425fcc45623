import type { Tag } from '../../model/columns.ts';
import type { CollectOptions } from '../define/collect-context.ts';
import type { AwsTag } from './origin.ts';

/** Whether the thing that a snapshot was made of is still there; `unknown` where that cannot be told of it. */
export type SourceExists = 'yes' | 'no' | 'unknown';

/** Gibibytes, as AWS counts storage, in bytes; unknown stays unknown. */
export function gibibytes(size: number | undefined): number | undefined {
  return size === undefined ? undefined : size * 1024 ** 3;
}

/** The value of the `Name` tag. */
export function nameTag(tags: readonly AwsTag[] | undefined): string | undefined {
  return tags?.find(({ Key }) => Key === 'Name')?.Value;
}

/** Tags as AWS gave them, in its order. */
export function tagsOf(tags: readonly AwsTag[] | undefined): Tag[] {
  return (tags ?? []).map(({ Key, Value }): Tag => [Key ?? '', Value ?? '']);
}

/** Whether a snapshot lies within `--since` and `--until`; one whose creation time is unknown always does. */
export function isWanted(createdAt: Date | undefined, { since, until }: CollectOptions): boolean {
  const time = createdAt?.getTime();
  if (time === undefined || Number.isNaN(time)) return true;
  return (since === null || time >= since) && (until === null || time < until);
}

/** The parts of an ARN that tell where it belongs. */
export interface ArnPlace {
  readonly region: string;
  readonly account: string;
  /** What comes behind the account: `file-system/fs-1`, `cluster-snapshot:name`. */
  readonly resource: string;
}

/** Takes an ARN (`arn:partition:service:region:account:resource`) apart; undefined for anything else. */
export function arnPlace(text: string | undefined): ArnPlace | undefined {
  const [arn, , , region, account, ...resource] = (text ?? '').split(':');
  if (arn !== 'arn' || region === undefined || account === undefined || resource.length === 0)
    return undefined;
  return { region, account, resource: resource.join(':') };
}
