import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../base/make-folder.ts';
import { oneLine } from '../base/one-line.ts';
import { withoutSecrets } from '../base/without-secrets.ts';

/** A log file of one run. */
export interface LogFile {
  /** Writes a line with its time; never throws: a log that cannot be written must not end a scan. */
  readonly write: (line: string) => void;
  readonly path: string;
}

/** The log file `logs-snapdeck-{MM.DD.YYYY-HHMM}.log` (UTC) in a folder that is made at the first line. */
export function openLogFile(folder: string, startedAt: number): LogFile {
  const stamp = new Date(startedAt).toISOString();
  const name = `logs-snapdeck-${stamp.slice(5, 7)}.${stamp.slice(8, 10)}.${stamp.slice(0, 4)}-${stamp.slice(11, 13)}${stamp.slice(14, 16)}.log`;
  const file = path.resolve(folder, name);
  let usable: boolean | null = null;
  return {
    path: file,
    write: (line) => {
      if (usable === false) return;
      try {
        if (usable === null) makeFolder(path.dirname(file));
        appendFileSync(file, `${new Date().toISOString()} ${withoutSecrets(oneLine(line))}\n`, {
          mode: 0o600,
        });
        usable = true;
      } catch {
        usable = false;
      }
    },
  };
}
