import { kindsOfTab } from '../../kinds/registry.ts';
import { TABLES } from '../../kinds/tabs.ts';

/** A view of the tab line. */
export interface MainView {
  readonly id: string;
  readonly title: string;
  /** Its title where there is little room. */
  readonly short: string;
}

/** Digits of the tab line, in their order. */
export const DIGITS: readonly string[] = [...'1234567890'];

/** The views that stand before the tabs and always have their digits. */
export const FIRST_VIEWS: readonly MainView[] = [
  { id: 'scan', title: 'Scan', short: 'Scan' },
  { id: 'summary', title: 'Summary', short: 'Summary' },
];

/** Every view of the tab line, also those that a scan does not have. */
export const MAIN_VIEWS: readonly MainView[] = [
  ...FIRST_VIEWS,
  ...TABLES.map(({ id, title }) => ({ id, title, short: shortTitle(id, title) })),
];

/** As the grid heads the kind, where the tab has one only. */
function shortTitle(tab: string, title: string): string {
  const [only, ...more] = kindsOfTab(tab);
  return only === undefined || more.length > 0 || only.gridHeader.length > title.length
    ? title
    : only.gridHeader;
}
