/**
 * Deletability: what speaks against deleting a snapshot, as far as a scan can see. It is never a bare yes: the reasons
 * beside it say what was seen and what nobody looked at. Everything that is claimed of a snapshot is said, and the
 * strongest claim is the verdict:
 *
 * locked (AWS refuses to delete it) > in use (an AMI needs it, or it is being copied) > last backup (no newer complete one of its source is
 * known, whether the source exists or not) > managed by … (what made it keeps and deletes it) > unknown (what would
 * decide could not be read) > candidate (a newer one is known, or it holds nothing).
 */
/** The verdicts, as the column has them. */
export type Deletability =
  | 'locked'
  | 'in use'
  | 'last backup'
  | `managed by ${string}`
  | 'unknown'
  | 'candidate';

/**
 * The newest complete snapshot of a source: the one that is judged, one that is as old or older (as far as ages are
 * known), or a newer one; or, where nothing but copies may be newer, a copy that was made later, whose data may be older
 * all the same. `count` is how many complete ones there are.
 */
export type NewestOfSource =
  | { readonly relation: 'this' | 'not newer'; readonly count: number }
  | {
      readonly relation: 'newer' | 'copied later';
      readonly count: number;
      readonly id: string | null;
      /** The day that its data is of, in words; of a copy that was made later that of the copy. */
      readonly day: string;
      readonly origin: string | null;
    };

/** How far along a snapshot is: usable, useless for ever, or something else (in the making, being deleted). */
export type Condition = 'complete' | 'failed' | 'other';

/** What keeps a snapshot and will delete it by itself. */
export interface Keeper {
  /** As the verdict names it: `AWS Backup`. */
  readonly by: string;
  /** In words, with what is known of it. */
  readonly reason: string;
}

/** What is known of a snapshot that bears on deleting it. */
export interface DeletabilityFacts {
  /** Why AWS refuses to delete it, in words. */
  readonly locks: readonly string[];
  /** AMIs that use it; null: they could not be listed; undefined: its kind is used by none. */
  readonly amiIds: readonly string[] | null | undefined;
  /** Launch templates that name it or its AMIs; null: they could not be listed; absent: its kind is named by none. */
  readonly launchTemplates?: readonly string[] | null;
  /** Null: not known. */
  readonly origin: string | null;
  /** The service whose automatic backups are its own; null: not known. */
  readonly service: string | null;
  /** What keeps it besides its origin (a lifecycle). */
  readonly keptBy: readonly Keeper[];
  readonly condition: Condition;
  /** In the words of its service. */
  readonly status: string | null;
  readonly createdAt: number | null;
  /** Null: it cannot be told (a copy). */
  readonly source: string | null;
  /** What people call its source; null: by its id. */
  readonly sourceName: string | null;
  /** `yes`, `no`, `unknown`; null: the sources could not be listed. */
  readonly sourceExists: string | null;
  /** Why it cannot be told whether a source of another account exists; null: it is this account's, or not known whose. */
  readonly sourceElsewhere: string | null;
  /** Which copy of it is being made, in words; null: none is, as far as is known. */
  readonly copy: string | null;
  /** Undefined: no complete one of its source is known. */
  readonly newest: NewestOfSource | undefined;
  /** Who else may use it, and what was not checked, in words. */
  readonly caveats: readonly string[];
  /** What may be missing beside it, in words. */
  readonly gaps: readonly string[];
  /** True for a recovery point whose time was up and that AWS Backup failed to delete; absent: not of such a kind. */
  readonly isExpired?: boolean;
  /** What of Data Lifecycle Manager keeps it, in words; absent: that is not known. */
  readonly dlm?: string;
  /** True where neither a lifecycle nor a plan or policy that exists deletes it; absent: not of such a kind. */
  readonly isEndless?: boolean;
  /** What made it and is no more, in words; absent: not of such a kind. */
  readonly makers?: readonly string[];
  /** What becomes of it once it is deleted, in words: said of candidates; absent: it is gone. */
  readonly afterwards?: readonly string[];
}

/** A verdict with what it rests on. */
export interface Verdict {
  readonly deletability: Deletability;
  readonly reasons: readonly string[];
}

/** More users of a sort than these are counted only. */
const MOST_NAMED = 5;

