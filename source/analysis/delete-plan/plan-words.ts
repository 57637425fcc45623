/** A delete plan in words, the same on screen, in the script and on the console. */

import { findKind } from '../../kinds/registry.ts';
import { type ByteUnit, formatAge, formatBytes, formatCount, formatInstant } from '../../model/format.ts';
import type { KnownSum } from '../../model/table-query.ts';
import { counted } from '../../model/words.ts';
import { boundsWords, withUnknown } from '../cost-words.ts';
import type { DeletePlanReview, HeededGroup, LeftOutGroup, PlanEntry, PlanSum } from './delete-plan.ts';

/** From so long ago on a plan says that its scan is old, in milliseconds. */
const STALE_AFTER = 24 * 3_600_000;

/** What snapdeck says of itself wherever a plan is seen. */
export const DELETES_NOTHING = 'snapdeck deletes nothing, ever: it only writes what you may run yourself.';

/** What is to be known before a script is run. */
export const READ_FIRST = 'Read it first: without CONFIRM=yes it only prints what it would do.';

/** What is true of the costs in a plan: of what shares its data with others of its source AWS frees only a part. */
export function costCaveat({ kinds }: Pick<DeletePlanReview, 'kinds'>): string {
  const isShared = kinds.some(({ kind }) => {
    const command = findKind(kind)?.deleteCommand ?? 'none';
    return command === 'none' || command.isWhole !== true;
  });
  const saved = isShared
    ? 'Deleting saves that at most: AWS frees only what no other snapshot needs.'
    : 'Deleting saves all of it: each is billed as a whole.';
  return `The cost is an estimate of what they cost now. ${saved}`;
}

/** How many would go of how many, with size and cost. */
export function reviewLine({ rows, goes }: Pick<DeletePlanReview, 'rows' | 'goes'>, unit: ByteUnit): string {
  if (goes.rows === 0) return `Nothing may go of ${counted(rows, 'row')}`;
  return `${formatCount(goes.rows)} of ${counted(rows, 'row')} may go: ${sumWords(goes, unit)}`;
}

/** What a row that would go is known by, and what it comes to, so that whoever reads the plan knows what they lose. */
export function rowWords(
  { source, name, description, createdAt, size, low, high }: PlanEntry,
  unit: ByteUnit,
): string {
  const sum = (value: number | null): KnownSum => ({ sum: value ?? 0, unknown: value === null ? 1 : 0 });
  const amounts = sumWords({ rows: 1, bytes: sum(size), low: sum(low), high: sum(high) }, unit);
  const made = createdAt === null ? 'made nobody knows when' : `made ${formatInstant(createdAt)} UTC`;
  const of = source === null ? made : `of ${source}, ${made}`;
  return [of, amounts, ...[name, description].filter((text) => text !== null && text !== '')].join('; ');
}

/** A size and a cost with what is not known of them; nothing of either: unknown. */
export function sumWords({ rows, bytes, low, high }: PlanSum, unit: ByteUnit): string {
  const size =
    bytes.unknown === rows
      ? 'size unknown'
      : withUnknown(formatBytes(bytes.sum, unit), bytes.unknown, 'of unknown size');
  const cost = { low: low.sum, high: high.sum, withoutLow: low.unknown, withoutHigh: high.unknown };
  return `${size}, ${boundsWords({ count: rows, ...cost })}`;
}

/** That the rows were read over a day ago; null where they were not. */
export function staleWords({ readAt }: Pick<DeletePlanReview, 'readAt'>, now: number): string | null {
  if (readAt === null || now - readAt <= STALE_AFTER) return null;
  return `Stale: read ${formatAge(readAt, now)} ago (${formatInstant(readAt)} UTC), what it says may be true no more. snapdeck delete-plan --recheck reads the rows again first.`;
}

/** What is to be heeded of how many of the rows that would go. */
export function heededWords({ rows, reason }: HeededGroup): string {
  return `${counted(rows, 'row')}: ${reason}`;
}

/** How many rows stay for one reason. */
export function leftOutWords({ rows, reason, example }: LeftOutGroup): string {
  const such =
    example === undefined ? '' : `, such as ${example.id ?? 'one without an id'}: ${example.reason}`;
  return `${counted(rows, 'row')}, ${reason}${such}`;
}
