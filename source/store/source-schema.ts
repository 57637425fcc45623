/** The tables of what backups are made of. */

/** Names of the tables. */
export const SOURCE_TABLES: readonly string[] = ['source', 'source_listing', 'source_backup'];

export const SOURCE_SCHEMA = `
CREATE TABLE source (cell INTEGER NOT NULL REFERENCES cell (id), key TEXT NOT NULL, id TEXT NOT NULL, arn TEXT,
  service TEXT NOT NULL, name TEXT, size REAL, state TEXT, in_use_by TEXT, restorable_from INTEGER,
  restorable_to INTEGER, encrypted INTEGER, tags TEXT, replica_of TEXT, problem TEXT, exempt TEXT,
  unasked TEXT, last_backup INTEGER, continuous_by TEXT,
  PRIMARY KEY (cell, key)) WITHOUT ROWID;
CREATE TABLE source_listing (cell INTEGER PRIMARY KEY REFERENCES cell (id), failure TEXT, lacking TEXT,
  kept INTEGER NOT NULL DEFAULT 0);
CREATE TABLE source_backup (cell INTEGER NOT NULL REFERENCES cell (id), place_in_cell INTEGER NOT NULL, key TEXT NOT NULL,
  backups INTEGER NOT NULL, bytes REAL, newest TEXT, copied_at INTEGER, undated INTEGER NOT NULL, unfit INTEGER NOT NULL,
  origins TEXT, locked INTEGER, gone INTEGER NOT NULL, there INTEGER NOT NULL, service TEXT, label TEXT, name TEXT,
  place TEXT, maker TEXT, low REAL, high REAL, with_low INTEGER NOT NULL, with_high INTEGER NOT NULL,
  parted INTEGER NOT NULL, PRIMARY KEY (cell, place_in_cell)) WITHOUT ROWID;`;
