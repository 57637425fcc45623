/** What exports that were killed have left behind: files under names that no finished one has. */
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const HOUR = 3_600_000;

/** A killed export of this machine may have been another container's, which nobody can ask: it would write on. */
const OWN_REST = HOUR;

/** Another machine's cannot be asked at all. */
const FOREIGN_REST = 7 * 24 * HOUR;

/** `.snapdeck-{machine}-{process}-{uuid}.tmp`; without the first two as earlier versions named them. */
const TEMPORARY = /^\.snapdeck-(?:([0-9a-f]{8})-(\d+)-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

function machine(): string {
  return createHash('sha256').update(os.hostname()).digest('hex').slice(0, 8);
}

/** A path in the folder that a file of this process's is written under at first. */
export function temporaryPath(folder: string): string {
  return path.join(folder, `.snapdeck-${machine()}-${process.pid}-${randomUUID()}.tmp`);
}

/**
 * Removes what killed exports left in a folder: files of processes of this machine that are gone, an hour after they
 * were last written to, and others after a week. Nothing of a living process. What cannot be read or removed stays.
 * `now`: milliseconds since 1970.
 */
export async function removeLeftovers(folder: string, now: number): Promise<void> {
  const names = await fs.readdir(folder).catch(() => []);
  for (const name of names) {
    const rest = restOf(name);
    if (rest === undefined) continue;
    const file = path.join(folder, name);
    const found = await fs.lstat(file).catch(() => undefined);
    if (found?.isFile() !== true || now - found.mtimeMs < rest) continue;
    await fs.rm(file, { force: true }).catch(() => undefined);
  }
}

/** For how long a file of this name must not have been written to before it goes; undefined: it stays. */
function restOf(name: string): number | undefined {
  const found = TEMPORARY.exec(name);
  if (found === null) return undefined;
  const [, on, pid] = found;
  if (on !== machine() || pid === undefined) return FOREIGN_REST;
  return isAlive(Number(pid)) ? undefined : OWN_REST;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Someone else's process may not be signalled, but it lives.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
