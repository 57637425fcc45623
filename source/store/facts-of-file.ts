import type { ScanFacts } from '../model/scan-facts.ts';
import { openForReading } from './scan-file.ts';
import { readError } from './scan-file-error.ts';
import { readFacts } from './stored-facts.ts';

/** What a scan file says of its scan as a whole. Throws a ScanFileError where it cannot be read. */
export function factsOfFile(scanFile: string): ScanFacts {
  const database = openForReading(scanFile);
  try {
    return readFacts(database);
  } catch (error) {
    throw readError(scanFile, error);
  } finally {
    database.close();
  }
}
