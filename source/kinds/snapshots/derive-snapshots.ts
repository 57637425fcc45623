/** The derived columns of every kind of snapshot: owner, deletability with its reasons, and both bounds of its cost. */

import { DAY_MS } from '../../model/ages.ts';
import type { Value } from '../../model/columns.ts';
import { formatDay } from '../../model/format.ts';
import type { Derivation, DeriveContext, DerivedRow, Leader } from '../define/derivation.ts';
import {
  type ChainPlace,
  databaseCost,
  ebsCost,
  type MonthlyCost,
  recoveryPointCost,
} from './cost-estimate.ts';
import {
  type Condition,
  type DeletabilityFacts,
  judge,
  type NewestOfSource,
  sharingCaveats,
  type Verdict,
} from './deletability.ts';

const FILLS = ['deletability', 'deletability_reasons', 'monthly_cost_low', 'monthly_cost_high'] as const;

/** What the newest one of a source is told by. */
const TOLD = ['snapshot_id', 'origin'];

/** EBS: the newest complete one of a volume; and the newest of its standard-tier chain whose full size is known. */
export const EBS_DERIVATION: Derivation = {
  reads: [
    ...['source', 'source_exists', 'status', 'creation_time', 'origin', 'ami_ids', 'public', 'shared_with'],
    ...['storage_tier', 'full_size', 'size', 'restore_expiry_time', 'tags'],
  ],
  fills: ['owner', ...FILLS],
  groupBy: 'source',
  leaders: {
    newest: {
      rank: "CASE WHEN status = 'completed' AND source IS NOT NULL THEN creation_time END",
      tells: TOLD,
    },
    carrier: {
      rank: "CASE WHEN status = 'completed' AND full_size >= 0 AND coalesce(storage_tier, 'standard') = 'standard' THEN coalesce(creation_time, 0) END",
      tells: [],
    },
  },
  values: (row, context) => {
    const { values } = row;
    const verdict = judge({
      ...sourceFacts(row, context, { complete: ['completed'], failed: ['error'] }),
      amiIds: listOf(values.ami_ids),
      keptBy: [],
      caveats: [
        ...sharingCaveats(flagOf(values.public), listOf(values.shared_with)),
        'launch templates, locks not checked',
      ],
    });
    const cost = ebsCost(
      {
        tier: textOf(values.storage_tier),
        fullSize: numberOf(values.full_size),
        volumeSize: numberOf(values.size),
        chain: chainPlace(row),
        isTemporarilyRestored: values.restore_expiry_time !== null,
      },
      context.prices,
    );
    return [ownerOf(listOf(values.tags), context.ownerTags), ...filled(verdict, cost)];
  },
};

/**
 * RDS: sources go by resource id. A copy is as old as what it was copied from, which AWS says of instances only
 * (Original Creation Time); so a copy whose age is not known makes no other one superseded.
 */
export const RDS_DERIVATION: Derivation = {
  reads: [
    ...['source_resource_id', 'source_exists', 'status', 'creation_time', 'original_creation_time', 'origin'],
    ...['public', 'shared_with', 'service', 'full_size', 'size', 'tags'],
  ],
  fills: ['owner', ...FILLS],
  groupBy: 'source_resource_id',
  leaders: {
    newest: {
      rank: `CASE WHEN status = 'available' AND source_resource_id IS NOT NULL THEN coalesce(original_creation_time,
        CASE WHEN source_snapshot IS NULL AND origin IS NOT 'copy' THEN creation_time END) END`,
      tells: TOLD,
    },
  },
  values: (row, context) => {
    const { values } = row;
    const verdict = judge({
      ...sourceFacts(row, context, { complete: ['available'], failed: ['failed'] }),
      source: textOf(values.source_resource_id),
      amiIds: undefined,
      keptBy: [],
      caveats: sharingCaveats(flagOf(values.public), listOf(values.shared_with)),
    });
    const cost = databaseCost(
      textOf(values.service),
      numberOf(values.full_size),
      numberOf(values.size),
      context.prices,
    );
    return [ownerOf(listOf(values.tags), context.ownerTags), ...filled(verdict, cost)];
  },
};

/** EFS: file systems go by ARN, since copies from other regions and accounts keep theirs. */
export const EFS_DERIVATION: Derivation = {
  reads: [
    ...['source_arn', 'source_exists', 'status', 'creation_time', 'origin', 'delete_at', 'vault_locked'],
    ...['storage_tier', 'size'],
  ],
  fills: FILLS,
  groupBy: 'source_arn',
  leaders: {
    newest: {
      rank: "CASE WHEN status IN ('COMPLETED', 'AVAILABLE') AND source_arn IS NOT NULL AND origin <> 'copy' THEN creation_time END",
      tells: TOLD,
    },
    carrier: {
      rank: "CASE WHEN status IN ('COMPLETED', 'AVAILABLE') AND size >= 0 THEN coalesce(creation_time, 0) END",
      tells: [],
    },
  },
  values: (row, context) => {
    const { values } = row;
    const isExpired = values.status === 'EXPIRED';
    const verdict = judge({
      ...sourceFacts(row, context, { complete: ['COMPLETED', 'AVAILABLE'], failed: [] }),
      source: textOf(values.source_arn),
      amiIds: undefined,
      // The date of an expired one is over, and nothing came of it.
      keptBy: keptByVault(isExpired ? null : (values.delete_at ?? null), flagOf(values.vault_locked)),
      isExpired,
      caveats: [
        ...(flagOf(values.vault_locked) === null ? ['vault lock not known'] : []),
        'legal holds, restore jobs not checked',
      ],
    });
    const size = numberOf(values.size);
    const cost = recoveryPointCost(textOf(values.storage_tier), size, chainPlace(row), context.prices);
    return filled(verdict, cost);
  },
};

function keptByVault(deleteAt: Value, isLocked: boolean | null): readonly string[] {
  return [
    ...(typeof deleteAt === 'number' ? [`its lifecycle deletes it on ${formatDay(deleteAt)}`] : []),
    ...(isLocked === true ? ['its vault is locked'] : []),
  ];
}

function filled({ deletability, reasons }: Verdict, { low, high }: MonthlyCost): readonly Value[] {
  return [deletability, reasons, low, high];
}

type SourceFacts = Omit<DeletabilityFacts, 'amiIds' | 'keptBy' | 'caveats'>;

/** What every kind knows of a snapshot's source under the same columns. */
function sourceFacts(
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
    sourceExists: textOf(values.source_exists),
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

function chainPlace(row: DerivedRow): ChainPlace {
  const { carrier } = row.leaders;
  if (carrier === undefined) return 'none';
  return carrier.row === row.row ? 'carrier' : 'beside';
}

/** What stands between a tag's key and its value. */
const EQUALS = '='.charCodeAt(0);

/** The value of the first owner tag that a resource has; null: none, or its tags are not known. */
export function ownerOf(tags: readonly string[] | null, ownerTags: readonly string[]): string | null {
  for (const wanted of ownerTags) {
    const { length } = wanted;
    for (const tag of tags ?? []) {
      // Few tags have a key of that length: only those are looked at closely.
      if (tag.charCodeAt(length) !== EQUALS || tag.length === length + 1) continue;
      if (tag.slice(0, length).toLowerCase() === wanted.toLowerCase()) return tag.slice(length + 1);
    }
  }
  return null;
}

function textOf(value: Value | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOf(value: Value | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

function flagOf(value: Value | undefined): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

function listOf(value: Value | undefined): readonly string[] | null {
  return value === undefined || value === null || typeof value !== 'object' ? null : value;
}
