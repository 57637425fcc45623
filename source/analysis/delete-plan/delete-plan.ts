/**
 * A delete plan: the rows of a scan that may go, each with the command of the AWS CLI that would delete it, and every
 * other one with the reason why it is left out. It is words: snapdeck runs none of these commands.
 */
import type { KnownSum } from '../../model/table-query.ts';

/** Where a row is, and which one it is. */
interface PlannedPlace {
  /** The number of its cell in the scan file. */
  readonly cell: number;
  /** Id of the resource kind. */
  readonly kind: string;
  readonly account: string;
  readonly region: string;
}

/** A row that may go. */
export interface PlanEntry extends PlannedPlace {
  readonly goes: true;
  /** What AWS tells it by: its ARN, or its id where it has no ARN. */
  readonly id: string;
  /** The words of the command, the program first. */
  readonly command: readonly string[];
  /** What is to be known of deleting just this one, a sentence each. */
  readonly terms: readonly string[];
  /** What the verdict rests on, and what nobody looked at. */
  readonly reasons: readonly string[];
  /** What people know it by: what it was made of, its name, what somebody wrote about it; null: nothing. */
  readonly source: string | null;
  readonly name: string | null;
  readonly description: string | null;
  /** Milliseconds since 1970 UTC; null: unknown. */
  readonly createdAt: number | null;
  /** Bytes, and US dollars a month; null: unknown. */
  readonly size: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** A row that stays. */
export interface LeftOutRow extends PlannedPlace {
  readonly goes: false;
  /** Null where AWS gave none. */
  readonly id: string | null;
  /** The verdict on it, or that there is no command. */
  readonly because: string;
  /** What that rests on, the weightiest first. */
  readonly reasons: readonly string[];
}

/** A row that a plan was asked about. */
export type PlannedRow = PlanEntry | LeftOutRow;

/** Why a row stays, in one line. */
export function leftOutReason({ because, reasons }: Pick<LeftOutRow, 'because' | 'reasons'>): string {
  return reasons.length === 0 ? because : `${because}: ${reasons.join('; ')}`;
}

/** What rows come to together. */
export interface PlanSum {
  readonly rows: number;
  readonly bytes: KnownSum;
  readonly low: KnownSum;
  readonly high: KnownSum;
}

/** Rows that are left out for one reason. */
export interface LeftOutGroup {
  readonly reason: string;
  readonly rows: number;
  /** One of them with its own reason; absent where the reason says it of all. */
  readonly example?: { readonly id: string | null; readonly reason: string };
}

/** What is to be heeded of some of the rows that would go. */
export interface HeededGroup {
  readonly reason: string;
  readonly rows: number;
}

/** A plan, added up. */
export interface DeletePlanReview {
  /** Rows that it was asked about. */
  readonly rows: number;
  readonly goes: PlanSum;
  /** The same by kind and by account, in the order of the plan. */
  readonly kinds: readonly (PlanSum & { readonly kind: string })[];
  readonly accounts: readonly (PlanSum & { readonly account: string })[];
  /** Of the rows that would go. */
  readonly heeded: readonly HeededGroup[];
  /** The most rows first. */
  readonly leftOut: readonly LeftOutGroup[];
  /** When AWS was first asked about the rows that would go, milliseconds since 1970 UTC; null: none would. */
  readonly readAt: number | null;
}
