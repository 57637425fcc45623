/** The rows of a table of backups, added up by what they were made of: one grouped query a table. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { type BackupColumns, listedBy, type SourceFacts } from '../kinds/define/sources.ts';
import type { CellState } from '../model/cell.ts';
import { quoted } from './schema.ts';
import { arrayRows, columnOrNull, storedColumns } from './sql-rows.ts';
import { numberOrNull, textOrNull } from './stored-values.ts';

/** Backups of one source that one cell holds, those apart that tell another place of it. */
export interface BackupGroup {
  readonly cell: number;
  readonly key: string;
  /** Good backups, and what is kept of them as far as AWS tells sizes; null: of none. */
  readonly backups: number;
  readonly bytes: number | null;
  readonly newest: number | null;
  readonly newestId: string | null;
  readonly copiedAt: number | null;
  readonly undated: number;
  /** All other rows. */
  readonly unfit: number;
  readonly origins: readonly string[];
  readonly locked: boolean | null;
  /** What its rows say of whether the source exists. */
  readonly exists: 'yes' | 'no' | 'unknown';
  /** Of one that was there before another got its name. */
  readonly isFormer: boolean;
  readonly service: string;
  /** The source as its rows name it. */
  readonly label: string;
  readonly name: string | null;
  /** Where its source is, where rows tell that it is elsewhere: an ARN, or a region. */
  readonly elsewhere: string | null;
}

/** Two parts of the backups of one source as one; what its rows call it is as in the first. */
export function together(one: BackupGroup, other: BackupGroup): BackupGroup {
  const newer = (other.newest ?? -1) > (one.newest ?? -1) ? other : one;
  const exists = [one.exists, other.exists];
  return {
    ...one,
    backups: one.backups + other.backups,
    bytes: one.bytes === null ? other.bytes : one.bytes + (other.bytes ?? 0),
    newest: newer.newest,
    newestId: newer.newestId,
    copiedAt: one.copiedAt === null ? other.copiedAt : Math.max(one.copiedAt, other.copiedAt ?? 0),
    undated: one.undated + other.undated,
    unfit: one.unfit + other.unfit,
    origins: [...new Set([...one.origins, ...other.origins])],
    locked: lockOfBoth(one, other),
    exists: exists.includes('no') ? 'no' : exists.includes('yes') ? 'yes' : 'unknown',
  };
}

/** One lock is a lock; none is known only where that is told of all. */
function lockOfBoth(one: BackupGroup, other: BackupGroup): boolean | null {
  const told = [one, other].filter(({ backups }) => backups > 0).map(({ locked }) => locked);
  if (told.includes(true)) return true;
  return told.length === 0 || told.includes(null) ? null : false;
}

/** A kind whose sources are listed. */
export interface SourceKind {
  readonly kind: ResourceKind;
  readonly sources: SourceFacts;
  readonly columns: BackupColumns;
}

/** The kind with what it says of sources; undefined where these are not listed. */
export function sourceKind(kind: ResourceKind): SourceKind | undefined {
  const { sources } = kind;
  if (sources === 'none' || sources.backups === undefined) return undefined;
  return { kind, sources, columns: sources.backups };
}

/** A time that lies farther ahead than this is none that can be relied on, in milliseconds. */
const AHEAD = 86_400_000;

/** A group as the query gives it, and as it is kept: `groupOf` reads it. */
export type GroupLine = readonly SQLOutputValue[];

/** The values of such a line, after its cell; `newest` carries the id of the newest behind its time. */
export const GROUP_VALUES: readonly string[] = [
  ...['key', 'backups', 'bytes', 'newest', 'copied_at', 'undated', 'unfit', 'origins', 'locked'],
  ...['gone', 'there', 'service', 'label', 'name', 'place'],
];