/** Judges one snapshot. */
export function judge(facts: DeletabilityFacts): Verdict {
  const { amiIds, locks, launchTemplates } = facts;
  const users = [
    ...usedBy('AMI', amiIds ?? []),
    ...usedBy('launch template', launchTemplates ?? []),
    ...(facts.copy === null ? [] : [facts.copy]),
  ];
  const keepers = keepersOf(facts);
  const last = isLastKnown(facts) ? [standing(facts), ofSource(facts)] : [];
  const unread = [
    ...(amiIds === null ? ['AMIs could not be listed'] : []),
    ...(launchTemplates === null ? ['launch templates could not be listed'] : []),
    ...undecided(facts, keepers),
  ];
  const orphan = facts.origin === 'AMI' && amiIds?.length === 0 ? ['made for an AMI that is gone'] : [];
  const { makers = [] } = facts;
  const claims = [...locks, ...users, ...last, ...keepers.map(({ reason }) => reason), ...makers, ...unread];
  const verdict = (deletability: Deletability, ...more: readonly string[]): Verdict => ({
    deletability,
    reasons: [...claims, ...more],
  });
  const endless = facts.isEndless === true ? ['nothing deletes it by itself'] : [];
  const around = [...orphan, ...endless, ...facts.gaps, ...facts.caveats];
  if (locks.length > 0) return verdict('locked', ...facts.caveats);
  if (users.length > 0) return verdict('in use', ...facts.caveats);
  if (last.length > 0) return verdict('last backup', ...around);
  const [keeper] = keepers;
  if (keeper !== undefined) return verdict(`managed by ${keeper.by}`);
  if (unread.length > 0) return verdict('unknown', ...around);
  return verdict('candidate', whyCandidate(facts), ...around, ...(facts.afterwards ?? []));
}

/** What keeps a snapshot and will delete it by itself. */
export function keepersOf({
  origin,
  service,
  isExpired,
  isEndless,
  dlm,
  keptBy,
}: Pick<
  DeletabilityFacts,
  'origin' | 'service' | 'isExpired' | 'isEndless' | 'dlm' | 'keptBy'
>): readonly Keeper[] {
  if (isExpired === true) {
    return [{ by: 'AWS Backup', reason: 'expired, AWS Backup could not delete it' }, ...keptBy];
  }
  if (origin === 'AWS Backup') {
    return isEndless === true ? keptBy : [{ by: origin, reason: 'AWS Backup keeps it' }, ...keptBy];
  }
  if (origin === 'DLM' && isEndless !== true) {
    return [{ by: origin, reason: dlm ?? 'Data Lifecycle Manager keeps it' }, ...keptBy];
  }
  if (origin !== 'automated') return keptBy;
  return [{ by: service ?? 'an automatic backup', reason: 'an automatic backup keeps it' }, ...keptBy];
}

/** True where nothing newer of its source is known: one whose age nobody can tell may be the newest, too. */
function isLastKnown({ condition, source, createdAt, newest }: DeletabilityFacts): boolean {
  const isLater = newest?.relation === 'newer' || newest?.relation === 'copied later';
  return condition === 'complete' && source !== null && createdAt !== null && !isLater;
}

/** What would decide and is not known, of one that nothing keeps. */
function undecided(facts: DeletabilityFacts, keepers: readonly Keeper[]): readonly string[] {
  if (keepers.length > 0 || isLastKnown(facts)) return [];
  if (facts.origin === null) return ['what made it is not known'];
  if (facts.condition === 'other') return [`its status is ${facts.status ?? 'not known'}`];
  if (facts.condition === 'failed') return [];
  if (facts.source === null) return ['its source is not known: it may be the last backup'];
  if (facts.createdAt === null) return ['its creation time is not known'];
  const { newest } = facts;
  if (newest?.relation !== 'copied later') return [];
  const other = `${newest.id ?? 'one without id'} of ${newest.day}`;
  return [`a copy, as is ${other}: AWS does not tell which holds the newer data`];
}

function whyCandidate({ condition, status, newest }: DeletabilityFacts): string {
  if (condition === 'failed' || newest?.relation !== 'newer') return `its status is ${status ?? 'not known'}`;
  const origin = newest.origin === null ? '' : ` (${newest.origin})`;
  return `newer: ${newest.id ?? 'one without id'} of ${newest.day}${origin}`;
}

function standing({ newest, source, sourceName }: DeletabilityFacts): string {
  const of = sourceName ?? shortName(source ?? '');
  if (newest?.relation !== 'this') return `no newer backup of ${of} is known`;
  return newest.count > 1 ? `the newest of ${newest.count} backups of ${of}` : `the only backup of ${of}`;
}

/** The end of an ARN, by which people know a source. */
function shortName(source: string): string {
  return source.startsWith('arn:')
    ? source.slice(Math.max(source.lastIndexOf('/'), source.lastIndexOf(':')) + 1)
    : source;
}

function ofSource({ sourceExists, sourceElsewhere }: DeletabilityFacts): string {
  if (sourceExists === 'yes') return 'its source still exists';
  if (sourceExists === 'no') return 'its source is gone';
  if (sourceExists === null) return 'sources could not be listed';
  return sourceElsewhere ?? 'whether its source exists is not known';
}

/** What needs it, by its names; nothing where there is none. */
export function usedBy(what: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  return [`used by ${what} ${names.slice(0, MOST_NAMED).join(', ')}${more}`];
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
