/** Where scan files are kept when the user does not say: a folder of their own among the user's data. */
import fs from 'node:fs';
import path from 'node:path';
import { applicationFolders } from '../base/application-folders.ts';
import { withHome } from '../base/home-folder.ts';
import { UsageError } from '../base/usage-error.ts';

const NAME = /^scan-(?<day>\d{4}-\d{2}-\d{2})T\d{2}-\d{2}-\d{2}\.\d{3}Z-(?<id>[0-9a-f]{8})\.sqlite$/;

/**
 * The folder of the scan files: `scans` under `SNAPDECK_DATA_DIR`, else under the place that the system has for an
 * application's data (`~/.local/share/snapdeck`, `~/Library/Application Support/snapdeck`, ...).
 * @throws UsageError for a user who has no home folder, where `SNAPDECK_DATA_DIR` does not name another place
 */
export function scanFolder(): string {
  const data = withHome(process.env.SNAPDECK_DATA_DIR ?? '') || applicationFolders().data;
  if (data === null)
    throw new UsageError(
      'This user has no home folder to keep scan files in: SNAPDECK_DATA_DIR names a folder for them.',
    );
  return path.resolve(data, 'scans');
}

/**
 * A path for the file of a scan that starts at this instant (milliseconds since 1970 UTC). Names sort by time, and
 * two scans that start at the same instant get two names. Nothing is made yet.
 */
export function newScanFilePath(startedAt: number): string {
  const time = new Date(startedAt).toISOString().replaceAll(':', '-');
  // Loaded here, for it takes some 8 ms, and the app draws its first frame before it needs a name.
  const { randomBytes } = process.getBuiltinModule('node:crypto');
  return path.join(scanFolder(), `scan-${time}-${randomBytes(4).toString('hex')}.sqlite`);
}

/** The paths of the scan files in the folder, newest first; none where there is no such folder. */
export function listScanFiles(): readonly string[] {
  const folder = scanFolder();
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => NAME.test(name))
    .sort()
    .reverse()
    .map((name) => path.join(folder, name));
}

/** What the name of a scan file in the folder says: its id, and the UTC day on which its scan began; null: it is no such name. */
export function readScanFileName(file: string): { readonly id: string; readonly day: string } | null {
  const { id, day } = NAME.exec(path.basename(file))?.groups ?? {};
  return id === undefined || day === undefined ? null : { id, day };
}
