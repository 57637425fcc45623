import type { DatabaseSync } from 'node:sqlite';
import type { CellError, CellState, Phase } from '../model/cell.ts';
import type { SqlRow } from './sqlite.ts';
import { numberOrNull, textOrNull } from './stored-values.ts';

const PHASES: readonly Phase[] = [
  'queued',
  'running',
  'waiting',
  'done',
  'empty',
  'partial',
  'denied',
  'throttled',
  'failed',
  'skipped',
  'stopped',
];

/** Some of the cells. */
export type WhichCells =
  | { readonly ids: readonly number[] }
  | { readonly account: string }
  | { readonly kind: string };

/** The cells in the order planned, of a scan. One that was at work when its scan was killed reads `running`. */
export function readCells(database: DatabaseSync, which?: WhichCells): readonly CellState[] {
  const [where, value] = condition(which);
  return database
    .prepare(`SELECT * FROM cell ${where} ORDER BY id`)
    .all(...value)
    .map(cellState);
}

function condition(which: WhichCells | undefined): readonly [string, readonly string[]] {
  if (which === undefined) return ['', []];
  if ('ids' in which) return ['WHERE id IN (SELECT value FROM json_each(?))', [JSON.stringify(which.ids)]];
  return 'account' in which ? ['WHERE account = ?', [which.account]] : ['WHERE kind = ?', [which.kind]];
}

/** Every cell, one after the other: of thousands of accounts they are many. */
export function* cellsInTurn(database: DatabaseSync): Generator<CellState, void, undefined> {
  for (const line of database.prepare('SELECT * FROM cell ORDER BY id').iterate()) yield cellState(line);
}

function cellState(line: SqlRow): CellState {
  return {
    id: Number(line.id),
    account: String(line.account),
    partition: String(line.partition),
    region: String(line.region),
    kind: String(line.kind),
    phase: PHASES.find((phase) => phase === line.phase) ?? 'queued',
    rows: Number(line.rows),
    calls: Number(line.calls),
    retries: Number(line.retries),
    startedAt: numberOrNull(line.started_at),
    endedAt: numberOrNull(line.ended_at),
    error: storedError(line),
    waiting: null,
  };
}

/** What went wrong, from the three columns that hold it. */
export function storedError(line: SqlRow): CellError | null {
  const code = textOrNull(line.error_code);
  const advice = textOrNull(line.error_advice);
  if (code === null) return null;
  return { code, message: String(line.error_message ?? ''), ...(advice === null ? {} : { advice }) };
}
