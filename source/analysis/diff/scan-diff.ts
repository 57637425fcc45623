/**
 * The differences between two scan files. What is compared of them, and what is not, is told first; then come the rows
 * that differ, a kind after the other, as they are found.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import { listOf } from '../../kinds/define/none.ts';
import { RESOURCE_KINDS } from '../../kinds/registry.ts';
import type { DifferingRow, FindingChange, ProtectionChange, VerdictChange } from '../../model/diff.ts';
import type { Sums } from '../../store/diff/cell-sums.ts';
import { type KeptSql, keepPair, type PairFilter } from '../../store/diff/kept-rows.ts';
import {
  type Comparison,
  type DifferingPair,
  differingRows,
  type LoneRow,
  prepareMatching,
} from '../../store/diff/matched-rows.ts';
import { openPair } from '../../store/diff/open-pair.ts';
import { placeOf, readSide, type ScanSide } from '../../store/diff/scan-side.ts';
import { verdictSql } from '../../store/old-verdicts.ts';
import { tidyScanFile } from '../../store/scan-file.ts';
import { textOrNull } from '../../store/stored-values.ts';
import { type Excuse, isHalfRead, leftByItself, leftOutOf, type RowPlace, whyUnread } from './absence.ts';
import { CannotCompare } from './cannot-compare.ts';
import { changedValues } from './changed-values.ts';
import { askedColumns, comparedColumns } from './compared-columns.ts';
import { sumChanges } from './diff-sums.ts';
import { comparisonNotes } from './notes.ts';
import { sectionChanges } from './sections.ts';
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

/** Both sides of a comparison. */
export interface Sides {
  readonly old: ScanSide;
  readonly new: ScanSide;
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
  readonly sections: () => Generator<FindingChange | ProtectionChange, void, undefined>;
  /** By how much bytes and costs of a kind are more; null: that cannot be told. */
  readonly sums: (kind: ResourceKind) => Sums | null;
  readonly close: () => void;
}

/**
 * Opens two scan files to compare them. Throws a ScanFileError where one cannot be read, a CannotCompare where they have
 * nothing in common, or are the same.
 */
export function openScanDiff(
  question: DiffQuestion,
  registry: readonly ResourceKind[] = RESOURCE_KINDS,
): ScanDiff {
  const sides = { old: readSide(question.old), new: readSide(question.new) };
  const kinds = comparedKinds(sides, question.kinds, registry);
  const asked = askedColumns(question.columns, kinds);
  const notes = [
    ...comparisonNotes(sides, kinds, asked, question.kinds),
    ...(question.filter === null ? [] : [NO_SOURCES]),
  ];
  const database = openPair(question.old, question.new);
  const keptOf = keptRows(database, sides, kinds, question.filter);
  const matches = new Map<string, TabMatches>();
  const matchesOf = (tab: string): TabMatches => {
    const known = matches.get(tab) ?? new TabMatches();
    matches.set(tab, known);
    return known;
  };
  return {
    sides,
    kinds,
    notes,
    *rows() {
      let current = new TabMatches();
      prepareMatching(database, () => current);
      for (const kind of kinds) {
        current = matchesOf(kind.tab);
        yield* rowsOfKind({ database, sides, kind, asked, matches: current, kept: keptOf(kind.tab) });
      }
    },
    sections: () => sectionChanges({ sides, kinds, matchesOf, isFiltered: question.filter !== null }),
    sums: (kind) => sumChanges(database, sides, kind, keptOf(kind.tab)),
    close: () => {
      database.close();
      for (const file of [question.old, question.new]) tidyScanFile(file);
    },
  };
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

function comparedKinds(
  { old, new: now }: Sides,
  only: readonly string[] | null,
  registry: readonly ResourceKind[],
): readonly ResourceKind[] {
  const accounts = [...now.accounts.keys()];
  if (accounts.length > 0 && old.accounts.size > 0 && !accounts.some((id) => old.accounts.has(id)))
    throw new CannotCompare(
      `The scans are of other accounts (${listed(old.accounts.keys())}; ${listed(accounts)}): there is nothing to compare.`,
    );
  const both = registry.filter(({ id }) => old.kinds.has(id) && now.kinds.has(id));
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

interface KindTask {
  readonly database: DatabaseSync;
  readonly sides: Sides;
  readonly kind: ResourceKind;
  readonly asked: readonly string[] | null;
  readonly matches: TabMatches;
  readonly kept: KeptSql | null;
}

function* rowsOfKind(task: KindTask): Generator<DifferingRow | VerdictChange, void, undefined> {
  const { database, sides, kind, asked, matches } = task;
  const { compared } = comparedColumns(kind, asked, sides);
  const comparison: Comparison = {
    tab: kind.tab,
    compared: compared.map(({ id }) => id),
    told: toldColumns(kind).map(({ id }) => id),
    has: { old: columnsOn(sides.old, kind), new: columnsOn(sides.new, kind) },
    verdict: verdictsOf(sides, kind),
    kept: task.kept,
  };
  const changes = changedValues(kind, compared, asked !== null);
  for (const place of placesOf(sides, kind.id)) {
    const tells = rowTeller(task, place);
    const half = { old: isHalfRead(sides.old, place), new: isHalfRead(sides.new, place) };
    const numbers = { old: numberOf(sides.old, place), new: numberOf(sides.new, place) };
    for (const found of differingRows(database, comparison, numbers, matches)) {
      if ('side' in found) yield tells.lone(found);
      else yield* tells.pair(found, changes(found, half));
    }
  }
}

/** The columns that tell of a row why it may be missing on the other side. */
function toldColumns({ columns, leftOut, leavesAt }: ResourceKind): ResourceKind['columns'] {
  const ids = [...(leftOut === 'none' ? [] : [leftOut.column]), ...listOf(leavesAt)];
  return ids.flatMap((id) => columns.filter((column) => column.id === id));
}

function columnsOn(side: ScanSide, { tab }: ResourceKind): ReadonlySet<string> {
  return new Set(side.columns.get(tab)?.keys());
}

const NO_SOURCES = 'Not compared under a filter: how well sources are protected.';

const VERDICT = 'deletability';

function verdictsOf(sides: Sides, kind: ResourceKind): Comparison['verdict'] {
  const [old, now] = [columnsOn(sides.old, kind), columnsOn(sides.new, kind)];
  if (!old.has(VERDICT) || !now.has(VERDICT)) return null;
  const sql = (side: ScanSide, has: ReadonlySet<string>, row: string): string =>
    side.hasTodaysVerdicts ? `${row}.${VERDICT}` : verdictSql([...has], row);
  return (row) => (row === 'o' ? sql(sides.old, old, row) : sql(sides.new, now, row));
}

/** Where rows of a kind may be on one side at least, in one order whichever side they are on. */
function placesOf(sides: Sides, kind: string): readonly RowPlace[] {
  const places = new Map<string, RowPlace>();
  for (const side of [sides.old, sides.new])
    for (const [name, cell] of side.cells) if (cell.kind === kind) places.set(name, cell);
  return [...places].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, place]) => place);
}

