import { oneLine } from '../../base/one-line.ts';
import { type CellState, isFinal, isProblem } from '../../model/cell.ts';
import { counted } from '../../model/words.ts';
import { PHASES } from '../kit/cells.ts';
import { kindFacts } from '../kit/kinds.ts';
import type { Tone } from '../kit/theme.ts';
import type { Loader } from '../loading/loader.ts';
import { gridScan } from '../state/grid-scan.ts';
import type { Store } from '../state/store.ts';

/** Cells without rows that are run again by hand: once all of them have ended, it is said how. */
export interface CellsAgain extends Loader {
  /** These cells are about to be run again. */
  readonly expect: (cells: readonly CellState[]) => void;
}

/** Waits for cells of the open grid. */
export function createCellsAgain(store: Store, say: (text: string, tone: Tone) => void): CellsAgain {
  /** When they were begun before, by their numbers. */
  const before = new Map<number, number | null>();
  let seen: readonly CellState[] | null = null;
  return {
    expect: (cells) => {
      for (const { id, startedAt } of cells) before.set(id, startedAt);
    },
    update: () => {
      const cells = gridScan(store.state())?.cells ?? [];
      if (before.size === 0 || cells === seen) return;
      seen = cells;
      const ended = cells.filter(
        ({ id, phase, startedAt }) => isFinal(phase) && before.has(id) && startedAt !== before.get(id),
      );
      if (ended.length < before.size) return;
      before.clear();
      say(...endedWords(ended));
    },
    reset: () => before.clear(),
  };
}

/** How cells ended that were run again. */
function endedWords(cells: readonly CellState[]): readonly [text: string, tone: Tone] {
  const worse = cells.filter(({ phase }) => isProblem(phase));
  const [first] = worse;
  const [only, ...more] = cells;
  const tone = first === undefined ? 'good' : 'warning';
  if (only !== undefined && more.length === 0) return [`${nameOf(only)} read again: ${howOf(only)}`, tone];
  const rows = cells.reduce((sum, cell) => sum + cell.rows, 0);
  const what = `${counted(cells.length, 'cell')} read again: ${counted(rows, 'row')}`;
  if (first === undefined) return [`${what}, all done`, tone];
  return [`${what}, ${cells.length - worse.length} done; ${nameOf(first)} ${howOf(first)}`, tone];
}

function nameOf({ region, kind }: CellState): string {
  return `${region} ${kindFacts(kind).name}`;
}

/** `12 rows, done`, or why there are none. */
function howOf({ phase, rows, error }: CellState): string {
  const { word } = PHASES[phase];
  return error === null ? `${counted(rows, 'row')}, ${word}` : `${word}: ${oneLine(error.message)}`;
}
