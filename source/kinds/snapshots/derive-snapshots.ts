/** What the derived columns of every kind of snapshot are made of: owner, deletability, and both bounds of its cost. */

import { DAY_MS } from '../../model/ages.ts';
import type { Tag, Value } from '../../model/columns.ts';
import { formatDay } from '../../model/format.ts';
import type { DeriveContext, DerivedRow, Leader } from '../define/derivation.ts';
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

/** `createdAt` is never before the instant that the row's data is of, so a newer one is newer whatever a copy's age. */
function newestOf(row: DerivedRow, createdAt: number | null): NewestOfSource | undefined {
  const leader: Leader | undefined = row.leaders.newest;
  if (leader === undefined) return undefined;
  const isNewer = createdAt !== null && leader.rank > createdAt;
  const count = leader.candidates;
  if (leader.row === row.row) return { relation: 'this', count };
  if (!isNewer) return { relation: 'not newer', count };
  return {
    relation: 'newer',
    id: textOf(leader.values.snapshot_id),
    day: dayOf(leader.rank),
    origin: textOf(leader.values.origin),
    count,
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
