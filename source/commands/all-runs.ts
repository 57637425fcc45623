import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { formatCount, formatDay } from '../model/format.ts';
import { counted } from '../model/words.ts';
import type { AllRuns } from '../store/history/all-runs.ts';
import { allRunsInThread } from '../store/history/history-thread.ts';

/** A scan file with the executions of all kept scans, for as long as it is needed. */
export interface FileWithAllRuns {
  readonly scanFile: string;
  /** What is to be told of it. */
  readonly lines: readonly string[];
  readonly remove: () => void;
}

/** Makes it in a folder for temporary files, in a thread of its own. Rejects with a ScanFileError where it cannot be made. */
export async function fileWithAllRuns(scanFile: string): Promise<FileWithAllRuns> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const copy = path.join(folder, 'all-runs.sqlite');
    return { scanFile: copy, lines: allRunsLines(await allRunsInThread(scanFile, copy)), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function allRunsLines({ own, all, scans, unread, since }: AllRuns): readonly string[] {
  const from = since === null ? '' : ` since ${formatDay(since)}`;
  const others = `${counted(scans, 'other kept scan')} of these accounts`;
  return [
    ...unread.slice(0, 1).map((line) => `not counted: ${counted(unread.length, 'kept scan')}: ${line}`),
    `runs: ${counted(all, 'execution')}${from}, ${formatCount(own)} of them of this scan, the others of ${others}`,
  ];
}
