import type { Identity } from './cell.ts';
import type { Value } from './columns.ts';
import type { PriceNote } from './prices.ts';

/** What the accounts of a scan of many are of; the words that they were chosen by are among the options. */
export interface AccountsChoice {
  /** The id of the organization that was listed for it; null: none was, or its id is not known. */
  readonly organization: string | null;
  /** Every account of an organization: nothing is left out. */
  readonly isWholeOrganization: boolean;
  /** True: every account of the organization is known, scanned or not; absent: it is not known whose an account is. */
  readonly isListed?: true;
}

/** What a scan file says of the scan as a whole. */
export interface ScanFacts {
  readonly identity: Identity | null;
  readonly profile: string | null;
  readonly regions: readonly string[];
  readonly regionsOff: readonly string[];
  readonly kinds: readonly string[];
  /** Milliseconds since 1970 UTC. */
  readonly startedAt: number;
  /** Null while it runs, or where it was killed. */
  readonly endedAt: number | null;
  readonly complete: boolean;
  /** snapdeck's version that wrote it. */
  readonly version: string;
  /** The options of the scan, as given, without anything secret. */
  readonly options: Readonly<Record<string, Value>>;
  /** The price list that costs were estimated with; absent in files of a snapdeck that estimated none. */
  readonly prices?: PriceNote;
  /** Absent in a scan of the caller's own account, and where an earlier version wrote the file. */
  readonly accountsChoice?: AccountsChoice;
  /** The process that wrote it last, and the host that it ran on; absent in files of earlier versions. */
  readonly writer?: { readonly pid: number; readonly host: string };
  /** The name that the user gave it; absent or empty: none. */
  readonly name?: string;
  /** True: it is never removed by itself. */
  readonly keep?: boolean;
}
