import { isDeepStrictEqual } from 'node:util';
import { UsageError } from '../base/usage-error.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import type { UnfinishedScan } from '../model/unfinished-scan.ts';
import { optionsOf } from '../scan/facts.ts';
import { ScanFileError } from '../store/scan-file-error.ts';
import { listScanFiles } from '../store/scan-folder.ts';
import { openScanReader, type ScanReader } from '../store/scan-reader.ts';
import { checkWriter } from './resume.ts';
import { scanSettings } from './scan-flags.ts';
import type { Session } from './session.ts';
import { resumeSettings } from './settings-of-file.ts';

const HOUR_MS = 3_600_000;

/** What began longer ago has too little in it that is still so. */
const OFFERED_WITHIN_HOURS = 24;

/** So many of the newest files are looked at: others may be of other accounts. */
const MOST_FILES = 5;

/**
 * The last scan of the accounts that a new one would be of, where it did not end and can be gone on with as it was begun;
 * null: it did, or there is none. What is wrong with a file makes it none.
 */
export function unfinishedScan(session: Session, now: number): UnfinishedScan | null {
  const profile = session.aws().profile;
  for (const scanFile of listScanFiles().slice(0, MOST_FILES)) {
    const found = lookAt(scanFile, profile);
    if (found === 'other') continue;
    if (found === 'whole' || now - found.scan.startedAt > OFFERED_WITHIN_HOURS * HOUR_MS) return null;
    return canGoOn(session, found, now) ? found.scan : null;
  }
  return null;
}

/** A scan that did not end, and what its file says of it. */
interface Found {
  readonly scan: UnfinishedScan;
  readonly facts: ScanFacts;
}

/** What a file is: of other accounts or not readable, whole, or not ended. */
function lookAt(scanFile: string, profile: string | null): Found | 'other' | 'whole' {
  let reader: ScanReader | undefined;
  try {
    reader = openScanReader(scanFile);
    const facts = reader.facts();
    if (facts.identity === null || facts.profile !== profile) return 'other';
    if (facts.complete) return 'whole';
    const [counts] = reader.select(
      `SELECT count(*) AS cells, count(CASE WHEN phase <> 'stopped' THEN ended_at END) AS finished,
         total(rows) AS rows FROM cell
       WHERE region NOT IN (SELECT value FROM json_each(?))`,
      JSON.stringify(facts.regionsOff),
    );
    const scan = {
      scanFile,
      startedAt: facts.startedAt,
      account: facts.identity.accountName,
      cells: Number(counts?.cells ?? 0),
      finished: Number(counts?.finished ?? 0),
      rows: Number(counts?.rows ?? 0),
    };
    return { scan, facts };
  } catch (error) {
    if (error instanceof ScanFileError) return 'other';
    throw error;
  } finally {
    reader?.close();
  }
}

/** True where a new scan would be told the same, and nobody is at work on this one. */
function canGoOn(session: Session, { scan: { scanFile }, facts }: Found, startedAt: number): boolean {
  try {
    checkWriter(scanFile, facts);
    const anew = optionsOf(scanSettings(session, { startedAt, scanFile: '', interactive: true }));
    resumeSettings(session, scanFile, { startedAt, interactive: true });
    return (['accounts', 'demo'] as const).every((option) =>
      isDeepStrictEqual(anew[option], facts.options[option]),
    );
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}
