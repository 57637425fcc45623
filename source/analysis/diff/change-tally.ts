/** Adds up what a comparison finds, as it is found. */
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import {
  type ChangeCounts,
  type DifferingRow,
  type FindingChange,
  isDifferingRow,
  isFindingChange,
  isProtectionChange,
  NO_CHANGES,
  ROW_CHANGES,
  type ScanChange,
} from '../../model/diff.ts';
import type { Sums } from '../../store/diff/cell-sums.ts';
import { GONE } from '../protection/judge.ts';

/** What became of the rows of a kind. */
export interface KindChanges {
  readonly kind: ResourceKind;
  readonly counts: ChangeCounts;
  /** By how much bytes and costs are more; null: that cannot be told. */
  readonly sums: Sums | null;
}

/** What became of a finding: how many rows it is newly about, and so on. */
export interface FindingTally {
  readonly title: string;
  readonly counts: Readonly<Record<FindingChange['change'], number>>;
}

/** How many sources, or rows, are something else now, by what they are: of a source that is gone, null. */
export type BecameCounts = ReadonlyMap<string | null, number>;

type Writable<Counts> = { -readonly [Name in keyof Counts]: Counts[Name] };

/** All that was found so far, added up. */
export class ChangeTally {
  readonly #byKind = new Map<string, Writable<ChangeCounts>>();
  readonly #findings = new Map<string, { title: string; counts: Writable<FindingTally['counts']> }>();
  readonly #protections = new Map<string | null, number>();
  readonly #verdicts = new Map<string | null, number>();
  readonly #reasons = new Map<DifferingRow['change'], Map<string, number>>();

  add(found: ScanChange): void {
    if (isDifferingRow(found)) this.#addRow(found);
    else if (isFindingChange(found)) this.#addFinding(found);
    else if (isProtectionChange(found))
      addOne(this.#protections, found.new === 'exempt' && found.reason === GONE ? GONE : found.new);
    else addOne(this.#verdicts, found.new);
  }

  #addRow({ kind, change, why }: DifferingRow): void {
    const counts = this.#byKind.get(kind) ?? { ...NO_CHANGES };
    this.#byKind.set(kind, counts);
    counts[change] += 1;
    if (why === null) return;
    const reasons = this.#reasons.get(change) ?? new Map<string, number>();
    this.#reasons.set(change, reasons);
    reasons.set(why, (reasons.get(why) ?? 0) + 1);
  }

  #addFinding({ finding, title, change }: FindingChange): void {
    const none = { new: 0, solved: 0, unknown: 0, 'aged-out': 0 };
    const tally = this.#findings.get(finding) ?? { title, counts: none };
    this.#findings.set(finding, tally);
    tally.counts[change] += 1;
  }

  countsOf(kind: string): ChangeCounts {
    return this.#byKind.get(kind) ?? NO_CHANGES;
  }

  total(): ChangeCounts {
    const total = { ...NO_CHANGES };
    for (const counts of this.#byKind.values())
      for (const change of ROW_CHANGES) total[change] += counts[change];
    return total;
  }

  /** The reasons of rows of a change with how many rows each is of, those of most first. */
  reasons(change: DifferingRow['change']): readonly (readonly [why: string, rows: number])[] {
    return [...(this.#reasons.get(change) ?? [])].toSorted(([, one], [, other]) => other - one);
  }

  findings(): readonly FindingTally[] {
    return [...this.#findings.values()];
  }

  /** How many sources are now protected so. */
  protections(): BecameCounts {
    return this.#protections;
  }

  /** How many rows have this verdict now, and had another one. */
  verdicts(): BecameCounts {
    return this.#verdicts;
  }
}

function addOne(counts: Map<string | null, number>, name: string | null): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
