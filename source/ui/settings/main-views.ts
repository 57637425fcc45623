import { TABS, type Tab } from '../../kinds/tabs.ts';

/** The views that `1` to `9` and `0` open, in their order; those beyond have no key. */
export const MAIN_VIEWS: readonly Tab[] = [
  { id: 'scan', title: 'Scan', key: '1' },
  { id: 'summary', title: 'Summary', key: '2' },
  ...TABS,
];
