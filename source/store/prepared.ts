import type { DatabaseSync, StatementSync } from 'node:sqlite';

const statements = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

/**
 * The statement of this text, which a connection prepares once: reading the text takes SQLite longer than doing what it
 * says. For those that are run to their end at once; one that is gone through while others run is prepared by itself.
 */
export function prepared(database: DatabaseSync, sql: string): StatementSync {
  const own = statements.get(database) ?? new Map<string, StatementSync>();
  statements.set(database, own);
  const statement = own.get(sql) ?? database.prepare(sql);
  own.set(sql, statement);
  return statement;
}
