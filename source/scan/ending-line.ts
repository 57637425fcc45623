import { formatDuration } from '../model/format.ts';
import type { Totals } from '../model/totals.ts';
import { counted } from '../model/words.ts';

/** The end of a scan for the log, by the numbers that are shown everywhere. */
export function endingLine({ cells, problems, rows, calls }: Totals, stopped: boolean, took: number): string {
  return [
    `scan ${stopped ? 'stopped' : 'complete'} after ${formatDuration(took)}: ${counted(cells, 'cell')}`,
    counted(problems, 'problem'),
    counted(rows, 'row'),
    counted(calls, 'call'),
  ].join(', ');
}
