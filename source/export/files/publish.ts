/** Gives files that are whole their final names; until then they lie beside them under a name that nobody takes. */
import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { versionedName } from './export-names.ts';

/** A written file of a set that shares a base name. */
export interface WrittenFile {
  readonly temporary: string;
  /** What follows base and version: `.xlsx`, `-ebs-snapshot.csv`. */
  readonly ending: string;
}

/** Puts a file in the place of another, whose permissions it takes over, or where none is. */
export async function publishAs(temporary: string, target: string): Promise<void> {
  const replaced = await fs.stat(target).catch(() => undefined);
  if (replaced !== undefined) await fs.chmod(temporary, replaced.mode & 0o777);
  await fs.rename(temporary, target);
}

/**
 * Names a set of files after a base, with the first version (`-v2`, `-v3`) that is free for all of them. Two exports
 * at once never take the same name. Answers the paths.
 */
export async function publishVersioned(
  folder: string,
  base: string,
  files: readonly WrittenFile[],
): Promise<readonly string[]> {
  for (let version = 1; ; version++) {
    const name = versionedName(base, version);
    const targets = files.map(({ ending }) => path.join(folder, `${name}${ending}`));
    if (await claimAll(files, targets)) {
      await Promise.all(files.map(({ temporary }) => fs.rm(temporary, { force: true })));
      return targets;
    }
  }
}

/** Takes all names or, where one is taken already, none. */
async function claimAll(files: readonly WrittenFile[], targets: readonly string[]): Promise<boolean> {
  const claimed: string[] = [];
  try {
    for (const [index, file] of files.entries()) {
      const target = targets[index] ?? '';
      await claim(file.temporary, target);
      claimed.push(target);
    }
    return true;
  } catch (error) {
    for (const [index, target] of claimed.entries()) await giveBack(files[index]?.temporary ?? '', target);
    if (isCode(error, ['EEXIST'])) return false;
    throw error;
  }
}

// A link fails where the name is taken, in one step. File systems without links get an empty file first, which keeps
// the name, and the whole one over it.
async function claim(temporary: string, target: string): Promise<void> {
  try {
    await fs.link(temporary, target);
  } catch (error) {
    if (!isCode(error, ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EACCES', 'EMLINK']))
      throw error;
    await (await fs.open(target, 'wx', 0o600)).close();
    await fs.rename(temporary, target);
  }
}

async function giveBack(temporary: string, target: string): Promise<void> {
  if (existsSync(temporary)) await fs.rm(target, { force: true });
  else await fs.rename(target, temporary);
}

function isCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.some((code) => code === error.code);
}
