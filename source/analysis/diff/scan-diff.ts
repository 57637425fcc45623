/**
 * The differences between two scan files. What is compared of them, and what is not, is told first; then come the rows
 * that differ, a kind after the other, as they are found.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import { RESOURCE_KINDS } from '../../kinds/registry.ts';
import type { DifferingRow, ScanChange, VerdictChange } from '../../model/diff.ts';
import type { Sums } from '../../store/diff/cell-sums.ts';
import { type KeptSql, keepPair, type PairFilter } from '../../store/diff/kept-rows.ts';
import { prepareMatching } from '../../store/diff/matched-rows.ts';
import { openPair } from '../../store/diff/open-pair.ts';
import { readSide, type Sides } from '../../store/diff/scan-side.ts';
import { tidyScanFile } from '../../store/scan-file.ts';
import { batches } from './batches.ts';
import { CannotCompare } from './cannot-compare.ts';
import { askedColumns } from './compared-columns.ts';
import { sumChanges } from './diff-sums.ts';
import { rowsOfKind } from './differing-rows.ts';
import { comparisonNotes } from './notes.ts';
import { readSections, type SectionChange } from './sections.ts';
import { ROWS_WORTH_A_THREAD, type SectionsThread, startSections } from './sections-thread.ts';
import { TabMatches } from './tab-matches.ts';

/** What is to be compared. */
export interface DiffQuestion {
  readonly old: string;
  readonly new: string;
  /** Ids of the kinds to look at; null: all that both scans have. */
  readonly kinds: readonly string[] | null;
  /** Names of the columns that count; empty: those that AWS tells of a row itself. */
  readonly columns: readonly string[];
  /** Rows that pass it on one side at least; null: all. */
  readonly filter: PairFilter | null;
}

/** Two scans that are compared. */
export interface ScanDiff {
  readonly sides: Sides;
  /** The kinds that are compared, in the order of the registry. */
  readonly kinds: readonly ResourceKind[];
  /** What is not compared, or to be known of it, a line each. */
  readonly notes: readonly string[];
  /** The rows that differ, and those whose verdict does; to be gone through once. */
  readonly rows: () => Generator<DifferingRow | VerdictChange, void, undefined>;
  /** Findings and protections that changed; to be gone through once, after `rows`. */
  readonly sections: () => Generator<SectionChange, void, undefined>;
  /**
   * Both, some at a time; of large scans by two threads. To be gone through once. `thenSums`: `sums` are asked for at the
   * end, and are worked out while the other thread is waited for.
   */
  readonly changes: (asked?: {
    readonly thenSums: boolean;
  }) => AsyncGenerator<readonly ScanChange[], void, undefined>;
  /** By how much bytes and costs of a kind are more; null: that cannot be told. */
  readonly sums: (kind: ResourceKind) => Sums | null;
  readonly close: () => void;
}

/**
 * Opens two scan files to compare them. Throws a ScanFileError where one cannot be read, a CannotCompare where they have
 * nothing in common, or are the same. Scans of `threadFrom` rows together are compared by two threads.
 */
export function openScanDiff(question: DiffQuestion, threadFrom = ROWS_WORTH_A_THREAD): ScanDiff {
  const sides = { old: readSide(question.old), new: readSide(question.new) };
  const kinds = comparedKinds(sides, question.kinds);
  const asked = askedColumns(question.columns, kinds);
  const notes = [
    ...comparisonNotes(sides, kinds, asked, question.kinds),
    ...(question.filter === null ? [] : [NO_SOURCES]),
  ];
  const database = openPair(question.old, question.new);
  const keptOf = keptRows(database, sides, kinds, question.filter);
  return new OpenDiff(question, { sides, kinds, asked, notes, database, keptOf, threadFrom });
}

/** What a comparison goes by once its files are open. */
interface Opened {
  readonly sides: Sides;
  readonly kinds: readonly ResourceKind[];
  readonly asked: readonly string[] | null;
  readonly notes: readonly string[];
  readonly database: DatabaseSync;
  readonly keptOf: (tab: string) => KeptSql | null;
  readonly threadFrom: number;
}

class OpenDiff implements ScanDiff {
  readonly sides: Sides;
  readonly kinds: readonly ResourceKind[];
  readonly notes: readonly string[];
  readonly #question: DiffQuestion;
  readonly #opened: Opened;
  readonly #matches = new Map<string, TabMatches>();
  readonly #sums = new Map<string, Sums | null>();

