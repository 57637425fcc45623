/** What is kept of the history beside the scan files: nothing of it is a scan, and all of it may be lost. */
import path from 'node:path';
import { scanFolder } from '../scan-folder.ts';

/** A file of it, by its name. */
export function historyFile(name: string): string {
  return path.join(path.dirname(scanFolder()), 'history', name);
}
