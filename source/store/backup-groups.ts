/** The rows of a table of backups, added up by what they were made of: one grouped query a table. */
import type { DatabaseSync } from 'node:sqlite';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { MONTHLY_COST } from '../kinds/define/finding.ts';
import {
  type BackupColumns,
  listedBy,
  type MakerColumns,
  type SourceFacts,
} from '../kinds/define/sources.ts';
import type { CellState } from '../model/cell.ts';
import { AUTOMATIC } from './backup-group.ts';
import { DIGITS, type GroupLine } from './group-lines.ts';
import { quoted } from './schema.ts';
import type { SourceKind } from './source-kind.ts';
import { arrayRows, columnOrNull, storedColumns } from './sql-rows.ts';

/** A time that lies farther ahead than this is none that can be relied on, in milliseconds. */
const AHEAD = 86_400_000;

/**
 * Adds up the backups of cells of a kind, by cell and source; `now` is the start of the scan. `placed`: those alone of which
 * rows tell where their source is.
 */
export function backupGroups(
  database: DatabaseSync,
  { kind, sources, columns }: SourceKind,
  cells: readonly number[],
  now: number,
  which: 'all' | 'placed' = 'all',
): readonly GroupLine[] {
  if (cells.length === 0 || (which === 'placed' && columns.elsewhere === null)) return [];
  const stored = storedColumns(database, kind.tab);
  if (!stored.has(listedBy(sources))) return [];
  const among = which === 'placed' ? ' AND place IS NOT NULL' : '';
  const sql = groupSql({ kind, sources, columns }, among, (id) => columnOrNull(stored, id));
  return [...arrayRows(database, sql, now + AHEAD, JSON.stringify(cells))];
}

/** What made a row time after time, as SQL: the title and name of it, the origin alone where its name is not told. */
function makerSql(makers: readonly MakerColumns[], isCopy: string, column: ColumnSql): string {
  const cases = makers.flatMap(({ title, name, none, untold, origin, ended }) => {
    const [own, isOrigin] = [column(name), `${column('origin')} IS '${origin}'`];
    const others = [...none, ...untold];
    const isTold = others.length === 0 ? '' : ` AND ${own} NOT IN (${texts(others)})`;
    return [
      `WHEN ${column(ended.column)} IN (${texts(ended.oneOf)}) THEN NULL`,
      `WHEN ${own} IS NOT NULL${isTold} THEN '${title} ' || ${own}`,
      ...(none.length === 0 ? [] : [`WHEN ${isOrigin} AND ${own} IN (${texts(none)}) THEN NULL`]),
      `WHEN ${isOrigin} THEN '${origin}'`,
    ];
  });
  return `CASE WHEN ${isCopy} THEN NULL ${cases.join(' ')}
    WHEN ${column('origin')} IS '${AUTOMATIC.origin}' THEN '${AUTOMATIC.name}' END`;
}

/** What is asked of each row: the column of its source, whether it is a good backup, whether it may be of another of that name. */
function judgedBy(
  { statuses }: ResourceKind,
  { exists }: SourceFacts,
  columns: BackupColumns,
  column: ColumnSql,
) {
  const { spoiled = [], elsewhere, isNamedAgain } = columns;
  const status = statuses === 'none' ? 'NULL' : column(statuses.column);
  const open =
    isNamedAgain === true && elsewhere !== null && 'region' in elsewhere
      ? `(${column(exists)} IS 'unknown' AND ${column(elsewhere.region)} IS NULL)`
      : '0';
  const good = [
    statuses === 'none' ? '0' : `ifnull(${status} IN (${texts(statuses.good)}), 0)`,
    ...spoiled.map((by) => `NOT ifnull(${column(by.column)} IN (${texts(by.oneOf)}), 0)`),
    ...(open === '0' ? [] : [`NOT ${open}`]),
  ].join(' AND ');
  const told = spoiled.find(({ words }) => words !== undefined);
  const parted = told === undefined ? '0' : `${column(told.column)} IN (${texts(told.oneOf)})`;
  return { status, open, good, parted };
}

/** A column as SQL. */
type ColumnSql = (id: string) => string;

