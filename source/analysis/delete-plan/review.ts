/** A delete plan added up: what would go, by kind and account, and what is left out, by reason. */
import type { DatabaseSync } from 'node:sqlite';
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import { cellsInTurn } from '../../store/stored-cells.ts';
import { readFacts } from '../../store/stored-facts.ts';
import { keptOrStarted } from '../amounts.ts';
import {
  type DeletePlanReview,
  type LeftOutGroup,
  type LeftOutRow,
  leftOutReason,
  type PlanEntry,
  type PlannedRow,
  type PlanSum,
} from './delete-plan.ts';
import { Heeded } from './heeded.ts';
import { plannedRows } from './planned-rows.ts';

/** Adds up the plan of every row of these kinds that this connection sees. */
export function reviewDeletePlan(database: DatabaseSync, kinds: readonly ResourceKind[]): DeletePlanReview {
  const { review, cells } = addedUp(plannedRows(database, kinds));
  return { ...review, readAt: firstRead(database, cells) };
}

/** The sums of these rows, and the cells of those that would go. */
export function addedUp(rows: Iterable<PlannedRow>): {
  readonly review: Omit<DeletePlanReview, 'readAt'>;
  readonly cells: ReadonlySet<number>;
} {
  const goes = new RunningSum();
  const kinds = new Map<string, RunningSum>();
  const accounts = new Map<string, RunningSum>();
  const leftOut = new Map<string, Because>();
  const cells = new Set<number>();
  const heeded = new Heeded();
  let count = 0;
  for (const row of rows) {
    count += 1;
    if (!row.goes) {
      keptOrStarted(leftOut, row.because, () => new Because(row)).add(row);
      continue;
    }
    goes.add(row);
    heeded.add(row);
    keptOrStarted(kinds, row.kind, () => new RunningSum()).add(row);
    keptOrStarted(accounts, row.account, () => new RunningSum()).add(row);
    cells.add(row.cell);
  }
  const groups = [...leftOut.values()].flatMap((because) => because.groups());
  const review = {
    rows: count,
    goes: goes.sum(),
    kinds: [...kinds].map(([kind, own]) => ({ kind, ...own.sum() })),
    accounts: [...accounts].map(([account, own]) => ({ account, ...own.sum() })),
    heeded: heeded.groups(),
    leftOut: groups.sort((one, other) => other.rows - one.rows || (one.reason < other.reason ? -1 : 1)),
  };
  return { review, cells };
}

class RunningSum {
  #rows = 0;
  readonly #size = { sum: 0, unknown: 0 };
  readonly #low = { sum: 0, unknown: 0 };
  readonly #high = { sum: 0, unknown: 0 };

  add({ size, low, high }: Pick<PlanEntry, 'size' | 'low' | 'high'>): void {
    this.#rows += 1;
    add(this.#size, size);
    add(this.#low, low);
    add(this.#high, high);
  }

  sum(): PlanSum {
    return { rows: this.#rows, bytes: { ...this.#size }, low: { ...this.#low }, high: { ...this.#high } };
  }
}

function add(to: { sum: number; unknown: number }, value: number | null): void {
  if (value === null) to.unknown += 1;
  else to.sum += value;
}

/** More different reasons than these name a thing each (the image that uses it): they are one group with an example. */
const MOST_REASONS = 5;

/** The rows that are left out for one verdict. */
class Because {
  readonly #first: LeftOutRow;
  #rows = 0;
  /** How often each first reason occurs; null: they are too many. */
  #reasons: Map<string, number> | null = new Map();

  constructor(first: LeftOutRow) {
    this.#first = first;
  }

  add({ reasons: [first = ''] }: LeftOutRow): void {
    this.#rows += 1;
    if (this.#reasons === null) return;
    this.#reasons.set(first, (this.#reasons.get(first) ?? 0) + 1);
    if (this.#reasons.size > MOST_REASONS) this.#reasons = null;
  }

  groups(): readonly LeftOutGroup[] {
    const {
      because,
      id,
      reasons: [reason = because],
    } = this.#first;
    if (this.#reasons === null) return [{ reason: because, rows: this.#rows, example: { id, reason } }];
    return [...this.#reasons].map(([reason, rows]) => ({
      reason: leftOutReason({ because, reasons: reason === '' ? [] : [reason] }),
      rows,
    }));
  }
}

/** When the first of these cells was read; of a scan that does not say, when that began. */
function firstRead(database: DatabaseSync, cells: ReadonlySet<number>): number | null {
  if (cells.size === 0) return null;
  const { startedAt } = readFacts(database);
  let first: number | null = null;
  for (const { id, read } of cellsInTurn(database)) {
    if (!cells.has(id)) continue;
    const at = read?.at ?? startedAt;
    first = first === null ? at : Math.min(first, at);
  }
  return first;
}
