import { type CellState, isFinal, isProblem, type ScanState } from '../../model/cell.ts';
import { totalsOf } from '../../model/totals.ts';
import { kindFacts } from '../kit/kinds.ts';
import { countedCells } from './counted-cells.ts';

/** Names the rows that these cells have now: as long as it stays, what was read of them is still true. */
export function rowsVersion(cells: readonly CellState[], live: { readonly version: number }): string {
  const { rows, finished } = totalsOf(cells);
  return `${rows}/${finished}/${live.version}`;
}

/** True while cells are at work or still to come. */
export function isRunning(scan: ScanState | null): boolean {
  return scan !== null && (scan.stage === 'identifying' || scan.stage === 'scanning');
}

/** Rows of each tab so far; a tab whose cells have not all ended is left out while there are none: that is not "none". */
export function rowsByTab(scan: ScanState): Readonly<Record<string, number>> {
  const rows: Record<string, number> = {};
  const open = new Set<string>();
  for (const cell of countedCells(scan)) {
    const { tab } = kindFacts(cell.kind);
    if (tab === null) continue;
    rows[tab] = (rows[tab] ?? 0) + cell.rows;
    if (!isFinal(cell.phase)) open.add(tab);
  }
  return Object.fromEntries(Object.entries(rows).filter(([tab, count]) => count > 0 || !open.has(tab)));
}

/** The tabs that may have more rows than were read: one of their cells ended with a problem. */
export function shortTabs(scan: ScanState): ReadonlySet<string> {
  const short = countedCells(scan).filter(({ phase }) => isProblem(phase));
  return new Set(short.flatMap(({ kind }) => kindFacts(kind).tab ?? []));
}

/** The cells of a tab's kinds in these regions and of this kind, where those are given. */
export function cellsOfTab(
  scan: ScanState,
  tab: string,
  only: { readonly region: string | null; readonly kind: string | null } = { region: null, kind: null },
): readonly CellState[] {
  return countedCells(scan).filter(
    (cell) =>
      kindFacts(cell.kind).tab === tab &&
      (only.region === null || cell.region === only.region || cell.region === '') &&
      (only.kind === null || cell.kind === only.kind),
  );
}
