import type { DatabaseSync } from 'node:sqlite';
import type { CellError, CellState, ReadTime } from '../model/cell.ts';
import { PHASES, type Phase } from '../model/phase.ts';
import type { SqlRow } from './sqlite.ts';
import { numberOrNull, textOrNull } from './stored-values.ts';

/** Some of the cells. */
export type WhichCells =
  | { readonly ids: readonly number[] }
  | { readonly account: string }
  | { readonly kind: string };

/** The cells in the order planned, of a scan. One that was at work when its scan was killed reads `running`. */
export function readCells(database: DatabaseSync, which?: WhichCells): readonly CellState[] {
  return [...cellsInTurn(database, which)];
}

function condition(which: WhichCells | undefined): readonly [string, readonly string[]] {
  if (which === undefined) return ['', []];
  if ('ids' in which) return ['WHERE id IN (SELECT value FROM json_each(?))', [JSON.stringify(which.ids)]];
  return 'account' in which ? ['WHERE account = ?', [which.account]] : ['WHERE kind = ?', [which.kind]];
}

/** The kinds that there are cells of. */
export function kindsOfCells(database: DatabaseSync): readonly string[] {
  return database
    .prepare('SELECT DISTINCT kind FROM cell')
    .all()
    .map(({ kind }) => String(kind));
}

/** Every cell, one after the other: of thousands of accounts they are many. */
export function* cellsInTurn(
  database: DatabaseSync,
  which?: WhichCells,
): Generator<CellState, void, undefined> {
  const [where, value] = condition(which);
  const text = sharedTexts();
  // Lines that are all read before they are looked at take three times the memory of the cells.
  const lines = database.prepare(`SELECT * FROM cell ${where} ORDER BY id`).iterate(...value);
  for (const line of lines) yield cellState(line, text);
}

/** The ways in which cells of a region and kind ended, each once: with the account of one of them, and the rows of all. */
export function endingsOfCells(
  database: DatabaseSync,
): readonly (CellPlace & Pick<CellState, 'phase' | 'rows'>)[] {
  const lines = database
    .prepare(
      'SELECT min(account) AS account, region, kind, phase, total(rows) AS rows FROM cell GROUP BY region, kind, phase ORDER BY min(id)',
    )
    .all();
  return lines.map((line) => ({
    account: String(line.account),
    region: String(line.region),
    kind: String(line.kind),
    phase: phaseOf(line),
    rows: Number(line.rows),
  }));
}

/**
 * The cells of a scan file, read anew each time that they are gone through: of a thousand accounts they are more than an
 * export could hold.
 */
export function cellsAsRead(database: DatabaseSync): Iterable<CellState> {
  return { [Symbol.iterator]: () => cellsInTurn(database) };
}

/** Where a cell is, and what it is of. */
export type CellPlace = Pick<CellState, 'account' | 'region' | 'kind'>;

/** Of so many cells the places are kept, of which rows are likely to come again. */
const KEPT_PLACES = 2_000;

/** Finds the place of a cell by its number, without holding on to those of all. */
export function placesOfCells(database: DatabaseSync): (cell: number) => CellPlace | undefined {
  const statement = database.prepare('SELECT account, region, kind FROM cell WHERE id = ?');
  const text = sharedTexts();
  const kept = new Map<number, CellPlace>();
  return (cell) => {
    const known = kept.get(cell);
    if (known !== undefined) return known;
    const line = statement.get(cell);
    if (line === undefined) return undefined;
    if (kept.size >= KEPT_PLACES) kept.clear();
    const place = { account: text(line.account), region: text(line.region), kind: text(line.kind) };
    kept.set(cell, place);
    return place;
  };
}

/** Texts that many cells have in common, each kept once. */
function sharedTexts(): (given: unknown) => string {
  const kept = new Map<unknown, string>();
  return (given) => {
    const known = kept.get(given);
    if (known !== undefined) return known;
    const text = String(given);
    kept.set(text, text);
    return text;
  };
}

function cellState(line: SqlRow, text: (given: unknown) => string): CellState {
  return {
    id: Number(line.id),
    account: text(line.account),
    partition: text(line.partition),
    region: text(line.region),
    kind: text(line.kind),
    phase: phaseOf(line),
    rows: Number(line.rows),
    calls: Number(line.calls),
    retries: Number(line.retries),
    startedAt: numberOrNull(line.started_at),
    endedAt: numberOrNull(line.ended_at),
    read: readTime(line),
    error: storedError(line),
    waiting: null,
  };
}

function phaseOf({ phase: stored }: SqlRow): Phase {
  return PHASES.find((phase) => phase === stored) ?? 'queued';
}

/** Files of earlier versions do not say. */
function readTime({ read_at, read_until }: SqlRow): ReadTime | null {
  const [at, until] = [numberOrNull(read_at), numberOrNull(read_until)];
  return at === null || until === null ? null : { at, until };
}

/** What went wrong, from the three columns that hold it. */
export function storedError(line: SqlRow): CellError | null {
  const code = textOrNull(line.error_code);
  const advice = textOrNull(line.error_advice);
  if (code === null) return null;
  return { code, message: String(line.error_message ?? ''), ...(advice === null ? {} : { advice }) };
}
