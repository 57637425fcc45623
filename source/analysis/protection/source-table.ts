/**
 * The table of sources: worked out from the scan file, and kept in a table of the connection's own, so that it is sorted,
 * filtered and counted like the tables of rows.
 */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { RESOURCE_KINDS } from '../../kinds/registry.ts';
import { SOURCE_COLUMNS, SOURCES_TAB } from '../../kinds/sources/source-columns.ts';
import type { ScanFacts } from '../../model/scan-facts.ts';
import { AUTOMATIC } from '../../store/backup-group.ts';
import { quoted, STORAGE } from '../../store/schema.ts';
import { sourceKind } from '../../store/source-kind.ts';
import { arrayRows } from '../../store/sql-rows.ts';
import { kindsOfCells } from '../../store/stored-cells.ts';
import { readFacts } from '../../store/stored-facts.ts';
import { replicatedSources } from '../../store/stored-sources.ts';
import { toStored } from '../../store/stored-values.ts';
import { freshly, inOneTransaction } from '../freshly.ts';
import { type FoundSource, foundSources, pointSources } from './evidence.ts';
import { PROTECTIONS, type Protection } from './judge.ts';
import {
  type Candidate,
  type Judged,
  judgedByDefault,
  judgeSources,
  mayBeJudgedAnew,
  storedByDefault,
} from './judge-sources.ts';
import { regularMakers } from './makers.ts';
import { rulesOfScan } from './rules.ts';
import { vaultPoints } from './vault-points.ts';

/** Fills the connection's table of sources anew. A scan file of no kind that lists sources leaves it empty. */
export function fillSources(database: DatabaseSync): void {
  inOneTransaction(database, () => workOut(database));
}

/** As `fillSources`, where the file has changed. */
export const freshSources = freshly(fillSources);

function workOut(database: DatabaseSync): void {
  const facts = readFacts(database);
  const numberOf = rowNumbers(database);
  makeTable(database);
  const rules = rulesOfScan(facts);
  const sources = insertFacts(database, facts, numberOf, mayBeJudgedAnew(rules, replicatedSources(database)));
  judgeSources(database, sources, rules, facts.startedAt);
}

/** How many sources there are of each protection. */
export function protectionCounts(database: DatabaseSync): ReadonlyMap<Protection, number> {
  freshSources(database);
  const counts = new Map<Protection, number>();
  const sql = `SELECT count(*) AS count FROM temp.${SOURCES_TAB} WHERE protection = ?`;
  for (const name of PROTECTIONS) counts.set(name, Number(database.prepare(sql).get(name)?.count));
  return counts;
}

function makeTable(database: DatabaseSync): void {
  const own = SOURCE_COLUMNS.map(({ id, type }) => `, ${quoted(id)} ${STORAGE[type]}`).join('');
  database.exec(`DROP TABLE IF EXISTS temp.${SOURCES_TAB};
    CREATE TEMP TABLE ${SOURCES_TAB} (row INTEGER PRIMARY KEY, cell INTEGER NOT NULL, key TEXT NOT NULL, former INTEGER NOT NULL, problem TEXT${own})`);
}

/** Fills the table; answers those sources that are to be kept. */
function insertFacts(
  database: DatabaseSync,
  facts: ScanFacts,
  numberOf: (source: FoundSource) => number,
  isKept: (source: Judged) => boolean,
): readonly Judged[] {
  const insert = database.prepare(
    `INSERT INTO temp.${SOURCES_TAB} (row, cell, key, former, problem, ${SOURCE_COLUMNS.map(({ id }) => quoted(id)).join(', ')})
     VALUES (?, ?, ?, ?, ?, ${SOURCE_COLUMNS.map(() => '?').join(', ')})`,
  );
  const judged: Judged[] = [];
  for (const source of everySource(database, facts)) {
    const row = numberOf(source);
    const candidate = judgedByDefault(candidateOf(source, row), facts.startedAt);
    const values = {
      ...valuesOf(source),
      ...makerValues(source, facts.startedAt),
      ...storedByDefault(candidate),
    };
    insert.run(
      ...[row, source.cell.id, source.key, isFormer(source) ? 1 : 0, source.listed?.problem ?? null],
      ...SOURCE_COLUMNS.map(({ id }) => values[id] ?? null),
    );
    if (isKept(candidate)) judged.push(candidate);
  }
  return judged;
}

/** The sources of every kind, and last those that only recovery points tell of. */
function* everySource(database: DatabaseSync, facts: ScanFacts): Generator<FoundSource, void, undefined> {
  const scanned = new Set(kindsOfCells(database));
  const points = vaultPoints(database, facts, scanned);
  for (const kind of RESOURCE_KINDS) {
    const ofSources = scanned.has(kind.id) && kind !== points.kind?.kind ? sourceKind(kind) : undefined;
    if (ofSources !== undefined) yield* foundSources(database, ofSources, facts, points);
  }
  yield* pointSources(points);
}

/** What a source is called among all of the table; another one may have had its name. */
function rowName(kind: string, account: string, region: string, key: string, former: boolean): string {
  return [kind, account, region, key, ...(former ? ['former'] : [])].join(' ');
}

function isFormer({ group }: FoundSource): boolean {
  return group?.isFormer === true;
}

/** The highest number that a row of a connection's table ever had: it is given to no other one. */
const LAST = new WeakMap<DatabaseSync, number>();

/**
 * Numbers the rows of the table that takes the place of the one there is. A source of that one keeps its number, so that
 * an order or a cursor on screen stays where it is.
 */
