/** The rows of a kind that differ, and what became of each. */
import type { DatabaseSync } from 'node:sqlite';
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import { listOf } from '../../kinds/define/none.ts';
import type { DifferingRow, VerdictChange } from '../../model/diff.ts';
import type { KeptSql } from '../../store/diff/kept-rows.ts';
import {
  type Comparison,
  type DifferingPair,
  differingRows,
  type LoneRow,
} from '../../store/diff/matched-rows.ts';
import { placeOf, type ScanSide, type Sides } from '../../store/diff/scan-side.ts';
import { verdictSql } from '../../store/old-verdicts.ts';
import { textOrNull } from '../../store/stored-values.ts';
import { type Excuse, isHalfRead, leftByItself, leftOutOf, type RowPlace, whyUnread } from './absence.ts';
import { changedValues } from './changed-values.ts';
import { comparedColumns } from './compared-columns.ts';
import type { TabMatches } from './tab-matches.ts';

/** A kind that is compared. */
export interface KindTask {
  readonly database: DatabaseSync;
  readonly sides: Sides;
  readonly kind: ResourceKind;
  readonly asked: readonly string[] | null;
  readonly matches: TabMatches;
  readonly kept: KeptSql | null;
}

/** Compares the rows of a kind, a cell after the other; `matches` then knows which are the same. */
export function* rowsOfKind(task: KindTask): Generator<DifferingRow | VerdictChange, void, undefined> {
  const { database, sides, kind, asked } = task;
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
    for (const found of differingRows(database, comparison, numbers)) {
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
