import fs from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder, its owner's alone, and those above it that are missing; one that is there stays. Throws what the
 * system says. Node's own way to make several at once never ends where a file system has no folders to make, as /proc.
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  for (let place = path.resolve(folder); !isFolder(place); place = path.dirname(place)) {
    missing.unshift(place);
    if (path.dirname(place) === place) break;
  }
  for (const place of missing) {
    try {
      fs.mkdirSync(place, { mode: 0o700 });
    } catch (error) {
      // Another process may have made it meanwhile.
      if (!isFolder(place)) throw error;
    }
  }
}

function isFolder(place: string): boolean {
  return fs.statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
