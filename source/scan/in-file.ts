import { ScanFileError } from '../store/scan-file-error.ts';

/** The scan file could not be written: the scan as a whole cannot go on. */
export class ScanFileFailure extends Error {
  override readonly name = 'ScanFileFailure';
}

/** The scan file's own failure, whoever met it. */
export function isOfScanFile(error: unknown): boolean {
  return error instanceof ScanFileFailure || error instanceof ScanFileError;
}

/** Writes to the scan file; what fails there ends the scan as a whole. */
export function inFile<Result>(write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    throw new ScanFileFailure(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
