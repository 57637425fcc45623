import { addAll, keptOrStarted, type RunningAmount, startAmount } from './amounts.ts';
import type { Share } from './summary.ts';

/** One share for each status however it is written, in small letters; most snapshots first. */
export function alikeStatuses(shares: readonly Share[]): readonly Share[] {
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
