/** What a finding is: something in an account that deserves a second look, about the rows of one tab. */
import type { Value } from '../../model/columns.ts';
import { itemTexts } from '../../model/list-items.ts';

/** How much a finding matters. */
export type Severity = 'high' | 'medium' | 'low';

/** What findings are measured with. */
export interface FindingSettings {
  /** The scan's start, from which ages count; milliseconds since 1970 UTC. */
  readonly scanStart: number;
  /** Snapshots older than so many days are old. */
  readonly oldDays: number;
  /** The window of executions in days. */
  readonly executionDays: number;
  /** Every account of the organization is known, so that it can be told which others are outside of it. */
  readonly isOrganizationKnown: boolean;
}

/**
 * Rows of a tab: in the filter language, so that a person can type the same; or, where that cannot tell (it knows one
 * table only), as SQL over the columns. Other tables are named with `main.`, so that a connection which is narrowed to
 * some rows still knows the others.
 */
export type RowsOf = { readonly filter: string } | { readonly sql: string };

/** What a reason is made of: the values of `reads`, and `told`, which SQL made. */
export interface ReasonFacts {
  readonly values: Readonly<Record<string, Value>>;
  readonly told: string | null;
  readonly settings: FindingSettings;
}

/** Ids of the columns that hold the bounds of a cost a month. */
export interface CostColumns {
  readonly low: string;
  readonly high: string;
}

/** What keeping a snapshot costs a month, as every table of snapshots has it. */
export const MONTHLY_COST: CostColumns = { low: 'monthly_cost_low', high: 'monthly_cost_high' };

/** One finding. */
export interface Finding {
  readonly id: string;
  /** What its rows are, in the plural: `EBS snapshots that failed`. */
  readonly title: (settings: FindingSettings) => string;
  readonly severity: Severity;
  readonly tab: string;
  readonly rows: (settings: FindingSettings) => RowsOf;
  /** Rows of which it cannot be told, and why. */
  readonly notChecked: (settings: FindingSettings) => RowsOf;
  readonly notCheckedReason: (settings: FindingSettings) => string;
  /** Whether it is asked at all; absent: always. */
  readonly when?: (settings: FindingSettings) => boolean;
  /** Kinds besides the tab's own whose listings it rests on. */
  readonly restsOn: readonly string[];
  /** Ids of the columns that it needs; a scan file without one of them is not asked. */
  readonly reads: readonly string[];
  /** The columns that tell what its rows cost a month; absent: that is not told beside it. */
  readonly costs?: CostColumns;
  /** SQL over the columns for what other tables tell of a row; absent: nothing. */
  readonly tells?: string;
  /** Why a row is among the finding's, in one line. */
  readonly reason: (facts: ReasonFacts) => string;
}

/** A text as it is, anything else as the empty text. */
export const text = (value: Value | undefined): string => (typeof value === 'string' ? value : '');

/** The items of a list in words. */
export const textsOf = (value: Value | undefined): string => itemTexts(value)?.join(', ') ?? 'others';

/** A colon and what stands behind it, nothing where there is nothing. */
export const detail = (...parts: readonly (Value | undefined)[]): string => {
  const known = parts.map(text).filter((part) => part !== '');
  return known.length === 0 ? '' : `: ${known.join(': ')}`;
};

/** A number as it is, anything else as unknown. */
export function numberOf(value: Value | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