/** Adds up the backups of cells of a kind, by cell and source; `now` is the start of the scan. */
export function backupGroups(
  database: DatabaseSync,
  { kind, sources, columns }: SourceKind,
  cells: readonly number[],
  now: number,
): readonly GroupLine[] {
  if (cells.length === 0) return [];
  const stored = storedColumns(database, kind.tab);
  if (!stored.has(listedBy(sources))) return [];
  const sql = groupSql(kind, sources, columns, (id) => columnOrNull(stored, id));
  return [...arrayRows(database, sql, now + AHEAD, JSON.stringify(cells))];
}

/** What a line says of the backups of a source. */
export function groupOf(
  line: GroupLine,
  { kind: { service: serviceOfKind }, columns }: Pick<SourceKind, 'kind' | 'columns'>,
): BackupGroup {
  const [cell, key, backups, bytes, newest, copiedAt, undated, unfit, origins, locked, ...about] = line;
  const [gone, there, service, label, name, elsewhere] = about;
  const dated = textOrNull(newest);
  return {
    cell: Number(cell),
    key: String(key),
    backups: Number(backups),
    bytes: numberOrNull(bytes),
    newest: dated === null ? null : Number(dated.slice(0, DIGITS)),
    newestId: dated === null ? null : dated.slice(DIGITS) || null,
    copiedAt: numberOrNull(copiedAt),
    undated: Number(undated),
    unfit: Number(unfit),
    origins: textOrNull(origins)?.split(',') ?? [],
    locked: locked === null ? null : locked === 1,
    exists: gone === 1 ? 'no' : there === 1 ? 'yes' : 'unknown',
    isFormer: columns.isNamedAgain === true && gone === 1,
    service: textOrNull(service) ?? serviceOfKind,
    label: textOrNull(label) ?? String(key),
    name: textOrNull(name),
    elsewhere: textOrNull(elsewhere),
  };
}

/** Digits of a time before the id that is carried along with it through the maximum. */
const DIGITS = 15;

/** What is asked of each row: the column of its source, whether it is a good backup, whether it may be of another of that name. */
function judgedBy(
  { statuses }: ResourceKind,
  { exists }: SourceFacts,
  columns: BackupColumns,
  column: ColumnSql,
) {
  const { spoiled, elsewhere, isNamedAgain } = columns;
  const status = statuses === 'none' ? 'NULL' : column(statuses.column);
  const open =
    isNamedAgain === true && elsewhere !== null && 'region' in elsewhere
      ? `(${column(exists)} IS 'unknown' AND ${column(elsewhere.region)} IS NULL)`
      : '0';
  const good = [
    statuses === 'none' ? '0' : `ifnull(${status} IN (${texts(statuses.good)}), 0)`,
    ...(spoiled === undefined
      ? []
      : [`NOT ifnull(${column(spoiled.column)} IN (${texts(spoiled.oneOf)}), 0)`]),
    ...(open === '0' ? [] : [`NOT ${open}`]),
  ].join(' AND ');
  return { status, open, good };
}

/** A column as SQL. */
type ColumnSql = (id: string) => string;

function groupSql(
  kind: ResourceKind,
  sources: SourceFacts,
  columns: BackupColumns,
  column: ColumnSql,
): string {
  const { status, open, good } = judgedBy(kind, sources, columns, column);
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
      max(source_exists IS 'no'), max(source_exists IS 'yes'), max(service), max(label), max(name), place
    FROM (SELECT cell, ${key} AS key, ${status} AS status, ${open} AS open, ${good} AS good,
        ${column(columns.size)} AS size, ${dated} AS dated, ${made} AS made, ${id} AS id,
        ${column('origin')} AS origin, ${lockSql(locked, column)} AS locked,
        ${column(sources.exists)} AS source_exists, ${column(columns.service ?? 'service')} AS service,
        ${column('source')} AS label, ${column(sources.name)} AS name, ${place} AS place
      FROM main.${quoted(kind.tab)} WHERE cell IN (SELECT value FROM json_each(?2)))
    WHERE key IS NOT NULL GROUP BY cell, key, place${former}`;
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