function numberOf(side: ScanSide, place: RowPlace): number | null {
  return side.cells.get(placeOf(place))?.id ?? null;
}

const NO_KEY = 'AWS gave no identifier, so that nobody knows which row of the other scan it was';

/** Tells what became of the rows of a cell. */
function rowTeller({ sides, kind, matches }: KindTask, place: RowPlace) {
  const { account, region } = place;
  const where = { kind: kind.id, account, region };
  const unread = { old: whyUnread(sides.old, place), new: whyUnread(sides.new, place) };
  const told = toldColumns(kind);
  const excuseOf = ({ side, key, values }: LoneRow): Excuse => {
    const other = side === 'old' ? 'new' : 'old';
    const out = kind.leftOut === 'none' ? null : values[0];
    const left = leftOutOf(sides[other], sides[side], kind.leftOut, out);
    if (left?.change === 'aged-out') return left;
    const why = unread[other];
    if (why !== null) return { change: 'unknown', why };
    return left ?? (key.startsWith('#') ? { change: 'unknown', why: NO_KEY } : null);
  };
  return {
    lone: (found: LoneRow): DifferingRow => {
      const { side, row, key, values } = found;
      const excuse = excuseOf(found);
      matches.mark(side, row, excuse?.change ?? 'alone');
      const rows = { old: side === 'old' ? row : null, new: side === 'new' ? row : null };
      const change = excuse?.change ?? (side === 'old' ? 'gone' : 'new');
      const dates = told.map(({ type }, index) => ({ type, value: values[index] }));
      const leaves = kind.leftOut === 'none' ? dates : dates.slice(1);
      const left = change === 'gone' ? leftByItself(leaves, sides.old, sides.new) : null;
      return { ...where, key, change, values: [], why: excuse?.why ?? left, rows };
    },
    *pair(
      { key, both: rows, verdicts }: DifferingPair,
      values: DifferingRow['values'],
    ): Generator<DifferingRow | VerdictChange, void, undefined> {
      if (values.length > 0)
        yield key.startsWith('#')
          ? { ...where, key, change: 'unknown', values: [], why: NO_KEY, rows }
          : { ...where, key, change: 'changed', values, why: null, rows };
      if (verdicts === null || verdicts.old === verdicts.new) return;
      yield { ...where, key, old: textOrNull(verdicts.old), new: textOrNull(verdicts.new) };
    },
  };
}
