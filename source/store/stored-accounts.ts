import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import type { AccountState, ListedAccount } from '../model/account.ts';
import { CellSums } from '../model/cell-sums.ts';
import { prepared } from './prepared.ts';
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
  const keep = prepared(
    database,
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

/** Keeps every account of an organization; its list is known from now on. */
export function storeListedAccounts(database: DatabaseSync, accounts: readonly ListedAccount[]): void {
  const keep = database.prepare('INSERT OR REPLACE INTO listed_account (id, name) VALUES (?, ?)');
  for (const { id, name } of accounts) keep.run(id, name);
}

/** The accounts of the organization that was listed for the scan; none where none was. */
export function readListedAccounts(database: DatabaseSync): readonly ListedAccount[] {
  if (!hasTable(database, 'listed_account')) return [];
  const lines = database.prepare('SELECT id, name FROM listed_account').all();
  return lines.map(({ id, name }) => ({ id: String(id), name: textOrNull(name) }));
}

/** Files of older formats, or versions, lack some tables. */
function hasTable(database: DatabaseSync, name: string): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined;
}

/** True for a scan of many accounts. */
export function hasAccounts(database: DatabaseSync): boolean {
  return (
    hasTable(database, 'account') && database.prepare('SELECT 1 FROM account LIMIT 1').get() !== undefined
  );
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

/** As `readAccounts`, without what their cells come to. */
export function readAccountOutlines(database: DatabaseSync): readonly Omit<AccountState, 'kinds'>[] {
  if (!hasAccounts(database)) return [];
  return database.prepare('SELECT * FROM account ORDER BY position').all().map(accountState);
}

/** As `readAccounts`, only who they are. */
export function readAccountNames(database: DatabaseSync): readonly ListedAccount[] {
  if (!hasAccounts(database)) return [];
  const lines = database.prepare('SELECT id, name FROM account ORDER BY position').all();
  return lines.map(({ id, name }) => ({ id: String(id), name: textOrNull(name) }));
}

/** How far an account of a scan of many is; null for any other one. */
export function readAccountPhase(
  database: DatabaseSync,
  id: string,
): Pick<AccountState, 'phase' | 'error'> | null {
  if (!hasAccounts(database)) return null;
  const line = database.prepare('SELECT * FROM account WHERE id = ?').get(id);
  return line === undefined ? null : { phase: phaseOf(line), error: storedError(line) };
}

function phaseOf({ phase: stored }: SqlRow): AccountState['phase'] {
  return PHASES.find((phase) => phase === stored) ?? 'queued';
}

/** The ids of the accounts of a scan of many that have no cells: nothing of them was read. */
export function readAccountsWithoutCells(database: DatabaseSync): ReadonlySet<string> {
  if (!hasAccounts(database)) return new Set();
  const lines = database.prepare('SELECT id FROM account WHERE id NOT IN (SELECT account FROM cell)').all();
  return new Set(lines.map(({ id }) => String(id)));
}

function accountState(line: SqlRow): Omit<AccountState, 'kinds'> {
  return {
    id: String(line.id),
    name: textOrNull(line.name),
    ou: textOrNull(line.ou),
    state: textOrNull(line.state),
    entry: String(line.entry),
    phase: phaseOf(line),
    error: storedError(line),
    regions: v.parse(regionsSchema, JSON.parse(String(line.regions))),
    startedAt: numberOrNull(line.started_at),
    endedAt: numberOrNull(line.ended_at),
  };
}
