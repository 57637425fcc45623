/** What is related to one row of a scan file: how many rows, the first of them, the timeline of its source, and its findings. */

import { type Relation, SAME_SOURCE } from '../kinds/define/relation.ts';
import { kindsOfTab } from '../kinds/registry.ts';
import { relationsOf } from '../kinds/relations.ts';
import type { TableQuery, TableRow } from '../model/table-query.ts';
import { isOneOf } from '../store/filter/write-terms.ts';
import type { ScanReader } from '../store/scan-reader.ts';
import { quoted } from '../store/schema.ts';
import { storedColumns } from '../store/sql-rows.ts';
import { readFacts } from '../store/stored-facts.ts';
import { numberOrNull } from '../store/stored-values.ts';
import { findingsOfRow, type RowFinding } from './findings-of-row.ts';
import { type RelatedPlace, relatedPlace } from './related-place.ts';
import { type RelatedSharing, relatedSharing } from './related-sharing.ts';
import {
  isRelationOf,
  newestQuery,
  newestValue,
  relatedQuery,
  startingValues,
  valuesBetween,
} from './relations.ts';
import type { DatedSnapshot } from './relations-timeline.ts';

/** A relation of a row, followed. */
export interface RelatedRows {
  /** The relation's id. */
  readonly relation: string;
  /** What was looked for in the relation's column; null: the row does not say. */
  readonly values: readonly string[] | null;
  /** How many rows there are; null where nobody knows. */
  readonly count: number | null;
  /** The first of them, long texts cut. */
  readonly first: TableRow | null;
  /** In how many accounts they are, where that is worth telling; else null. */
  readonly accounts: number | null;
  /** Where it is that something would be found; null: not known, or in the accounts of the scan anyway. */
  readonly place: RelatedPlace | null;
  /** With whom what makes them is shared, where the relation tells; else null. */
  readonly sharing: RelatedSharing | null;
}

/** Everything that is related to one row. */
export interface Related {
  readonly rows: readonly RelatedRows[];
  /** The snapshots of its source with a known time, oldest first; null for rows of other kinds or without a source. */
  readonly timeline: readonly DatedSnapshot[] | null;
  /** How many older ones the timeline leaves out. */
  readonly timelineLeftOut: number;
  /** What deserves a second look about the row itself, and what could not be checked. */
  readonly findings: readonly RowFinding[];
}

/** More points than these say no more on a screen. */
const MOST_POINTS = 2000;

/** What is related to a row; undefined where the row is gone. Throws what reading throws. */
export function relatedRows(reader: ScanReader, tab: string, row: number): Related | undefined {
  const start = reader.row(tab, row);
  if (start === undefined) return undefined;
  const isScanned = scannedTabs(reader, tab);
  const relations = relationsOf(start.kind).filter(
    (relation) => isRelationOf(relation, start) && isScanned(relation.tab),
  );
  const rows = relations.map((relation) => followed(reader, relation, start));
  const source = relations.find(({ id }) => id === SAME_SOURCE);
  const values = rows.find(({ relation }) => relation === SAME_SOURCE)?.values ?? null;
  const findings = findingsOfRow(reader.database, tab, row);
  if (source === undefined || values === null) return { rows, timeline: null, timelineLeftOut: 0, findings };
  return { rows, ...timelineOf(reader, source, values, start), findings };
}

/** Tells whether a tab has a kind that is part of the scan: of others nobody knows what they would hold. */
function scannedTabs({ database }: ScanReader, own: string): (tab: string) => boolean {
  const scanned = new Set(readFacts(database).kinds);
  return (tab) => tab === own || kindsOfTab(tab).some(({ id }) => scanned.has(id));
}

const NOTHING = { count: null, first: null, accounts: null, place: null, sharing: null };

