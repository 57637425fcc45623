import { alikeStatuses } from '../../../../analysis/alike-statuses.ts';
import type { Share } from '../../../../analysis/summary.ts';
import { ALL_SNAPSHOTS } from '../../../../kinds/snapshots/all-snapshots.ts';
import { isOneOf } from '../../../../store/filter/write-terms.ts';
import { isValueIn } from '../../../state/destination.ts';
import type { Panel, PanelContext } from './panel.ts';
import { sharesPanel } from './shares-panel.ts';

/** Snapshots by status. Services write the same one each in its way (completed, COMPLETED): that is one line. */
export function statusPanel(context: PanelContext): Panel {
  const { byStatus } = context.report;
  return sharesPanel(context, {
    shares: (report) => alikeStatuses(report.byStatus),
    id: 'status',
    column: 'status',
    title: 'Snapshots by status',
    usualLines: 8,
    filter: ({ value }, tab) =>
      value === null ? isValueIn(tab, 'status', null) : isOneOf('status', writtenIn(byStatus, value, tab)),
    inParts: true,
  });
}

/** The ways in which a tab writes a status, or any of them in the table of all. */
function writtenIn(shares: readonly Share[], status: string, tab: string): readonly string[] {
  return shares.flatMap(({ value, byTab = [] }) =>
    value?.toLowerCase() === status &&
    (tab === ALL_SNAPSHOTS.id || byTab.some((amount) => amount.tab === tab))
      ? [value]
      : [],
  );
}
