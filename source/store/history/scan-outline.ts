/** What a scan file says of its scan in few numbers, read without a look at single rows. */
import type { DatabaseSync } from 'node:sqlite';
import { RESOURCE_KINDS } from '../../kinds/registry.ts';
import type { CostBounds, KeptState, ScanOutline } from '../../model/kept-scan.ts';
import { isProblem, isUnfinished, PHASES } from '../../model/phase.ts';
import type { ScanFacts } from '../../model/scan-facts.ts';
import type { KnownSum } from '../../model/table-query.ts';
import { quoted } from '../schema.ts';
import { columnOrNull, storedColumns } from '../sql-rows.ts';
import { hasAccounts } from '../stored-accounts.ts';
import { readFacts } from '../stored-facts.ts';

/**
 * Reads it. `isOpen`: whether a living process has the file open, asked only where the scan has not ended. Throws what
 * SQLite throws, and where a fact is missing.
 */
export function readOutline(database: DatabaseSync, isOpen: () => boolean): ScanOutline {
  const facts = readFacts(database);
  const cells = countCells(database, facts);
  const { startedAt, endedAt, identity, kinds, options, version, accountsChoice } = facts;
  const accounts = readAccounts(database);
  return {
    ...nameOf(facts),
    ...{ startedAt, endedAt, kinds, version },
    state: stateOf(facts, cells.unfinished, isOpen),
    accountSet: accountSetOf(facts, accounts.ids),
    accounts: accounts.ids.length === 0 ? 1 : accounts.ids.length,
    account:
      accounts.ids.length > 0 || identity === null
        ? null
        : { id: identity.account, name: identity.accountName },
    accountWords: accounts.ids.length === 0 ? [] : wordsOf(options.accounts),
    organization: accountsChoice?.organization ?? null,
    regions: cells.regions,
    rows: cells.rows,
    problems: cells.problems + accounts.notEntered,
    ...sumsOf(database),
  };
}

/** The name of a scan, and whether it is to stay. */
export function nameOf({
  name,
  keep,
}: Pick<ScanFacts, 'name' | 'keep'>): Pick<ScanOutline, 'name' | 'isKept'> {
  return { name: name === undefined || name === '' ? null : name, isKept: keep === true };
}

function stateOf({ endedAt, complete }: ScanFacts, unfinished: number, isOpen: () => boolean): KeptState {
  if (endedAt === null) return isOpen() ? 'running' : 'interrupted';
  return complete && unfinished === 0 ? 'whole' : 'partial';
}

/** Of an organization what was chosen is what stays the same: accounts come and go. */
function accountSetOf({ identity, options, accountsChoice }: ScanFacts, ids: readonly string[]): string {
  if (ids.length === 0) return identity?.account ?? 'unknown';
  const organization = accountsChoice?.organization ?? null;
  if (organization === null) return ids.toSorted().join(' ');
  return [organization, ...wordsOf(options.accounts).toSorted()].join(' ');
}

function wordsOf(option: unknown): readonly string[] {
  return Array.isArray(option) ? option.map(String) : [];
}

function readAccounts(database: DatabaseSync): {
  readonly ids: readonly string[];
  readonly notEntered: number;
} {
  if (!hasAccounts(database)) return { ids: [], notEntered: 0 };
  const lines = database
    .prepare(
      `SELECT id, phase IN ('denied', 'failed') AND id NOT IN (SELECT account FROM cell) AS lost FROM account ORDER BY position`,
    )
    .all();
  return {
    ids: lines.map(({ id }) => String(id)),
    notEntered: lines.filter(({ lost }) => lost === 1).length,
  };
}

interface CountedCells {
  readonly rows: number;
  readonly problems: number;
  readonly unfinished: number;
  readonly regions: readonly string[];
}

/** The cells of regions that are on. */
function countCells(database: DatabaseSync, { regionsOff, regions }: ScanFacts): CountedCells {
  const counted = database
    .prepare(
      `SELECT phase, count(*) AS cells, total(rows) AS rows FROM cell
       WHERE region NOT IN (SELECT value FROM json_each(?)) GROUP BY phase`,
    )
    .all(JSON.stringify(regionsOff));
  let [rows, problems, unfinished] = [0, 0, 0];
  for (const line of counted) {
    const phase = PHASES.find((known) => known === line.phase) ?? 'queued';
    rows += Number(line.rows);
    if (isProblem(phase)) problems += Number(line.cells);
    if (isUnfinished(phase)) unfinished += Number(line.cells);
  }
  // A scan of many accounts has no regions of its own, but those of its accounts.
  const scanned =
    regions.length > 0
      ? regions
      : database
          .prepare('SELECT DISTINCT region FROM cell ORDER BY region')
          .all()
          .map(({ region }) => String(region));
  return { rows, problems, unfinished, regions: scanned };
}

/** What the snapshots and backups of a file come to: the same sums as the Summary's. */
function sumsOf(database: DatabaseSync): Pick<ScanOutline, 'bytes' | 'cost'> {
  const ofSnapshots = RESOURCE_KINDS.filter(({ group }) => group === 'snapshots');
  const scanned = new Set(
    database
      .prepare('SELECT DISTINCT kind FROM cell')
      .all()
      .map(({ kind }) => String(kind)),
  );
  const tabs = new Set(ofSnapshots.filter(({ id }) => scanned.has(id)).map(({ tab }) => tab));
  if (tabs.size === 0) return { bytes: null, cost: null };
  const sums = [...tabs].flatMap((tab) => sumOfTab(database, tab));
  const add = (of: (sum: TabSum) => number): number => sums.reduce((total, sum) => total + of(sum), 0);
  const count = add((sum) => sum.count);
  const known = (without: number, sum: number): number | null =>
    count > 0 && without === count ? null : sum;
  const [withoutLow, withoutHigh] = [add((sum) => sum.withoutLow), add((sum) => sum.withoutHigh)];
  const bytes: KnownSum = { sum: add((sum) => sum.size), unknown: add((sum) => sum.withoutSize) };
  const cost: CostBounds = {
    low: known(withoutLow, cents(add((sum) => sum.low))),
    high: known(withoutHigh, cents(add((sum) => sum.high))),
    unknown: Math.max(withoutLow, withoutHigh),
  };
  return { bytes, cost };
}

interface TabSum {
  readonly count: number;
  readonly size: number;
  readonly withoutSize: number;
  readonly low: number;
  readonly withoutLow: number;
  readonly high: number;
  readonly withoutHigh: number;
}

function sumOfTab(database: DatabaseSync, tab: string): readonly TabSum[] {
  const columns = storedColumns(database, tab);
  if (columns.size === 0) return [];
  const [size, low, high] = ['size', 'monthly_cost_low', 'monthly_cost_high'].map((id) =>
    columnOrNull(columns, id),
  );
  const line = database
    .prepare(
      `SELECT count(*) AS count, total(${size}) AS size, count(*) - count(${size}) AS without_size,
         total(${low}) AS low, count(*) - count(${low}) AS without_low,
         total(${high}) AS high, count(*) - count(${high}) AS without_high FROM ${quoted(tab)}`,
    )
    .get();
  const number = (name: string): number => Number(line?.[name] ?? 0);
  return [
    {
      ...{ count: number('count'), size: number('size'), withoutSize: number('without_size') },
      ...{ low: number('low'), withoutLow: number('without_low') },
      ...{ high: number('high'), withoutHigh: number('without_high') },
    },
  ];
}

function cents(dollars: number): number {
  return Math.round(dollars * 10_000) / 10_000;
}
