import { exportedRows } from '../export-filter.ts';
import { openExportInput } from '../open-export-input.ts';
import type { DeletePlanPart } from './plan-request.ts';

/** Where the rows are that a plan is asked about, and how they were read. */
export interface PlanPlaces {
  /** Ids, of a scan of many accounts; else none. */
  readonly accounts: readonly string[];
  /** The account of a scan of one; null: it is of many. */
  readonly own: string | null;
  readonly regions: readonly string[];
  /** Ids of resource kinds. */
  readonly kinds: readonly string[];
  /** The profile that the scan was made with; null: none. */
  readonly profile: string | null;
  /** It asked who snapshots are shared with. */
  readonly attributes: boolean;
}

/** Finds the places of a plan's rows. Throws a ScanFileError, or a FilterError. */
export function placesOfPlan(part: DeletePlanPart): PlanPlaces {
  const input = openExportInput(part.scanFile, part.byteUnit, part);
  try {
    const accounts = new Set<string>();
    const regions = new Set<string>();
    const kinds = new Set<string>();
    for (const cell of input.cells) {
      if (exportedRows(input, cell) === 0) continue;
      accounts.add(cell.account);
      regions.add(cell.region);
      kinds.add(cell.kind);
    }
    const { identity, profile, options } = input.facts;
    const isOfMany = input.accounts.length > 0;
    return {
      accounts: isOfMany ? [...accounts] : [],
      own: isOfMany ? null : (identity?.account ?? null),
      ...{ regions: [...regions], kinds: [...kinds] },
      ...{ profile, attributes: options.attributes === true },
    };
  } finally {
    input.close();
  }
}
