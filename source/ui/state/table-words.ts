/** What is said of a table wherever it is named: its title, what narrows it down, why it may be short. */
import { kindsOfTab } from '../../kinds/registry.ts';
import { type CellState, isFinal, type Phase } from '../../model/cell.ts';
import { counted } from '../../model/words.ts';
import { PHASES } from '../kit/cells.ts';
import { kindFacts } from '../kit/kinds.ts';
import type { TableFilter, TableState } from './table.ts';

/** What the table is called: its kind, the one that it is narrowed down to, or what all of its kinds are (`RDS snapshots`). */
export function tableTitle({ tab, filter }: Pick<TableState, 'tab' | 'filter'>): string {
  if (filter.kind !== null) return kindFacts(filter.kind).title;
  const [first, ...more] = kindsOfTab(tab);
  if (first === undefined) return tab;
  return more.length === 0 ? first.title : `${first.tabTitle} ${first.noun}s`;
}

/** What narrows a table down, in words; empty: nothing does. */
export function filterWords({ region, text, finding, faults }: TableFilter): string {
  const found = finding?.replace(/\?$/, ' not checked') ?? '';
  return [region ?? '', text.trim(), found, faults === true ? 'faults only' : '']
    .filter((word) => word !== '')
    .join(' ');
}

/** Why the table may be short: `2 accounts denied`, `2 regions denied`, `3 regions still to come`. */
export function unfinishedNotes(cells: readonly CellState[]): readonly string[] {
  const phases: readonly Phase[] = ['denied', 'failed', 'throttled', 'partial', 'stopped'];
  // Of an account of which nothing was read there is a cell in no region.
  const unread = cells.filter(({ region }) => region === '');
  const read = cells.filter(({ region }) => region !== '');
  const open = regionsOf(read.filter((cell) => !isFinal(cell.phase)));
  const isMore = unread.some((cell) => !isFinal(cell.phase));
  return [
    ...phases.flatMap((phase) => {
      const accounts = new Set(unread.filter((cell) => cell.phase === phase).map(({ account }) => account));
      return accounts.size === 0 ? [] : [`${counted(accounts.size, 'account')} ${PHASES[phase].word}`];
    }),
    ...phases.flatMap((phase) => {
      const regions = regionsOf(read.filter((cell) => cell.phase === phase));
      return regions.size === 0 ? [] : [`${counted(regions.size, 'region')} ${PHASES[phase].word}`];
    }),
    ...(open.size === 0 ? [] : [`${counted(open.size, 'region')} still to come`]),
    ...(isMore ? ['accounts still to come'] : []),
  ];
}

function regionsOf(cells: readonly CellState[]): ReadonlySet<string> {
  return new Set(cells.map((cell) => cell.region));
}
