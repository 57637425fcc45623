import type { DatabaseSync } from 'node:sqlite';
import type { AskedLater } from '../kinds/define/asked-later.ts';
import type { FlatPage, ResourceKind } from '../kinds/define/define-resource.ts';
import type { AccountsAround, CellContext } from '../kinds/define/derivation.ts';
import type { AccountState, ListedAccount } from '../model/account.ts';
import {
  type Cell,
  type CellState,
  isFinal,
  isSound,
  type ReadTime,
  type RowChanges,
} from '../model/cell.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import { accountsAround } from './accounts-around.ts';
import { type AskedAnswer, rowsToAsk, type StoredRowToAsk, writeAnswers } from './asked-rows.ts';
import { CallNotes } from './call-notes.ts';
import { derivationSteps } from './cell-derivation.ts';
import { beginRerun, type CellRerun } from './cell-rerun.ts';
import { CellRuns } from './cell-runs.ts';
import { cellsToTell, copiesTold, hasCopies, heldCopies, keepCopies } from './copies-under-way.ts';
import { backupsOfCell, forgetBackups, keepBackups } from './kept-backups.ts';
import type { AnsweredCall } from './kept-calls.ts';
import { prepared } from './prepared.ts';
import { type RefreshedRow, writeRefreshed } from './row-refresh.ts';
import { RowsElsewhere } from './rows-elsewhere.ts';
import { openForReadingOnce, openForWriting } from './scan-file.ts';
import { writeError } from './scan-file-error.ts';
import { quoted } from './schema.ts';
import { copiesToSettle, keepSettled } from './settled-copies.ts';
import { arrayRows } from './sql-rows.ts';
import { readAccountOutlines, storeAccounts, storeListedAccounts } from './stored-accounts.ts';
import { readCells, type WhichCells } from './stored-cells.ts';
import { storeFacts } from './stored-facts.ts';
import { type CellSources, readListings, storeSources } from './stored-sources.ts';
import { type SayHeldUp, watchedTransactions } from './watched-transactions.ts';
import { createWriteLock, writeLockMemory } from './write-lock.ts';

