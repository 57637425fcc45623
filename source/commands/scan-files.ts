import path from 'node:path';
import { UsageError } from '../base/usage-error.ts';
import { latestScanFile, newScanFilePath, scanFolder } from '../store/scan-folder.ts';

/** Scan files kept in the user's data folder. */
export const KEPT_SCAN_FILES = 20;

/** Where a new scan file goes: the named one, or a new one in the user's data folder. */
export function newScanFile(named: string | undefined, startedAt: number): string {
  return named === undefined ? newScanFilePath(startedAt) : path.resolve(named);
}

/**
 * The scan file that a command names: a path, or `last` (also the default).
 * @throws UsageError where there is none yet
 */
export function namedScanFile(named: string | undefined): string {
  if (named !== undefined && named !== 'last') return path.resolve(named);
  const latest = latestScanFile();
  if (latest === undefined)
    throw new UsageError(`There is no scan file yet in ${scanFolder()}: run snapdeck scan first.`);
  return latest;
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
