/** What is said of a table wherever it is named: its title, what narrows it down, why it may be short. */
import { kindsOfTab } from '../../kinds/registry.ts';
import { tabTitleOf } from '../../kinds/tabs.ts';
import { kindFacts } from '../kit/kinds.ts';
import type { TableFilter, TableState } from './table.ts';

/** What the table is called: its kind, the one that it is narrowed down to, or what all of its kinds are (`RDS snapshots`). */
export function tableTitle({ tab, filter }: Pick<TableState, 'tab' | 'filter'>): string {
  if (filter.kind !== null) return kindFacts(filter.kind).title;
  const [first, ...more] = kindsOfTab(tab);
  if (first === undefined || first.tab !== tab) return tabTitleOf(tab);
  return more.length === 0 ? first.title : `${first.tabTitle} ${first.noun}s`;
}

/** What narrows a table down, in words; empty: nothing does. */
export function filterWords({ region, text, finding, faults }: TableFilter): string {
  const found = finding?.replace(/\?$/, ' not checked') ?? '';
  return [region ?? '', text.trim(), found, faults === true ? 'faults only' : '']
    .filter((word) => word !== '')
    .join(' ');
}