/** Writes into a scan file. Several writers, in threads of their own, may write at once, each to other cells. */
export interface ScanWriter {
  /** Enters cells as queued; the answer carries their numbers, in the same order. */
  readonly planCells: (cells: readonly Omit<Cell, 'id'>[]) => readonly Cell[];
  /** New runs of cells: rows of an earlier run go with the new run's first page, or when it ends. */
  readonly startCells: (cellIds: readonly number[], startedAt: number) => void;
  /**
   * One transaction: rows and cursor. Returns the rows of the cell's run now. The same key again in the same run
   * counts once (the first is kept), a row of another account of the scan there. A row without key is kept under its position.
   * `read`: when AWS answered this run so far.
   */
  readonly writePage: (cell: Cell, kind: ResourceKind, page: FlatPage, read?: ReadTime) => number;
  /**
   * Fills the derived columns of the rows that the cell's run has written, a step at a time; between two steps other
   * work may be done. Kinds without such columns take no step.
   */
  readonly derive: (
    cell: Cell,
    kind: ResourceKind,
    context: CellContext,
    /** Of the columns that it fills just these; absent: all. */
    only?: readonly string[],
  ) => Generator<void, void, undefined>;
  /** The ended cells of a kind with rows that are to be told of copies that are being made, or no longer are. */
  readonly cellsToTell: (kind: ResourceKind) => readonly CellState[];
  /** One transaction: all that there was to tell of copies is told. */
  readonly copiesTold: () => void;
  /** Begins a run of a cell aside: its rows stay as they are until `replaceRows`. */
  readonly beginRerun: (
    cell: Cell,
    kind: ResourceKind,
  ) => Pick<CellRerun, 'writePage' | 'drop'> & {
    /** Ends it, one transaction: its rows take the place of the old ones, and how it ended is kept. */
    readonly replaceRows: (state: CellState, found?: CellSources) => RowChanges;
  };
  /** One transaction: these rows in place. Returns the numbers of those that were still there. */
  readonly refreshRows: (kind: ResourceKind, rows: readonly RefreshedRow[]) => readonly number[];
  /** As `rowsToAsk` of a cell. */
  readonly rowsToAsk: (
    cell: Cell,
    kind: ResourceKind,
    later: AskedLater,
    isWanted: (row: number) => boolean,
  ) => Generator<readonly StoredRowToAsk[], void, undefined>;
  /** One transaction: these answers in the places of their rows. */
  readonly writeAnswers: (kind: ResourceKind, later: AskedLater, answers: readonly AskedAnswer[]) => void;
  /** True where rows of an ended cell may be missing, as its last run left it. */
  readonly mayLackRows: (cell: CellState) => boolean;
  /** The cells that fit, as the file has them. */
  readonly storedCells: (which: WhichCells) => readonly CellState[];
  /** The accounts of a scan of many, as the file has them, without what their cells come to. */
  readonly storedAccounts: () => readonly Omit<AccountState, 'kinds'>[];
  /** Keeps how the cell ended, and what its rows can be made of; its number of rows is the one counted here. */
  readonly finishCell: (state: CellState, found?: CellSources) => void;
  /** Keeps what AWS answered to a cell at work: with the next transaction, or soon after. */
  readonly noteCall: (call: AnsweredCall) => void;
  /** What was answered to a call of an account before the scan broke off; undefined: that is not kept. */
  readonly notedCall: (account: string, call: string) => Pick<AnsweredCall, 'at' | 'output'> | undefined;
  /** Nothing needs what AWS answered to these cells any more. */
  readonly forgetCalls: (cellIds: readonly number[]) => void;
  /** True for a cell that was begun once more and of which rows of the run before are still there. */
  readonly hasOldRows: (cellId: number) => boolean;
  /** Keeps how the cell ended; the rows that are there stay, whichever run they are of. */
  readonly finishKept: (state: CellState) => void;
  /** Adds up the backups of a cell anew, once its columns are derived: those of `replaceRows` are not. */
  readonly keepBackups: (cellId: number) => void;
  /** Keeps these accounts of a scan of many as they are now. */
  readonly saveAccounts: (accounts: readonly AccountState[]) => void;
  /** Keeps every account of the organization that was listed for the scan, scanned or not. */
  readonly saveListedAccounts: (accounts: readonly ListedAccount[]) => void;
  /** Keeps these facts; those not given stay. */
  readonly saveFacts: (facts: Partial<ScanFacts>) => void;
  /** Keeps the scan's end and moves everything into the one file, between the statements of readers. */
  readonly finish: (endedAt: number, complete: boolean) => void;
  readonly close: () => void;
}

/**
 * Opens a scan file for writing. Where several threads write it, all are given the same memory for their turns
 * (`writeLockMemory`); `sayHeldUp` is told what holds writing up. Every method throws a ScanFileError where the file
 * cannot be written; what was committed before stays readable.
 */