  constructor(question: DiffQuestion, opened: Opened) {
    this.sides = opened.sides;
    this.kinds = opened.kinds;
    this.notes = opened.notes;
    this.#question = question;
    this.#opened = opened;
  }

  *rows(): Generator<DifferingRow | VerdictChange, void, undefined> {
    const { database, sides, asked, keptOf } = this.#opened;
    let matches = new TabMatches();
    prepareMatching(database, () => matches);
    for (const kind of this.kinds) {
      matches = this.#matchesOf(kind.tab);
      yield* rowsOfKind({ database, sides, kind, asked, matches, kept: keptOf(kind.tab) });
    }
  }

  *sections(): Generator<SectionChange, void, undefined> {
    const { sides, kinds } = this;
    const read = readSections({ sides, kinds, isFiltered: this.#question.filter !== null });
    try {
      yield* read.changes((tab) => this.#matchesOf(tab));
    } finally {
      read.close();
    }
  }

  async *changes({ thenSums } = { thenSums: false }): AsyncGenerator<readonly ScanChange[], void, undefined> {
    const thread = this.#thread();
    try {
      yield* batches(this.rows());
      if (thread === null) yield* batches(this.sections());
      else {
        thread.begin(this.#matches);
        if (thenSums) for (const kind of this.kinds) this.sums(kind);
        yield* (await thread.isRead) ? thread.changes() : batches(this.sections());
      }
    } finally {
      await thread?.close();
    }
  }

  sums(kind: ResourceKind): Sums | null {
    const { database, sides, keptOf } = this.#opened;
    const known = this.#sums.get(kind.id);
    if (known !== undefined) return known;
    const sums = sumChanges(database, sides, kind, keptOf(kind.tab));
    this.#sums.set(kind.id, sums);
    return sums;
  }

  close(): void {
    const { old, new: now } = this.#question;
    this.#opened.database.close();
    for (const file of [old, now]) tidyScanFile(file);
  }

  #matchesOf(tab: string): TabMatches {
    const matches = this.#matches.get(tab) ?? new TabMatches();
    this.#matches.set(tab, matches);
    return matches;
  }

  /** The thread that reads the rest meanwhile; null: it is not worth one. */
  #thread(): SectionsThread | null {
    const { old, new: now, filter } = this.#question;
    const kinds = this.kinds.map(({ id }) => id);
    if (filter !== null || rowsOf(this.sides, kinds) < this.#opened.threadFrom) return null;
    return startSections({ old, new: now, kinds });
  }
}

/** Rows of these kinds on both sides together. */
function rowsOf({ old, new: now }: Sides, kinds: readonly string[]): number {
  const cells = [...old.cells.values(), ...now.cells.values()].filter(({ kind }) => kinds.includes(kind));
  return cells.reduce((sum, { rows }) => sum + rows, 0);
}

/** What a filter keeps of a tab; null: all of it. */
function keptRows(
  database: DatabaseSync,
  sides: Sides,
  kinds: readonly ResourceKind[],
  filter: PairFilter | null,
): (tab: string) => KeptSql | null {
  if (filter === null) return () => null;
  try {
    return keepPair(database, sides, kinds, filter);
  } catch (error) {
    database.close();
    throw error;
  }
}

function comparedKinds({ old, new: now }: Sides, only: readonly string[] | null): readonly ResourceKind[] {
  const accounts = [...now.accounts.keys()];
  if (accounts.length > 0 && old.accounts.size > 0 && !accounts.some((id) => old.accounts.has(id)))
    throw new CannotCompare(
      `The scans are of other accounts (${listed(old.accounts.keys())}; ${listed(accounts)}): there is nothing to compare.`,
    );
  const both = RESOURCE_KINDS.filter(({ id }) => old.kinds.has(id) && now.kinds.has(id));
  const kinds = both.filter(({ id }) => only === null || only.includes(id));
  if (kinds.length > 0) return kinds;
  throw new CannotCompare(
    both.length === 0
      ? 'The scans have no kind in common: there is nothing to compare.'
      : `--kind: both scans have ${both.map(({ id }) => id).join(', ')}, none of those that were asked for.`,
  );
}

/** A few of them by name. */
function listed(ids: Iterable<string>): string {
  const all = [...ids];
  return all.length > 3 ? `${all.slice(0, 3).join(', ')} and ${all.length - 3} more` : all.join(', ');
}

const NO_SOURCES = 'Not compared under a filter: how well sources are protected.';
