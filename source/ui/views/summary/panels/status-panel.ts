import { addAll, keptOrStarted, type RunningAmount, startAmount } from '../../../../analysis/amounts.ts';
import type { Share } from '../../../../analysis/summary.ts';
import { isOneOf } from '../../../../store/filter/write-terms.ts';
import { isValueIn } from '../../../state/destination.ts';
import type { Panel, PanelContext } from './panel.ts';
import { sharesPanel } from './snapshot-panels.ts';

/** Snapshots by status. Services write the same one each in its way (completed, COMPLETED): that is one line. */
export function statusPanel(context: PanelContext): Panel {
  const { byStatus } = context.report;
  return sharesPanel(context, alike(byStatus), {
    id: 'status',
    title: 'Snapshots by status',
    usualLines: 8,
    filter: ({ value }, tab) =>
      value === null ? isValueIn(tab, 'status', null) : isOneOf('status', writtenIn(byStatus, value, tab)),
    inParts: true,
  });
}

/** The ways in which a tab writes a status. */
function writtenIn(shares: readonly Share[], status: string, tab: string): readonly string[] {
  return shares.flatMap(({ value, byTab = [] }) =>
    value?.toLowerCase() === status && byTab.some((amount) => amount.tab === tab) ? [value] : [],
  );
}

/** One share for each status however it is written, in small letters; most snapshots first. */
function alike(shares: readonly Share[]): readonly Share[] {
  const groups = new Map<string | null, Share[]>();
  for (const share of shares)
    keptOrStarted(groups, share.value?.toLowerCase() ?? null, (): Share[] => []).push(share);
  return [...groups]
    .map(([value, group]): Share => {
      const all = startAmount();
      const tabs = new Map<string, RunningAmount>();
      for (const share of group) {
        addAll(all, share);
        for (const { tab, ...amount } of share.byTab ?? [])
          addAll(keptOrStarted(tabs, tab, startAmount), amount);
      }
      const byTab = [...tabs].map(([tab, amount]) => ({ tab, ...amount }));
      return { label: value ?? group[0]?.label ?? '', value, ...all, byTab };
    })
    .toSorted((one, other) => other.count - one.count);
}
