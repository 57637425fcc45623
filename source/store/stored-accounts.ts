import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import type { AccountState } from '../model/account.ts';
import { CellSums } from '../model/cell-sums.ts';
import type { SqlRow } from './sqlite.ts';
import { cellsInTurn, storedError } from './stored-cells.ts';
import { numberOrNull, textOrNull } from './stored-values.ts';

const PHASES: readonly AccountState['phase'][] = [
  'queued',
  'running',
  'done',
  'partial',
  'denied',
  'failed',
  'skipped',
  'stopped',
];

const regionsSchema = v.array(v.string());

/** Keeps these accounts as they are now, those that are new behind the others. */
export function storeAccounts(database: DatabaseSync, accounts: readonly AccountState[]): void {
  const keep = database.prepare(
    `INSERT INTO account (id, name, ou, state, entry, phase, regions, started_at, ended_at,
       error_code, error_message, error_advice)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, ou = excluded.ou, state = excluded.state,
       entry = excluded.entry, phase = excluded.phase, regions = excluded.regions,
       started_at = excluded.started_at, ended_at = excluded.ended_at, error_code = excluded.error_code,
       error_message = excluded.error_message, error_advice = excluded.error_advice`,
  );
  for (const { id, name, ou, state, entry, phase, regions, startedAt, endedAt, error } of accounts) {
    const of = [id, name, ou, state, entry, phase, JSON.stringify(regions), startedAt, endedAt];
    keep.run(...of, error?.code ?? null, error?.message ?? null, error?.advice ?? null);
  }
}

/** True for a scan of many accounts. */
export function hasAccounts(database: DatabaseSync): boolean {
  // Files of an older format have no such table.
  const isThere = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'account'").get() !== undefined;
  return isThere && database.prepare('SELECT 1 FROM account LIMIT 1').get() !== undefined;
}

/** The accounts of a scan of many, in the order planned; none of a scan of the caller's own. */
export function readAccounts(database: DatabaseSync): readonly AccountState[] {
  if (!hasAccounts(database)) return [];
  const sums = new CellSums();
  for (const cell of cellsInTurn(database)) sums.change(null, cell);
  return accountsWith(database, sums);
}

/** As `readAccounts`, of a scan of many whose cells have been added up. */
export function accountsWith(database: DatabaseSync, sums: CellSums): readonly AccountState[] {
  const lines = database.prepare('SELECT * FROM account ORDER BY position').all();
  return lines.map((line) => ({ ...accountState(line), kinds: sums.ofAccount(String(line.id)) }));
}

/** As `readAccounts`, without what its cells come to. */
export function readAccountNames(database: DatabaseSync): readonly Pick<AccountState, 'id' | 'name'>[] {
  if (!hasAccounts(database)) return [];
  const lines = database.prepare('SELECT id, name FROM account ORDER BY position').all();
  return lines.map(({ id, name }) => ({ id: String(id), name: textOrNull(name) }));
}

function accountState(line: SqlRow): Omit<AccountState, 'kinds'> {
  return {
    id: String(line.id),
    name: textOrNull(line.name),
    ou: textOrNull(line.ou),
    state: textOrNull(line.state),
    entry: String(line.entry),
    phase: PHASES.find((phase) => phase === line.phase) ?? 'queued',
    error: storedError(line),
    regions: v.parse(regionsSchema, JSON.parse(String(line.regions))),
    startedAt: numberOrNull(line.started_at),
    endedAt: numberOrNull(line.ended_at),
  };
}
