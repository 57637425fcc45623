/**
 * The door to node:sqlite. Importing it directly prints an experimental warning, which would tear the screen; here
 * it is loaded with just that warning held back.
 */
import type { SQLOutputValue } from 'node:sqlite';

function loadQuietly(): typeof import('node:sqlite') {
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (!String(warning).includes('SQLite')) Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** node:sqlite's class, loaded without its experimental warning. Types come from `node:sqlite` as ever. */
export const { DatabaseSync } = loadQuietly();

/** A row as node:sqlite hands it over, by the names of its result columns. */
export type SqlRow = Readonly<Record<string, SQLOutputValue>>;

/** An error of SQLite itself; `errcode` is its extended result code. */
export interface SqliteError extends Error {
  readonly errcode: number;
  readonly errstr: string;
}

/** True for what node:sqlite throws when SQLite refuses. */
export function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
}

/** SQLite's primary result codes that a user can be told about (https://sqlite.org/rescode.html). */
const REASONS: Readonly<Record<number, string>> = {
  3: 'permission denied',
  5: 'another program keeps it locked',
  6: 'another program keeps it locked',
  8: 'it is read-only',
  10: 'the disk reports an input or output error',
  11: 'it is damaged',
  13: 'the disk is full',
  14: 'it cannot be opened',
  26: 'it is no SQLite file',
};

/** Node's codes for what a file system refuses. */
const FILE_REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it would be larger than a file may be here',
  ENOENT: 'there is no such file',
  EEXIST: 'a part of its path is no folder',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'its name is too long',
};

/** SQLite's primary result code of an error, undefined for any other error. */
export function sqliteCode(error: unknown): number | undefined {
  return isSqliteError(error) ? error.errcode & 0xff : undefined;
}

/** Why a file could not be read or written, in words. */
export function fileReason(error: unknown): string {
  const code = sqliteCode(error);
  if (code !== undefined && isSqliteError(error)) return REASONS[code] ?? error.errstr;
  if (!(error instanceof Error)) return String(error);
  const name = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return FILE_REASONS[name] ?? error.message;
}
