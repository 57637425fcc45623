import { findKind, RESOURCE_KINDS } from '../../kinds/registry.ts';
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
  const cells = account === null ? countedCells(scan) : shortCellsOf(scan, account);
  const service = serviceOfFilter(filter.text);
  return cells.filter(
    (cell) => isWanted(cell, tab, filter) && (service === null || isOfService(cell, service)),
  );
}

/** True where rows of a service can come from a cell: those of EBS from its own kind alone. */
function isOfService({ kind }: CellState, service: string): boolean {
  return findKind(kind)?.service === service;
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

/**
 * The service that the terms of a filter ask for, where it is what some kinds are listed by; null: they ask for none, for
 * several, or for one that a kind tells row by row, such as Aurora.
 */
function serviceOfFilter(text: string): string | null {
  const [service = null, ...more] = oneValueOf(text, 'service');
  return more.length === 0 && RESOURCE_KINDS.some((kind) => kind.service === service) ? service : null;
}

/** The account of many that the terms of a filter ask for; null: they ask for none, or several. */
function accountOfFilter({ accounts }: ScanState, text: string): string | null {
  const [id = null, ...more] = oneValueOf(text, 'account').filter((value) => /^\d{12}$/.test(value));
  return more.length === 0 && accounts.some((account) => account.id === id) ? id : null;
}

/** The values that the terms of a filter ask of a field, each by itself. */
function oneValueOf(text: string, name: string): readonly string[] {
  return requiredTerms(text).flatMap(({ field, operator, negated, values: [value, ...others] }) => {
    const isOne = field?.name === name && (operator === ':' || operator === '=') && others.length === 0;
    return isOne && !negated && value !== undefined ? [value.text] : [];
  });
}
