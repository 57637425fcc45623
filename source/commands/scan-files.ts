import { existsSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../base/usage-error.ts';
import type { RetentionPolicy } from '../store/history/retention.ts';
import { isPathLike } from '../store/history/scan-words.ts';
import { newScanFilePath } from '../store/scan-folder.ts';
import type { Config } from './config.ts';
import type { Flags } from './flags.ts';
import type { Session } from './session.ts';

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
  if (isPathLike(named)) return path.resolve(named);
  const history = await import('../store/history/find-scan.ts');
  const kept = history.findScanFile(named);
  if (kept !== null) return kept;
  if (existsSync(named)) return path.resolve(named);
  const { listKeptScans } = await import('../store/history/kept-scans.ts');
  throw new UsageError(history.noSuchScan(named, listKeptScans()));
}

/**
 * Sees that a scan can have its name, and that its file can be kept.
 * @throws UsageError where another scan is named so, or where the file is not among those of the history
 */
export async function checkNaming({ name, keep, scanFile, resume }: Flags): Promise<void> {
  if (name === undefined && !keep) return;
  if (resume !== undefined)
    throw new UsageError(
      `--${name === undefined ? 'keep' : 'name'} is for a new scan: one that is there is named by snapdeck history name.`,
    );
  if (scanFile !== undefined)
    throw new UsageError(
      `--${name === undefined ? 'keep' : 'name'} is for scans of the history: --scan-file puts this one elsewhere, where nothing is ever removed.`,
    );
  if (name !== undefined) (await import('../store/history/name-scan.ts')).checkNameFree(name);
}

/**
 * Removes the scan files that the policy lets go, never one that is in use; the lines are to be told: before any goes for
 * the first time.
 */
export async function tidyScanFiles({ found, log }: Session): Promise<readonly string[]> {
  try {
    const { tidyScans } = await import('../store/history/prune-scans.ts');
    const { removed, toBeTold } = tidyScans(policyOf(found.config));
    for (const { scan } of removed) log(`removed old scan file ${scan.file}`);
    if (toBeTold.length === 0) return [];
    const { firstPruningWords } = await import('./history-output.ts');
    return [firstPruningWords(toBeTold, policyOf(found.config))];
  } catch (error) {
    log(`old scan files were not removed: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

/** How many scan files stay, as the configuration says it. */
export function policyOf({ history }: Config): RetentionPolicy {
  const { last, daily, monthly, max_size: maxSize } = history;
  return { last, daily, monthly, maxSize };
}
