/** Names of scans. They are kept in the scan files, so that they go wherever those go and are lost with nothing else. */
import { UsageError } from '../../base/usage-error.ts';
import { formatInstant } from '../../model/format.ts';
import type { KeptScan } from '../../model/kept-scan.ts';
import type { ScanFacts } from '../../model/scan-facts.ts';
import { openForWriting } from '../scan-file.ts';
import { writeError } from '../scan-file-error.ts';
import { storeFacts } from '../stored-facts.ts';
import { whileAlone } from './history-folder.ts';
import { listKeptScans } from './kept-scans.ts';
import { sameName } from './scan-words.ts';

/**
 * Gives a scan a name, in the place of the one that it had.
 * @throws UsageError where another scan has it, ScanFileError where the file cannot be written
 */
export function nameScan(file: string, name: string): void {
  whileAlone(() => {
    checkNameFree(
      name,
      listKeptScans().filter((other) => other.file !== file),
    );
    writeFacts(file, { name });
  });
}

/**
 * Makes the file of a new scan that is to have this name, by `make`.
 * @throws UsageError where another scan has been named so since the command line was looked at, and what `make` throws
 */
export function makeNamed(name: string, make: () => void): void {
  whileAlone(() => {
    checkNameFree(name);
    make();
  });
}

/** Takes away a scan's name, and that it was told to stay. Throws a ScanFileError where the file cannot be written. */
export function unnameScan(file: string): void {
  whileAlone(() => writeFacts(file, { name: '', keep: false }));
}

/**
 * Sees that no scan has this name.
 * @throws UsageError that says which one has
 */
export function checkNameFree(name: string, others: readonly KeptScan[] = listKeptScans()): void {
  const taken = others.find(({ scan }) => sameName(scan?.name ?? null, name));
  if (taken === undefined || taken.scan === null) return;
  throw new UsageError(
    `There is a scan named ${taken.scan.name} already: ${taken.id} of ${formatInstant(taken.scan.startedAt)} UTC. Choose another name, or take it from that one: snapdeck history unname ${taken.id}`,
  );
}

function writeFacts(file: string, facts: Pick<Partial<ScanFacts>, 'name' | 'keep'>): void {
  const database = openForWriting(file);
  try {
    database.exec('BEGIN IMMEDIATE');
    storeFacts(database, facts);
    database.exec('COMMIT');
  } catch (error) {
    throw writeError(file, error);
  } finally {
    database.close();
  }
}
