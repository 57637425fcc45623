/** What the derived columns of every kind of snapshot are made of: owner, deletability, and both bounds of its cost. */

import { DAY_MS } from '../../model/ages.ts';
import type { Tag, Value } from '../../model/columns.ts';
import { formatDay } from '../../model/format.ts';
import type { DeriveContext, DerivedRow, Leader, LeaderSpec } from '../define/derivation.ts';
import { sourceElsewhere } from './across-accounts.ts';
import type { ChainPlace, MonthlyCost } from './cost-estimate.ts';
import type { Condition, DeletabilityFacts, NewestOfSource, Verdict } from './deletability.ts';

/** What every kind of snapshot derives. */
export const FILLS = [
  'deletability',
  'deletability_reasons',
  'monthly_cost_low',
  'monthly_cost_high',
] as const;

/** What the newest one of a source is told by. */
export const TOLD = ['snapshot_id', 'origin'];

/** The values of `FILLS`. */
export function filled({ deletability, reasons }: Verdict, { low, high }: MonthlyCost): readonly Value[] {
  return [deletability, reasons, low, high];
}

type SourceFacts = Omit<DeletabilityFacts, 'locks' | 'amiIds' | 'keptBy' | 'caveats' | 'service'>;

/** What every kind knows of a snapshot's source under the same columns. */
export function sourceFacts(
  row: DerivedRow,
  context: DeriveContext,
  statuses: { readonly complete: readonly string[]; readonly failed: readonly string[] },
): SourceFacts {
  const { values } = row;
  const status = textOf(values.status);
  const createdAt = numberOf(values.original_creation_time) ?? numberOf(values.creation_time);
  return {
    origin: textOf(values.origin),
    condition: conditionOf(status, statuses),
    status,
    createdAt,
    source: textOf(values.source),
    sourceName: textOf(values.source),
    sourceExists: textOf(values.source_exists),
    sourceElsewhere: sourceElsewhere(context.place.account, textOf(values.source_account), context.accounts),
    newest: newestOf(row, createdAt),
    copy: row.copy,
    gaps: [
      ...(context.isIncomplete ? ['not all could be listed: other snapshots may exist'] : []),
      ...(context.isLimited ? ['those outside --since, --until not read'] : []),
    ],
  };
}

function conditionOf(
  status: string | null,
  { complete, failed }: { readonly complete: readonly string[]; readonly failed: readonly string[] },
): Condition {
  if (status === null) return 'other';
  if (complete.includes(status)) return 'complete';
  return failed.includes(status) ? 'failed' : 'other';
}

/**
 * Copies of which AWS tells no more than when they were made: how old their data is nobody knows, so that they lead
 * nothing but each other. `isCopy`, SQL: what makes a row such a copy.
 */
export function latestCopy(isCopy: string): LeaderSpec {
  return { rank: `CASE WHEN ${isCopy} THEN creation_time END`, tells: TOLD };
}

/** `createdAt` is never before the instant that the row's data is of, so a newer one is newer whatever a copy's age. */
function newestOf(row: DerivedRow, createdAt: number | null): NewestOfSource | undefined {
  const { newest, latestCopy: copy } = row.leaders;
  if (newest?.row === row.row) return { relation: 'this', count: newest.candidates };
  if (createdAt === null) return newest && { relation: 'not newer', count: newest.candidates };
  if (newest !== undefined && newest.rank > createdAt) return { relation: 'newer', ...wordsOf(newest) };
  if (copy !== undefined && copy.rank > createdAt) return { relation: 'copied later', ...wordsOf(copy) };
  return newest && { relation: 'not newer', count: newest.candidates };
}

function wordsOf({ values, rank, candidates }: Leader) {
  return {
    id: textOf(values.snapshot_id),
    day: dayOf(rank),
    origin: textOf(values.origin),
    count: candidates,
  };
}

const days = new Map<number, string>();

/** The day of an instant in words; there are few days and many snapshots. */
function dayOf(time: number): string {
  const day = Math.floor(time / DAY_MS);
  const known = days.get(day);
  if (known !== undefined) return known;
  const words = formatDay(time);
  if (days.size > 10_000) days.clear();
  days.set(day, words);
  return words;
}

/** Where a snapshot stands in the chain of its `carrier`. */
export function chainPlace(row: DerivedRow): ChainPlace {
  const { carrier } = row.leaders;
  if (carrier === undefined) return 'none';
  return carrier.row === row.row ? 'carrier' : 'beside';
}

/** The value of the first owner tag that a resource has; null: none, or its tags are not known. */
export function ownerOf(tags: readonly Tag[] | null, ownerTags: readonly string[]): string | null {
  for (const wanted of ownerTags) {
    for (const [key, value] of tags ?? []) {
      // Few tags have a key of that length: only those are looked at closely.
      if (key.length !== wanted.length || value === '') continue;
      if (key.toLowerCase() === wanted.toLowerCase()) return value;
    }
  }
  return null;
}

/** A text as it is, anything else as unknown. */
export function textOf(value: Value | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** A number as it is, anything else as unknown. */
export function numberOf(value: Value | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

/** A yes or no as it is, anything else as unknown. */
export function flagOf(value: Value | undefined): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