function rowNumbers(database: DatabaseSync): (source: FoundSource) => number {
  const known = numbersByName(database);
  return (source) => {
    const { kind, account, region, key } = source;
    const number = known?.get(rowName(kind.kind.id, account, region, key, isFormer(source)));
    if (number !== undefined) return number;
    const next = (LAST.get(database) ?? 0) + 1;
    LAST.set(database, next);
    return next;
  };
}

/** The numbers of the rows of the table; undefined where there is none yet. */
function numbersByName(database: DatabaseSync): ReadonlyMap<string, number> | undefined {
  const isThere = database.prepare('SELECT 1 FROM temp.sqlite_schema WHERE name = ?').get(SOURCES_TAB);
  if (isThere === undefined) return undefined;
  const numbers = new Map<string, number>();
  const sql = `SELECT row, cell.kind, source.account, source.region, source.key, former
    FROM temp.${SOURCES_TAB} AS source JOIN cell ON cell.id = source.cell`;
  for (const [row, kind, account, region, key, former] of arrayRows(database, sql)) {
    const [ofKind = '', ofAccount = '', ofRegion = '', own = ''] = [kind, account, region, key].map(String);
    numbers.set(rowName(ofKind, ofAccount, ofRegion, own, former === 1), Number(row));
  }
  return numbers;
}

/** What is known of a source before it is judged, by column, as it is stored. */
function valuesOf(source: FoundSource): Readonly<Record<string, SQLInputValue>> {
  const { listed, group, account, region } = source;
  const to = latestOf(group?.newest ?? null, listed?.restorableTo ?? null);
  return {
    source_id: listed?.id ?? group?.label ?? source.key,
    name: listed === null ? (group?.name ?? null) : listed.name,
    service: listed?.service ?? group?.service ?? source.kind.kind.service,
    region,
    account,
    size: listed?.size ?? null,
    state: listed === null ? stateWords(source) : listed.state,
    in_use_by: listed?.inUseBy ?? null,
    newest_backup: group?.newest ?? null,
    newest_backup_id: group?.newestId ?? null,
    restorable_to: to,
    restorable_from: listed?.restorableFrom ?? null,
    aws_backup_says: source.saidLast,
    backed_up_by: toStored('list', originsOf(source)),
    ...amountOf(source),
    copy: copyWords(source),
    encrypted: toStored('boolean', listed?.encrypted ?? null),
    locked: toStored('boolean', group?.locked ?? null),
    tags: listed?.tags ?? null,
    source_key: source.key,
    source_arn: listed?.arn ?? (source.key.startsWith('arn:') ? source.key : null),
  };
}

/** What backs it up time after time, by column, as it is stored. */
function makerValues(source: FoundSource, now: number): Readonly<Record<string, SQLInputValue>> {
  const { names, isTwice, low, high } = regularMakers(source, now);
  return {
    regular_backups_by: toStored('list', names),
    backed_up_twice: isTwice,
    second_cost_low: low,
    second_cost_high: high,
  };
}

/** Nothing found where not all was read is not known to be nothing. */
function amountOf({ group, backups }: FoundSource): Readonly<Record<string, SQLInputValue>> {
  const count = group?.backups ?? 0;
  if (count > 0) return { backups: count, backup_size: group?.bytes ?? null };
  return backups.whole ? { backups: 0, backup_size: 0 } : { backups: null, backup_size: null };
}

/** None found is none only where every place was read where one can be. */
function copyWords({ copies }: FoundSource): string {
  if (copies.account) return 'other account';
  if (copies.region) return 'other region';
  return copies.isAllRead ? 'none' : 'unknown';
}

/** No backup among all is no locked one. */
function lockOf({ group, backups }: FoundSource): boolean | null {
  if (group !== null && group.backups > 0) return group.locked;
  return backups.whole ? false : null;
}

function stateWords({ existence }: FoundSource): string | null {
  return existence.is === 'there' ? null : existence.is;
}

function originsOf({ group, listed }: FoundSource): readonly string[] {
  const continuous = listed?.restorableTo == null ? [] : [listed.continuousBy ?? AUTOMATIC.origin];
  return [...new Set([...continuous, ...(group?.origins ?? [])])].sort();
}

/** Rows of it that are no good backups because the rest of what they are parts of is not there. */
function partsOf({ group, kind }: FoundSource): Candidate['parted'] {
  const words = kind.columns.spoiled?.find((by) => by.words !== undefined)?.words;
  const count = group?.parted ?? 0;
  return words === undefined || count === 0 ? null : { count, words };
}

function latestOf(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

function candidateOf(source: FoundSource, row: number): Candidate {
  const { existence, listed, group, backups, account, region, key } = source;
  return {
    ...{ row, account, region, id: listed?.id ?? key, arn: listed?.arn ?? null },
    ...{
      existence,
      backups,
      exempt: listed?.exempt ?? null,
      unasked: listed?.unasked ?? null,
      copies: source.copies,
      replicaOf: listed?.replicaOf ?? null,
    },
    isLocked: lockOf(source),
    newest: group?.newest ?? null,
    copiedAt: group?.copiedAt ?? null,
    undated: group?.undated ?? 0,
    isNamedAgain: source.kind.columns.isNamedAgain === true,
    unfit: group?.unfit ?? 0,
    parted: partsOf(source),
    restorableTo: listed?.restorableTo ?? null,
    problem: listed?.problem ?? null,
    saidLast: source.saidLast,
  };
}
