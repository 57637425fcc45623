import { fileReason, isSqliteError, sqliteCode } from './sqlite.ts';

/** What is wrong with a scan file. */
export type ScanFileFault =
  | 'exists'
  | 'missing'
  | 'not-a-scan-file'
  | 'newer-version'
  | 'cannot-write'
  | 'cannot-read';

/** A scan file that cannot be made, opened, written or read; the message is one line with its path. */
export class ScanFileError extends Error {
  override readonly name = 'ScanFileError';
  readonly code: ScanFileFault;
  readonly path: string;

  constructor(code: ScanFileFault, path: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.path = path;
  }
}

/** Damaged, or never a database: SQLite's CORRUPT and NOTADB. */
const BROKEN = [11, 26];

/** The error that writing to a scan file met, as the user reads it. */
export function writeError(path: string, cause: unknown): ScanFileError {
  if (cause instanceof ScanFileError) return cause;
  return new ScanFileError(
    'cannot-write',
    path,
    `The scan file ${path} cannot be written: ${fileReason(cause)}`,
    cause,
  );
}

/** Busy and locked; and what SQLite calls an error of the disk while it locks, unlocks or asks for a lock. */
const LOCKED = [5, 6];
const DISK_LOCKS = [2058, 2314, 3594, 3850];

/** The error that making a scan file met: a file that is new nobody else can keep locked, so that it is its disk. */
export function creationError(path: string, cause: unknown): ScanFileError {
  const isRefused =
    isSqliteError(cause) && (LOCKED.includes(cause.errcode & 0xff) || DISK_LOCKS.includes(cause.errcode));
  if (!isRefused) return writeError(path, cause);
  return new ScanFileError(
    'cannot-write',
    path,
    `The scan file ${path} cannot be made: its disk refuses locks, as some network disks do. SNAPDECK_DATA_DIR names another folder.`,
    cause,
  );
}

/** The error that reading a scan file met, as the user reads it. */
export function readError(path: string, cause: unknown): ScanFileError {
  if (cause instanceof ScanFileError) return cause;
  if (BROKEN.includes(sqliteCode(cause) ?? 0)) return notAScanFile(path, cause);
  return new ScanFileError(
    'cannot-read',
    path,
    `The scan file ${path} cannot be read: ${fileReason(cause)}`,
    cause,
  );
}

/** The error for a file that snapdeck did not write, or that is damaged. */
export function notAScanFile(path: string, cause?: unknown): ScanFileError {
  return new ScanFileError('not-a-scan-file', path, `${path} is not a scan file of snapdeck`, cause);
}
