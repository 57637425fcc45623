import { type CellState, isProblem } from '../model/cell.ts';
import { formatDuration } from '../model/format.ts';
import { counted } from '../model/words.ts';

/** The end of a scan for the log, by the numbers that are shown everywhere. */
export function endingLine(
  cells: readonly CellState[],
  regions: readonly string[],
  stopped: boolean,
  took: number,
): string {
  const scanned = cells.filter(({ region }) => regions.includes(region));
  const sum = (of: (cell: CellState) => number): number => scanned.reduce((all, cell) => all + of(cell), 0);
  const problems = scanned.filter(({ phase }) => isProblem(phase)).length;
  return [
    `scan ${stopped ? 'stopped' : 'complete'} after ${formatDuration(took)}: ${counted(scanned.length, 'cell')}`,
    counted(problems, 'problem'),
    counted(
      sum(({ rows }) => rows),
      'row',
    ),
    counted(
      sum(({ calls }) => calls),
      'call',
    ),
  ].join(', ');
}
