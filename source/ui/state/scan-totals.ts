import { isOfTable } from '../../kinds/tables.ts';
import { type CellState, isFinal, type ScanState } from '../../model/cell.ts';
import { totalsOf } from '../../model/totals.ts';
import { requiredTerms } from '../../store/filter/scan-filter.ts';
import { kindFacts } from '../kit/kinds.ts';
import { countedCells, isShortCell, shortCellsOf } from './counted-cells.ts';

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

/** The tabs that may have more rows than were read. */
export function shortTabs(scan: ScanState): ReadonlySet<string> {
  const short = countedCells(scan).filter(isShortCell);
  return new Set(short.flatMap(({ kind }) => kindFacts(kind).tab ?? []));
}

/** Which cells of a tab are asked for: of a region and kind, or of any. */
interface CellsWanted {
  readonly region: string | null;
  readonly kind: string | null;
}

/** The cells of a tab's kinds in these regions and of this kind, where those are given. */
export function cellsOfTab(
  scan: ScanState,
  tab: string,
  only: CellsWanted = { region: null, kind: null },
): readonly CellState[] {
  return countedCells(scan).filter((cell) => isWanted(cell, tab, only));
}

/**
 * The cells that tell why a table may be short. Narrowed down to one account of many it lacks nothing that is another's:
 * then they are those of that account that are not whole.
 */
export function cellsOfTable(
  scan: ScanState,
  tab: string,
  filter: CellsWanted & { readonly text: string },
): readonly CellState[] {
  const account = accountOfFilter(scan, filter.text);
  if (account === null) return cellsOfTab(scan, tab, filter);
  return shortCellsOf(scan, account).filter((cell) => isWanted(cell, tab, filter));
}

/** True where a table may have more rows than were read. */
export function isShortTable(
  scan: ScanState | null,
  tab: string,
  filter: Parameters<typeof cellsOfTable>[2],
): boolean {
  return scan !== null && cellsOfTable(scan, tab, filter).some(isShortCell);
}

function isWanted(cell: CellState, tab: string, { region, kind }: CellsWanted): boolean {
  return (
    isOfTable(cell.kind, tab) &&
    (region === null || cell.region === region || cell.region === '') &&
    (kind === null || cell.kind === kind)
  );
}

/** The account of many that the terms of a filter ask for; null: they ask for none, or several. */
function accountOfFilter({ accounts }: ScanState, text: string): string | null {
  const asked = requiredTerms(text).flatMap(({ field, operator, negated, values: [value, ...others] }) => {
    const isOne = field?.name === 'account' && (operator === ':' || operator === '=') && others.length === 0;
    return isOne && !negated && /^\d{12}$/.test(value?.text ?? '') ? [value?.text] : [];
  });
  const [id = null, ...more] = asked;
  return more.length === 0 && accounts.some((account) => account.id === id) ? id : null;
}
