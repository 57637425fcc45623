import type { Entry } from '../aws/accounts/entry.ts';

/** An account that is to be scanned. */
export interface ScanAccount {
  readonly id: string;
  /** As it was listed or mapped; null: not known. */
  readonly name: string | null;
  /** Its organizational units from the root on, `Workloads/Prod`; null: not known. */
  readonly ou: string | null;
  /** AWS Organizations' word for its state; null: not known. */
  readonly state: string | null;
  readonly entry: Entry;
}
