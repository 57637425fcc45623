import type { ScanState } from '../../../model/cell.ts';
import { counted } from '../../../model/words.ts';
import { BACK_KEY, GRID_PAGE, PROBLEMS_KEY, RETRY_KEYS } from '../../settings/shared-keys.ts';
import type { AppState } from '../../state/app-state.ts';
import { hasUnread } from '../../state/counted-cells.ts';
import { cellUnderCursor } from '../../state/grid-cursor.ts';
import { gridLines } from '../../state/grid-lines.ts';
import { gridScan } from '../../state/grid-scan.ts';
import type { GridState } from '../../state/grid-state.ts';
import type { View } from '../view.ts';
import { cellWords, drawScan, emptyWord } from './draw-scan.ts';
import { afterScanCommand } from './grid-commands.ts';

/** The grid of regions and kinds. */
export const scanView: View = {
  id: 'scan',
  title: 'the Scan grid',
  place: 'main',
  isOpen: ({ view }) => view === 'scan',
  keys: [
    [['enter'], 'Enter', 'enter', 'open the rows of this cell', 'rows', 5],
    [['+'], '+', 'unfold', 'the empty regions in lines of their own, or in one'],
    [['r'], 'r', 'retry cell', 'run this cell again; its rows stay until the new ones are there', 'retry', 3],
    [['a'], 'a', 'lines', 'accounts as lines again, where there are many'],
    PROBLEMS_KEY,
    BACK_KEY,
  ],
  sharedKeys: [RETRY_KEYS, ...GRID_PAGE],
  keysElsewhere: 'none',
  settable: true,
  idle: 'none',
  draw: drawScan,
  clicks: 'in its drawing',
  wheel: true,
  spoken,
  after: afterScanCommand,
  opens: 'none',
  typed: 'none',
  acts: 'none',
  lists: 'none',
  loaders: 'none',
};

function spoken(state: AppState): readonly string[] {
  const { grid } = state;
  const scan = gridScan(state);
  if (scan === null) return ['Press colon and type regions or profiles, or press Control R to start a scan.'];
  const cell = cellUnderCursor(scan, grid);
  const place = `Grid, ${counted(scan.regions.length, 'region')} by ${counted(scan.kinds.length, 'kind')}.`;
  if (cell === undefined) return [place, ...emptySentences(scan, grid)];
  const error = cell.error === null ? '' : ` ${cell.error.code}: ${cell.error.message}`;
  const advice = cell.error?.advice === undefined ? '' : ` ${cell.error.advice}`;
  return [place, `${cellWords(cell, hasUnread(scan))}.${error}${advice}`];
}

/** What is under the cursor where it is on no cell. */
function emptySentences(scan: ScanState, grid: GridState): readonly string[] {
  const line = gridLines(scan, grid)[grid.row];
  if (line === undefined || !('empty' in line)) return [];
  return [
    `${counted(line.empty.length, 'region')} ${emptyWord(hasUnread(scan))}: ${line.empty.join(', ')}. Enter ${grid.unfolded ? 'folds' : 'unfolds'} them.`,
  ];
}
