import { changeWords, lastComparable } from '../analysis/change-since.ts';
import type { ByteUnit } from '../model/format.ts';
import { errorLine } from '../model/words.ts';
import { listKeptScans } from '../store/history/kept-scans.ts';

/** What changed since the last scan that can be compared, in a line; null: nothing can be said. */
export function changeSinceLast(
  scanFile: string,
  unit: ByteUnit,
  log: (line: string) => void,
): string | null {
  try {
    const compared = lastComparable(listKeptScans(), scanFile);
    return compared === null ? null : changeWords(compared, unit);
  } catch (error) {
    log(`no scan was compared: ${errorLine(error)}`);
    return null;
  }
}