export function openScanWriter(
  path: string,
  turns: SharedArrayBuffer = writeLockMemory(),
  sayHeldUp: SayHeldUp = () => {},
): ScanWriter {
  const database = openForWriting(path);
  const guarded = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw writeError(path, error);
    }
  };
  const runs = guarded(() => new CellRuns(database));
  const elsewhere = new RowsElsewhere(database);
  /** Read when the first cell ends: all accounts of the scan are entered before its cells. */
  let around: AccountsAround | undefined;
  /** Connections that no derivation reads with just now. */
  const idle: DatabaseSync[] = [];
  const { during } = createWriteLock(turns);
  const transactions = watchedTransactions(database, sayHeldUp);
  const inTurn = <Result>(work: () => Result): Result => during(() => transactions(work));
  const notes = new CallNotes(database, (write) => guarded(() => inTurn(write)));
  const transaction = <Result>(work: () => Result): Result =>
    guarded(() =>
      inTurn(() => {
        notes.write();
        return work();
      }),
    );
  return {
    planCells: (cells) => transaction(() => planCells(database, cells)),
    startCells: (cellIds, startedAt) =>
      transaction(() => {
        for (const cellId of cellIds) {
          startCell(database, cellId, startedAt);
          elsewhere.forget(cellId);
        }
      }),
    writePage: (cell, kind, given, read) =>
      transaction(() => {
        const { page, left } = elsewhere.without(cell, given);
        elsewhere.add(cell.id, left);
        return runs.writePage(cell, kind, page, read);
      }),
    *derive(cell, kind, context, only) {
      if (kind.derivation === 'none') return;
      // One of its own: while it reads, what it sees of other cells stays as it was when it began.
      const reading = idle.pop() ?? openForReadingOnce(path);
      try {
        around ??= accountsAround(reading);
        const told = { ...context, accounts: around };
        yield* derivationSteps({ writing: database, reading }, cell, kind, told, inTurn, only);
      } catch (error) {
        throw writeError(path, error);
      } finally {
        idle.push(reading);
      }
    },
    cellsToTell: (kind) =>
      guarded(() => readCells(database, { ids: cellsToTell(database, kind) })).filter(({ phase }) =>
        isFinal(phase),
      ),
    copiesTold: () =>
      transaction(() => {
        if (hasCopies(database)) copiesTold(database);
      }),
    beginRerun: (cell, kind) => {
      const rerun = guarded(() => beginRerun(database, cell, kind));
      const leftSoFar: ReturnType<RowsElsewhere['without']>['left'][] = [];
      return {
        writePage: (given) =>
          guarded(() => {
            const { page, left } = elsewhere.without(cell, given);
            leftSoFar.push(left);
            return rerun.writePage(page);
          }),
        drop: () => guarded(rerun.drop),
        replaceRows: (state, found) => {
          const changes = transaction(() => {
            const replaced = rerun.replace();
            runs.finish(cell.id);
            elsewhere.forget(cell.id);
            for (const left of leftSoFar) elsewhere.add(cell.id, left);
            forgetRead(database, cell.id);
            keepEnd(database, state);
            if (found !== undefined) storeSources(database, cell.id, found);
            else forgetBackups(database, [cell.id]);
            return replaced;
          });
          guarded(rerun.drop);
          return changes;
        },
      };
    },
    refreshRows: (kind, rows) =>
      transaction(() => {
        const written = writeRefreshed(database, kind, rows);
        forgetBackups(database, cellsOfRows(database, kind, written));
        return written;
      }),
    *rowsToAsk(cell, kind, later, isWanted) {
      try {
        yield* rowsToAsk(database, cell.id, kind, later, isWanted);
      } catch (error) {
        throw writeError(path, error);
      }
    },
    writeAnswers: (kind, later, answers) => transaction(() => writeAnswers(database, kind, later, answers)),
    mayLackRows: ({ id, phase }) =>
      (!isSound(phase) && phase !== 'partial') ||
      guarded(() => readListings(database, id).get(id)?.lacking ?? null) !== null,
    storedCells: (which) => guarded(() => readCells(database, which)),
    storedAccounts: () => guarded(() => readAccountOutlines(database)),
    finishCell: (state, found) => {
      // Read outside of the turn, which others wait for.
      const backups = found === undefined ? [] : guarded(() => backupsOfCell(database, state));
      transaction(() => {
        runs.finish(state.id);
        // Without rows no column of it was derived, where copies are looked for.
        if (state.rows === 0 && heldCopies(database, state.id)) keepCopies(database, state.id, new Map());
        keepEnd(database, state);
        if (found === undefined) forgetBackups(database, [state.id]);
        else {
          storeSources(database, state.id, found);
          keepBackups(database, state.id, backups);
        }
      });
    },
    noteCall: (call) => notes.add(call),
    notedCall: (account, call) => guarded(() => notes.find(account, call)),
    forgetCalls: (cellIds) => transaction(() => notes.forget(cellIds)),
    hasOldRows: (cellId) =>
      guarded(() => {
        const sql = 'SELECT 1 FROM cell WHERE id = ? AND outdated = 1 AND rows > 0';
        return prepared(database, sql).get(cellId) !== undefined;
      }),
    finishKept: (state) =>
      transaction(() => {
        prepared(database, 'UPDATE cell SET outdated = 0 WHERE id = ?').run(state.id);
        keepEnd(database, state);
        forgetBackups(database, [state.id]);
      }),
    keepBackups: (cellId) => {
      const backups = guarded(() =>
        readCells(database, { ids: [cellId] }).map((cell) => backupsOfCell(database, cell)),
      );
      transaction(() => {
        for (const lines of backups) keepBackups(database, cellId, lines);
      });
    },
    saveAccounts: (accounts) => transaction(() => storeAccounts(database, accounts)),
    saveListedAccounts: (accounts) => transaction(() => storeListedAccounts(database, accounts)),
    saveFacts: (facts) => transaction(() => storeFacts(database, facts)),
    finish: (endedAt, complete) => {
      const settled = guarded(() => copiesToSettle(database));
      transaction(() => {
        storeFacts(database, { endedAt, complete });
        if (complete) notes.forgetAll();
        for (const [kind, found] of settled) keepSettled(database, kind, found);
      });
      if (complete) transaction(() => database.exec('PRAGMA incremental_vacuum'));
      guarded(() => checkpoint(database));
    },
    close: () =>
      guarded(() => {
        notes.close();
        for (const reading of idle.splice(0)) reading.close();
        database.close();
      }),
  };
}