function followed(reader: ScanReader, relation: Relation, start: TableRow): RelatedRows {
  const none = { ...NOTHING, relation: relation.id };
  const values = wantedValues(reader, relation, start);
  if (!hasColumn(reader, relation.tab, relation.column)) return { ...none, values: null };
  if (values === null || values.length === 0)
    return newestOf(reader, relation, start) ?? { ...none, values, count: values === null ? null : 0 };
  const { rows, first } = found(reader, relatedQuery(relation, values, start));
  const place = relatedPlace(reader.database, relation, values, start);
  const accounts = relation.tellsAccounts ? accountsOf(reader, relation.tab, rows) : null;
  const sharing = relatedSharing(reader, relation, start, rows);
  return { relation: relation.id, values, count: rows.length, first, accounts, place, sharing };
}

/** The newest of the rows that have a value in common with a row which does not say which one; null: none is known. */
function newestOf(reader: ScanReader, relation: Relation, start: TableRow): RelatedRows | null {
  const query = newestQuery(relation, start);
  if (query === null || !hasColumn(reader, relation.tab, relation.orNewestOf ?? '')) return null;
  const { first } = found(reader, query);
  const value = first === null ? null : newestValue(relation, first);
  return value === null ? null : { ...NOTHING, relation: relation.id, values: [value], count: 1, first };
}

function found(
  reader: ScanReader,
  query: TableQuery,
): Pick<RelatedRows, 'first'> & { readonly rows: Uint32Array } {
  const { rows } = reader.order(query);
  const first = rows[0] === undefined ? undefined : reader.window(query.tab, [rows[0]])[0];
  return { rows, first: first ?? null };
}

/** In how many accounts these rows are. */
function accountsOf(reader: ScanReader, tab: string, rows: Uint32Array): number {
  const [line] = reader.select(
    `SELECT count(DISTINCT cell.account) AS accounts FROM ${quoted(tab)} AS tab JOIN cell ON cell.id = tab.cell
     WHERE tab.row IN (SELECT value FROM json_each(?))`,
    `[${rows.join(',')}]`,
  );
  return Number(line?.accounts ?? 0);
}

/** What is looked for: the row's own values, or those of the rows between. */
function wantedValues(reader: ScanReader, relation: Relation, start: TableRow): readonly string[] | null {
  const values = startingValues(relation, start);
  const { through } = relation;
  if (through === undefined || values === null || values.length === 0) return values;
  if (!hasColumn(reader, through.tab, through.column) || !hasColumn(reader, through.tab, through.take)) {
    return null;
  }
  const between = reader.order({
    tab: through.tab,
    filter: isOneOf(through.column, values),
    sort: null,
  }).rows;
  const taken = [...between].flatMap((number) => {
    const found = reader.row(through.tab, number);
    return found === undefined ? [] : [valuesBetween(relation, through.take, found)];
  });
  // Where nothing between is known, what lies beyond is not known either.
  if (taken.length === 0 || taken.every((one) => one === null)) return null;
  return [...new Set(taken.flatMap((one) => one ?? []))];
}

function hasColumn(reader: ScanReader, tab: string, column: string): boolean {
  return storedColumns(reader.database, tab).has(column);
}

function timelineOf(
  reader: ScanReader,
  relation: Relation,
  values: readonly string[],
  start: TableRow,
): Pick<Related, 'timeline' | 'timelineLeftOut'> {
  const { rows } = reader.order(relatedQuery(relation, values, start));
  const columns = storedColumns(reader.database, relation.tab);
  const fullSize = columns.has('full_size') ? quoted('full_size') : 'NULL';
  const newest = `[${rows.subarray(0, MOST_POINTS).join(',')}]`;
  const points = reader.select(
    `SELECT row, creation_time AS time, size, ${fullSize} AS full_size FROM ${quoted(relation.tab)}
     WHERE row IN (SELECT value FROM json_each(?)) AND creation_time IS NOT NULL ORDER BY creation_time, row`,
    newest,
  );
  return {
    timeline: points.map((point) => ({
      row: Number(point.row),
      time: Number(point.time),
      size: numberOrNull(point.size),
      fullSize: numberOrNull(point.full_size),
    })),
    timelineLeftOut: Math.max(0, rows.length - MOST_POINTS),
  };
}
