import { existsSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../base/usage-error.ts';
import { newScanFilePath } from '../store/scan-folder.ts';

/** Scan files kept in the user's data folder. */
export const KEPT_SCAN_FILES = 20;

/** Where a new scan file goes: the named one, or a new one in the user's data folder. */
export function newScanFile(named: string | undefined, startedAt: number): string {
  return named === undefined ? newScanFilePath(startedAt) : path.resolve(named);
}

/**
 * The scan file that a command names: `last` (also the default), `last~2`, a UTC day, a name, an id, or a path. A kept
 * scan comes before a file of the same name in the working folder; `./` names that.
 * @throws UsageError where there is none
 */
export async function namedScanFile(named = 'last'): Promise<string> {
  const history = await import('../store/history/find-scan.ts');
  if (history.isPathLike(named)) return path.resolve(named);
  const kept = history.findScanFile(named);
  if (kept !== null) return kept;
  if (existsSync(named)) return path.resolve(named);
  const { listKeptScans } = await import('../store/history/kept-scans.ts');
  throw new UsageError(history.noSuchScan(named, listKeptScans()));
}

/** Removes the oldest scan files beyond those that are kept; never one that is in use. */
export async function tidyScanFiles(log: (line: string) => void): Promise<void> {
  try {
    const { pruneScanFiles } = await import('../store/prune-scan-files.ts');
    for (const file of pruneScanFiles({ keep: KEPT_SCAN_FILES })) log(`removed old scan file ${file}`);
  } catch (error) {
    log(`old scan files were not removed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
