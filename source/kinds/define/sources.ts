import type { ConsolePage } from './console-page.ts';
import type { None } from './none.ts';

/** What the resources of a kind were made of, and whether that is still there. */
export interface SourceFacts {
  /** What they are, in the plural: `volumes`. */
  readonly title: string;
  /** The column that tells one source from another. */
  readonly id: string;
  /** The column with what a source is called now. */
  readonly name: string;
  /** The column that says `yes`, `no` or `unknown`; blank where the sources could not be listed. */
  readonly exists: string;
  /** Ids mean the same source within a region only. */
  readonly sameRegion: boolean;
  /** Why AWS may tell no size of what was made of them; absent: it tells one of all. */
  readonly unsized?: string;
  /** How its rows tell how well a source is protected; absent: its sources are not listed. */
  readonly backups?: BackupColumns;
}

/** True for a kind whose sources are listed, so that it can be told how well each is protected. */
export function hasListedSources({ sources }: { readonly sources: SourceFacts | None }): boolean {
  return sources !== 'none' && sources.backups !== undefined;
}

/** The column that holds what its sources are listed by. */
export function listedBy({ id, backups }: SourceFacts): string {
  return backups?.source ?? id;
}

/** The columns that tell whether a backup is locked. */
interface LockColumns {
  /** Whether its vault is. */
  readonly vault: string;
  /** What says that it is in no vault: a column with one of these values. */
  readonly inNoVault: readonly { readonly column: string; readonly oneOf: readonly string[] }[];
  /** A lock of its own, and what that column says where there is none. */
  readonly own?: {
    readonly column: string;
    readonly locked: readonly string[];
    readonly free: readonly string[];
  };
}

/** How a row tells what made it that makes backups time after time: a backup plan, a lifecycle policy. */
export interface MakerColumns {
  /** What it is, in front of its name. */
  readonly title: string;
  /** The column with its name. */
  readonly name: string;
  /** What that column holds where no such thing made the row. */
  readonly none: readonly string[];
  /** What it holds where nobody asked. */
  readonly untold: readonly string[];
  /** The origin of rows that one of its sort made. */
  readonly origin: string;
  /** What says that it makes no more. */
  readonly ended: { readonly column: string; readonly oneOf: readonly string[] };
}

/** Values of a column with which a row is no good backup. */
export interface Spoiled {
  readonly column: string;
  readonly oneOf: readonly string[];
  /** What such rows are, where that is said beside how many are no good ones; of one column of a kind. */
  readonly words?: string;
}

/** The columns of a kind that tell what of a source can be restored. */
export interface BackupColumns {
  /** The column that holds what a source is listed by; absent: the one that tells sources apart. */
  readonly source?: string;
  /**
   * True where the name of a source is used again: rows that say of theirs that it does not exist are of an earlier one of
   * that name, and of rows that leave that open nobody knows.
   */
  readonly isNamedAgain?: true;
  /** The console page of a source, by the columns of sources; absent: there is none, or its address is not known. */
  readonly page?: ConsolePage;
  /** What the ARN of a source looks like where that tells it from every other there ever was. */
  readonly arns?: RegExp;
  /** AWS Backup may keep some in its vaults alone: without those nobody knows of all. */
  readonly isKeptInVaults?: true;
  /** The column that says what service a source is of; absent: the one that each table has for that. */
  readonly service?: string;
  /** What one is called by. */
  readonly id: string;
  /** When it was made; of a copy, when the copy was. */
  readonly made: string;
  /** When the first of its copies was made, where AWS tells that. */
  readonly firstMade?: string;
  /** Filled in copies only; null: nothing tells them. */
  readonly copiedFrom: string | null;
  /** What is kept, in bytes. */
  readonly size: string;
  /** What makes one no good backup whatever its own status says, where that is told. */
  readonly spoiled?: readonly Spoiled[];
  /** What makes them time after time, automatic backups of their service aside; absent: nothing else does. */
  readonly makers?: readonly MakerColumns[];
  /** What tells whether it is locked; absent: nothing does. */
  readonly locked?: LockColumns;
  /**
   * What says where its source is, where that may be elsewhere: the source's ARN, its region, or the backup that it was
   * copied from, where a copy tells no source of its own.
   */
  readonly elsewhere:
    | { readonly arn: string }
    | { readonly region: string }
    | { readonly copyOf: string }
    | null;
}