function groupSql({ kind, sources, columns }: SourceKind, among: string, column: ColumnSql): string {
  const { status, open, good, parted } = judgedBy(kind, sources, columns, column);
  const [made, id] = [column(columns.made), column(columns.id)];
  const copiedFrom = columns.copiedFrom === null ? 'NULL' : column(columns.copiedFrom);
  const first = columns.firstMade === undefined ? 'NULL' : column(columns.firstMade);
  const isCopy = `(${copiedFrom} IS NOT NULL OR ${column('origin')} IS 'copy' OR ${id} LIKE 'awsbackup:copyjob-%')`;
  const dated = `CASE WHEN ${first} IS NOT NULL THEN min(${first}, ifnull(${made}, ${first})) WHEN ${isCopy} THEN NULL ELSE ${made} END`;
  const { elsewhere, locked } = columns;
  const own = column(listedBy(sources));
  const { key, place } = placedBy(own, elsewhere, column);
  const former = columns.isNamedAgain === true ? ", source_exists IS 'no'" : '';
  const unclear = `${open === '0' ? '' : 'open OR '}status IS NULL`;
  return `SELECT cell, key, count(*) FILTER (WHERE good), sum(size) FILTER (WHERE good),
      max(printf('%0${DIGITS}d', dated) || ifnull(id, '')) FILTER (WHERE good AND dated BETWEEN 0 AND ?1),
      max(made) FILTER (WHERE good AND dated IS NULL AND made BETWEEN 0 AND ?1),
      count(*) FILTER (WHERE ${unclear} OR good AND ifnull(ifnull(dated, made) NOT BETWEEN 0 AND ?1, 1)),
      count(*) FILTER (WHERE NOT good AND NOT (${unclear})),
      group_concat(DISTINCT origin) FILTER (WHERE good), CASE WHEN max(locked) FILTER (WHERE good) = 1 THEN 1
        WHEN count(*) FILTER (WHERE good AND locked IS NULL) = 0 THEN min(locked) FILTER (WHERE good) END,
      max(source_exists IS 'no'), max(source_exists IS 'yes'), max(service), max(label), max(name), place,
      maker, total(low) FILTER (WHERE good), total(high) FILTER (WHERE good),
      count(low) FILTER (WHERE good), count(high) FILTER (WHERE good), count(*) FILTER (WHERE parted)
    FROM (SELECT cell, ${key} AS key, ${status} AS status, ${open} AS open, ${good} AS good, ${parted} AS parted,
        ${column(columns.size)} AS size, ${dated} AS dated, ${made} AS made, ${id} AS id,
        ${column('origin')} AS origin, ${lockSql(locked, column)} AS locked,
        ${column(sources.exists)} AS source_exists, ${column(columns.service ?? 'service')} AS service,
        ${column('source')} AS label, ${column(sources.name)} AS name, ${place} AS place,
        ${makerSql(columns.makers ?? [], isCopy, column)} AS maker,
        ${column(MONTHLY_COST.low)} AS low, ${column(MONTHLY_COST.high)} AS high
      FROM main.${quoted(kind.tab)} WHERE cell IN (SELECT value FROM json_each(?2)))
    WHERE key IS NOT NULL${among} GROUP BY cell, key, place${former}, maker`;
}

/** The source of a row, and where that is if not here; of a copy without a source what it was copied from stands for both. */
function placedBy(own: string, elsewhere: BackupColumns['elsewhere'], column: ColumnSql) {
  if (elsewhere === null) return { key: own, place: 'NULL' };
  if ('arn' in elsewhere) return { key: own, place: column(elsewhere.arn) };
  if ('region' in elsewhere) return { key: own, place: column(elsewhere.region) };
  const from = column(elsewhere.copyOf);
  return { key: `ifnull(${own}, ${from})`, place: `CASE WHEN ${own} IS NULL THEN ${from} END` };
}

/** The sources of backups with these keys, and the cells that they are in. */
export function sourcesOfBackups(
  database: DatabaseSync,
  { kind, sources }: SourceKind,
  keys: ReadonlySet<string>,
): ReadonlyMap<string, { readonly source: string; readonly cell: number }> {
  const found = new Map<string, { readonly source: string; readonly cell: number }>();
  if (keys.size === 0 || !storedColumns(database, kind.tab).has(listedBy(sources))) return found;
  const source = quoted(listedBy(sources));
  const sql = `SELECT key, ${source}, cell FROM main.${quoted(kind.tab)}
    WHERE key IN (SELECT value FROM json_each(?)) AND ${source} IS NOT NULL`;
  for (const [key, of, cell] of arrayRows(database, sql, JSON.stringify([...keys])))
    found.set(String(key), { source: String(of), cell: Number(cell) });
  return found;
}

/** 1 where a lock holds it, 0 where it is told that none does, else NULL. */
function lockSql(locked: BackupColumns['locked'], column: ColumnSql): string {
  if (locked === undefined) return 'NULL';
  const { vault, inNoVault, own } = locked;
  const isNot = inNoVault.map((test) => `WHEN ${column(test.column)} IN (${texts(test.oneOf)}) THEN 0`);
  const ofVault =
    isNot.length === 0 ? column(vault) : `coalesce(${column(vault)}, CASE ${isNot.join(' ')} END)`;
  if (own === undefined) return ofVault;
  const lock = column(own.column);
  return `CASE WHEN ${column(vault)} = 1 OR ${lock} IN (${texts(own.locked)}) THEN 1
    WHEN ${lock} IN (${texts(own.free)}) THEN ${ofVault} END`;
}

function texts(all: readonly string[]): string {
  return all.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ');
}

/** Cells with rows of which nobody can say what they are backups of, since AWS's answer could not be read. */
export function cellsWithUnreadable(
  database: DatabaseSync,
  { kind, sources }: SourceKind,
  cells: Iterable<Pick<CellState, 'id' | 'phase'>>,
): ReadonlySet<number> {
  // A row that is not sound makes its cell partial: of others none is looked through.
  const partial = [...cells].filter(({ phase }) => phase === 'partial').map(({ id }) => id);
  if (partial.length === 0) return new Set();
  if (!storedColumns(database, kind.tab).has(listedBy(sources))) return new Set();
  const sql = `SELECT DISTINCT cell FROM main.${quoted(kind.tab)} WHERE cell IN (SELECT value FROM json_each(?))
    AND problem IS NOT NULL AND ${quoted(listedBy(sources))} IS NULL`;
  return new Set([...arrayRows(database, sql, JSON.stringify(partial))].map(([cell]) => Number(cell)));
}
