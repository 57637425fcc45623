import type { Identity } from './cell.ts';
import type { Value } from './columns.ts';
import type { PriceNote } from './prices.ts';

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
}
