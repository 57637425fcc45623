import os from 'node:os';
import path from 'node:path';

/** The user's home folder; null for a user who has none, as in a container that runs under an unknown id. */
export function homeFolder(): string | null {
  try {
    return os.homedir() || null;
  } catch {
    return null;
  }
}

/** A path with a leading `~` as the shell reads it; without a home folder, or for another user's, it stays. */
export function withHome(file: string): string {
  const home = homeFolder();
  return home !== null && /^~(?:[/\\]|$)/.test(file) ? path.join(home, file.slice(1)) : file;
}
