/** The cards at the top of the Summary. Each takes its numbers from the analysis of the panel that has them in full. */
import type { Card } from './card.ts';
import { costCard, keptCard } from './kept-cards.ts';
import { lastNightCard } from './last-night-card.ts';
import type { PanelContext } from './panel.ts';
import { protectionCard } from './protection-card.ts';
import { snapshotTabs } from './snapshot-tabs.ts';

/** The cards of a scan; kinds that were not scanned have none. */
export function summaryCards(context: PanelContext): readonly Card[] {
  const ofSnapshots =
    snapshotTabs(context).length === 0
      ? []
      : [keptCard(context), costCard(context), ...protectionCard(context)];
  return [...ofSnapshots, ...lastNightCard(context)];
}
