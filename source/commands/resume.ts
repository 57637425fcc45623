import os from 'node:os';
import { UsageError } from '../base/usage-error.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import { counted } from '../model/words.ts';
import type { ScanSettings } from '../scan/scan-settings.ts';
import { factsOfFile } from '../store/facts-of-file.ts';
import { isOpenSomewhere } from '../store/history/is-open.ts';
import { namedScanFile } from './scan-files.ts';
import type { Session } from './session.ts';
import { resumeSettings } from './settings-of-file.ts';

const HOUR_MS = 3_600_000;

/** Hours that a scan may have begun ago to be taken up without a word. */
export const RESUME_WITHIN_HOURS = 6;

/** A scan to take up: its settings, or the file of one that is whole, for which nothing is left to ask. */
export type Resumed =
  | { readonly settings: ScanSettings }
  | { readonly whole: string; readonly scanFile: string };

/**
 * The scan that `--resume [SCAN]` takes up.
 * @throws UsageError for one that began too long ago, one that another process still writes, and flags that say
 * something else than the scan was told
 */
export async function resumedScan(
  session: Session,
  { startedAt, interactive }: Pick<ScanSettings, 'startedAt' | 'interactive'>,
): Promise<Resumed> {
  const { flags } = session;
  const scanFile = await namedScanFile(flags.resume || 'last');
  if (flags.scanFile !== undefined)
    throw new UsageError('--scan-file names a new file, and --resume goes on in its own: give one of them.');
  const facts = factsOfFile(scanFile);
  if (facts.complete) return { whole: `${scanFile} is whole already: nothing is asked of AWS`, scanFile };
  checkAge(facts, startedAt, flags.resumeWithin ?? RESUME_WITHIN_HOURS);
  checkWriter(scanFile, facts);
  return { settings: resumeSettings(session, scanFile, { startedAt, interactive }) };
}

/** The settings that a scan is taken up with by a person who sees when it began. Throws as `resumedScan`. */
export function seenScan(session: Session, scanFile: string, startedAt: number): ScanSettings {
  checkWriter(scanFile, factsOfFile(scanFile));
  return resumeSettings(session, scanFile, { startedAt, interactive: true });
}

function checkAge({ startedAt }: ScanFacts, now: number, most: number): void {
  const hours = Math.ceil((now - startedAt) / HOUR_MS);
  if (now - startedAt <= most * HOUR_MS) return;
  const begun = new Date(startedAt).toISOString().slice(0, 16).replace('T', ' ');
  throw new UsageError(
    `This scan began on ${begun} UTC, more than ${counted(most, 'hour')} ago: what it read by then may be outdated. --resume-within ${hours} takes it up all the same.`,
  );
}

/**
 * A file that its writer has open is left alone; the number of a process that ended may be another one's by now.
 * @throws UsageError where it has
 */
export function checkWriter(scanFile: string, { writer }: ScanFacts): void {
  if (writer === undefined || writer.pid === process.pid) return;
  if (writer.host !== os.hostname() || !isAlive(writer.pid)) return;
  if (isOpenSomewhere(scanFile))
    throw new UsageError(
      `Process ${writer.pid} still has this scan open (${scanFile}): wait for its end, or end it first.`,
    );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One of another user's may not be signalled, and is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
