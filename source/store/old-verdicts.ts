/**
 * Verdicts of files that were written before `last backup` and `candidate` were words: they are read in today's words.
 * What was `free` as the newest of its source, or the `only copy` of one that is gone, is its last backup; what was
 * `superseded`, or `free` because it failed, is a candidate; what was `managed` says by what.
 */
import type { DatabaseSync } from 'node:sqlite';
import { quoted } from './schema.ts';

/** The fact that a file with today's words carries. */
const MARK = 'verdicts';

/** Marks a new file: its verdicts are today's. */
export function markVerdicts(database: DatabaseSync): void {
  database.prepare('INSERT INTO scan (name, value) VALUES (?, ?)').run(MARK, '2');
}

/** Lets a connection read old verdicts in today's words: for it alone the tables of rows are views. */
export function readOldVerdicts(database: DatabaseSync): void {
  if (isOfToday(database)) return;
  for (const { tab } of database.prepare("SELECT tab FROM tab_column WHERE id = 'deletability'").all()) {
    const table = String(tab);
    const names = database.prepare('SELECT name FROM pragma_table_info(?)').all(table);
    const ids = names.map(({ name }) => String(name));
    const columns = ids.map((id) =>
      id === 'deletability' ? `${verdictSql(ids)} AS deletability` : quoted(id),
    );
    const asRead = quoted(nameAsRead(table));
    database.exec(`CREATE TEMP VIEW ${asRead} AS SELECT ${columns.join(', ')} FROM main.${quoted(table)};
      CREATE TEMP VIEW ${quoted(table)} AS SELECT * FROM temp.${asRead}`);
  }
}

/** Of a file that has lost its facts nobody knows how old it is: it is read as it is. */
export function isOfToday(database: DatabaseSync): boolean {
  const facts = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'scan'").get();
  return facts === undefined || database.prepare('SELECT 1 FROM scan WHERE name = ?').get(MARK) !== undefined;
}

/** The rows of a tab's table before anything narrows them, as SQL. */
export function rowsAsRead(database: DatabaseSync, tab: string): string {
  return hasOldVerdicts(database, tab) ? `temp.${quoted(nameAsRead(tab))}` : `main.${quoted(tab)}`;
}

/** From now on this connection, and no other one, sees only those rows of a tab for which `condition`, SQL, holds. */
export function narrowRows(database: DatabaseSync, tab: string, condition: string): void {
  const rows = rowsAsRead(database, tab);
  if (hasOldVerdicts(database, tab)) database.exec(`DROP VIEW temp.${quoted(tab)}`);
  database.exec(`CREATE TEMP VIEW ${quoted(tab)} AS SELECT * FROM ${rows} WHERE ${condition}`);
}

function hasOldVerdicts(database: DatabaseSync, tab: string): boolean {
  const found = database.prepare('SELECT 1 FROM sqlite_temp_schema WHERE name = ?').get(nameAsRead(tab));
  return found !== undefined;
}

function nameAsRead(tab: string): string {
  return `${tab} as read`;
}

/** An old verdict in today's words, as SQL over columns of a row that goes by this name; absent: over those of the only table. */
export function verdictSql(ids: readonly string[], row = ''): string {
  const of = row === '' ? '' : `${row}.`;
  const textOf = (id: string): string => (ids.includes(id) ? `ifnull(${of}${quoted(id)}, '')` : "''");
  const [reasons, origin, service] = ['deletability_reasons', 'origin', 'service'].map(textOf);
  return `CASE ${of}deletability
    WHEN 'superseded' THEN 'candidate'
    WHEN 'only copy' THEN 'last backup'
    WHEN 'free' THEN iif(${reasons} LIKE '["source still exists"%', 'last backup', 'candidate')
    WHEN 'managed' THEN CASE
      WHEN ${reasons} LIKE '%"its vault is locked"%' THEN 'locked'
      WHEN ${origin} <> 'automated' THEN 'managed by ' || iif(${origin} = 'DLM', 'DLM', 'AWS Backup')
      ELSE 'managed by ' || iif(${service} = '', 'an automatic backup', ${service}) END
    ELSE ${of}deletability END`;
}
