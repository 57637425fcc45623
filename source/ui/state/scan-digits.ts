import { TABS } from '../../kinds/tabs.ts';
import type { ScanState } from '../../model/cell.ts';
import { FIRST_VIEWS } from '../settings/main-views.ts';
import { type Digits, dealtDigits, settledDigits } from './digits.ts';
import { isRunning, rowsByTab } from './scan-totals.ts';
import { shownViews } from './shown-views.ts';

const KNOWN: readonly string[] = TABS.map(({ id }) => id);

function tabsOf(scan: ScanState | null): readonly string[] {
  return shownViews({ scan, view: '' }).flatMap(({ id }) =>
    FIRST_VIEWS.some((first) => first.id === id) ? [] : [id],
  );
}

/** The digits of a scan as it is opened. */
export function digitsOf(scan: ScanState | null): Digits {
  const tabs = tabsOf(scan);
  const dealt = dealtDigits(KNOWN, tabs);
  return scan === null || isRunning(scan) ? dealt : settledDigits(dealt, tabs, rowsByTab(scan));
}

/** The digits after the scan has changed from what it was. */
export function nextDigits(digits: Digits, before: ScanState | null, scan: ScanState): Digits {
  if (before === null || before.kinds.join() !== scan.kinds.join()) return digitsOf(scan);
  const hasEnded = isRunning(before) && !isRunning(scan);
  return hasEnded ? settledDigits(digits, tabsOf(scan), rowsByTab(scan)) : digits;
}
