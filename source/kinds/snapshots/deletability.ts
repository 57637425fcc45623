/**
 * Deletability: what speaks against deleting a snapshot, as far as a scan can see. It is never a bare yes: the reasons
 * beside it say what was seen and what nobody looked at. The strongest claim counts:
 *
 * in use (an AMI needs it) > managed (a service or its vault keeps and deletes it) > unknown (what would decide could
 * not be read) > superseded (a newer complete one of its source) > only copy (the newest of a source that is gone) >
 * free (nothing of this is known of it).
 */
/** The verdicts, as the column has them. */
export type Deletability = 'in use' | 'managed' | 'only copy' | 'superseded' | 'free' | 'unknown';

/**
 * The newest complete snapshot of a source: the one that is judged, one that is as old or older (as far as ages are
 * known), or a newer one. `count` is how many complete ones there are.
 */
export type NewestOfSource =
  | { readonly relation: 'this' | 'not newer'; readonly count: number }
  | {
      readonly relation: 'newer';
      readonly count: number;
      readonly id: string | null;
      /** The day that its data is of, in words. */
      readonly day: string;
      readonly origin: string | null;
    };

/** How far along a snapshot is: usable, useless for ever, or something else (in the making, being deleted). */
export type Condition = 'complete' | 'failed' | 'other';

/** What is known of a snapshot that bears on deleting it. */
export interface DeletabilityFacts {
  /** AMIs that use it; null: they could not be listed; undefined: its kind is used by none. */
  readonly amiIds: readonly string[] | null | undefined;
  /** Null: not known. */
  readonly origin: string | null;
  /** What keeps it besides its origin (a lifecycle, a locked vault), in words. */
  readonly keptBy: readonly string[];
  readonly condition: Condition;
  /** In the words of its service. */
  readonly status: string | null;
  readonly createdAt: number | null;
  /** Null: it cannot be told (a copy). */
  readonly source: string | null;
  /** `yes`, `no`, `unknown`; null: the sources could not be listed. */
  readonly sourceExists: string | null;
  /** Why it cannot be told whether a source of another account exists; null: it is this account's, or not known whose. */
  readonly sourceElsewhere: string | null;
  /** Undefined: no complete one of its source is known. */
  readonly newest: NewestOfSource | undefined;
  /** Who else may use it, and what was not checked, in words. */
  readonly caveats: readonly string[];
  /** What may be missing beside it, in words. */
  readonly gaps: readonly string[];
  /** True for a recovery point whose time was up and that AWS Backup failed to delete; absent: not of such a kind. */
  readonly isExpired?: boolean;
}

/** A verdict with what it rests on. */
export interface Verdict {
  readonly deletability: Deletability;
  readonly reasons: readonly string[];
}

/** Origins whose maker also deletes, with what to say. */
const MANAGERS: Readonly<Record<string, string>> = {
  'AWS Backup': 'AWS Backup keeps it',
  DLM: 'Data Lifecycle Manager keeps it',
  automated: 'an automatic backup keeps it',
};

const EXPIRED = 'expired, AWS Backup could not delete it';

/** More AMIs than these are counted only. */
const MOST_NAMED = 5;

/** Judges one snapshot. */
export function judge(facts: DeletabilityFacts): Verdict {
  const { amiIds } = facts;
  const manager = facts.isExpired === true ? EXPIRED : MANAGERS[facts.origin ?? ''];
  const keepers = [...(manager === undefined ? [] : [manager]), ...facts.keptBy];
  if (amiIds !== null && amiIds !== undefined && amiIds.length > 0) {
    return { deletability: 'in use', reasons: [`used by ${named(amiIds)}`, ...keepers, ...facts.caveats] };
  }
  const unlisted = amiIds === null ? ['AMIs could not be listed'] : [];
  if (keepers.length > 0) return { deletability: 'managed', reasons: [...keepers, ...unlisted] };
  const orphan = facts.origin === 'AMI' && amiIds?.length === 0 ? ['made for an AMI that is gone'] : [];
  const because = (deletability: Deletability, ...reasons: readonly string[]): Verdict => ({
    deletability,
    reasons: [...reasons, ...orphan, ...facts.gaps, ...facts.caveats],
  });
  if (unlisted.length > 0) return because('unknown', ...unlisted);
  if (facts.origin === null) return because('unknown', 'what made it is not known');
  return bySource(facts, because);
}

function bySource(
  facts: DeletabilityFacts,
  because: (deletability: Deletability, ...reasons: readonly string[]) => Verdict,
): Verdict {
  const { newest, source, sourceExists } = facts;
  if (facts.condition === 'other') return because('unknown', `its status is ${facts.status ?? 'not known'}`);
  if (facts.condition === 'failed') return because('free', `its status is ${facts.status ?? 'not known'}`);
  if (source === null) return because('unknown', 'its source is not known: it may be the only copy');
  if (facts.createdAt === null) return because('unknown', 'its creation time is not known');
  if (newest?.relation === 'newer') {
    const origin = newest.origin === null ? '' : ` (${newest.origin})`;
    return because('superseded', `newer: ${newest.id ?? 'one without id'} of ${newest.day}${origin}`);
  }
  if (sourceExists === null)
    return because('unknown', 'sources could not be listed: it may be the only copy');
  if (sourceExists === 'no') return because('only copy', 'source is gone', standing(newest));
  if (sourceExists !== 'yes') {
    if (facts.sourceElsewhere !== null) return because('unknown', facts.sourceElsewhere);
    return because('unknown', 'whether its source exists is not known: it may be the only copy');
  }
  return because('free', 'source still exists', standing(newest));
}

function standing(newest: NewestOfSource | undefined): string {
  if (newest?.relation !== 'this') return 'no newer one of its source is known';
  return newest.count > 1 ? `newest of ${newest.count} of its source` : 'the only one of its source';
}

function named(amiIds: readonly string[]): string {
  const more = amiIds.length > MOST_NAMED ? ` and ${amiIds.length - MOST_NAMED} more` : '';
  return `AMI ${amiIds.slice(0, MOST_NAMED).join(', ')}${more}`;
}

const NOT_CHECKED: readonly string[] = ['sharing not checked (--attributes)'];

/** Who else may use a snapshot, as a person must know before deleting it. */
export function sharingCaveats(
  isPublic: boolean | null,
  sharedWith: readonly string[] | null,
): readonly string[] {
  // Said of nearly every snapshot of a scan without --attributes.
  if (isPublic !== true && sharedWith?.length === 1 && sharedWith[0] === 'not checked') return NOT_CHECKED;
  const accounts = (sharedWith ?? []).filter((account) => !NO_ACCOUNTS.includes(account));
  return [
    ...(isPublic === true ? ['public: any account may be using it'] : []),
    ...(accounts.length > 0 ? [`shared with ${accounts.join(', ')}`] : []),
    ...(sharedWith?.includes('not checked') === true ? NOT_CHECKED : []),
    ...(sharedWith === null ? ['sharing could not be read'] : []),
  ];
}

/** What stands in the Shared With column besides accounts. */
export const NO_ACCOUNTS: readonly string[] = ['not checked', 'not shareable', 'all'];