function cellsOfRows(
  database: DatabaseSync,
  { tab, sources }: ResourceKind,
  rows: readonly number[],
): readonly number[] {
  if (sources === 'none') return [];
  const sql = `SELECT DISTINCT cell FROM ${quoted(tab)} WHERE row IN (SELECT value FROM json_each(?))`;
  return [...arrayRows(database, sql, JSON.stringify(rows))].map(([cell]) => Number(cell));
}

function planCells(database: DatabaseSync, cells: readonly Omit<Cell, 'id'>[]): readonly Cell[] {
  const sql = 'INSERT INTO cell (account, partition, region, kind) VALUES (?, ?, ?, ?)';
  const insert = prepared(database, sql);
  return cells.map((cell) => {
    const { lastInsertRowid } = insert.run(cell.account, cell.partition, cell.region, cell.kind);
    return { ...cell, id: Number(lastInsertRowid) };
  });
}

function startCell(database: DatabaseSync, cellId: number, startedAt: number): void {
  prepared(
    database,
    `UPDATE cell SET phase = 'running', outdated = rows > 0 OR received > 0, calls = 0, retries = 0, started_at = ?, ended_at = NULL,
       error_code = NULL, error_message = NULL, error_advice = NULL, cursor = NULL, read_at = NULL, read_until = NULL WHERE id = ?`,
  ).run(startedAt, cellId);
}

function forgetRead(database: DatabaseSync, cellId: number): void {
  database.prepare('UPDATE cell SET read_at = NULL, read_until = NULL WHERE id = ?').run(cellId);
}

function keepEnd(database: DatabaseSync, state: CellState): void {
  prepared(
    database,
    `UPDATE cell SET phase = ?, calls = ?, retries = ?, started_at = ?, ended_at = ?,
       error_code = ?, error_message = ?, error_advice = ?, read_at = ifnull(read_at, ?),
       read_until = ifnull(?, read_until) WHERE id = ?`,
  ).run(
    state.phase,
    state.calls,
    state.retries,
    state.startedAt,
    state.endedAt,
    state.error?.code ?? null,
    state.error?.message ?? null,
    state.error?.advice ?? null,
    state.read?.at ?? null,
    state.read?.until ?? null,
    state.id,
  );
}

// Readers that are between two statements do not hinder it; one in the middle of a long statement would make it
// wait, and the scan's end need not: what stays in the log is read all the same.
function checkpoint(database: DatabaseSync): void {
  const before = Number(database.prepare('PRAGMA busy_timeout').get()?.timeout);
  database.exec('PRAGMA busy_timeout = 200');
  database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
  database.exec(`PRAGMA busy_timeout = ${before}`);
}
