/** How many sources are protected and how many are not, by service. */
import { protectedShare } from '../../../../analysis/protection/protection-totals.ts';
import { serviceLabel } from '../../../../analysis/service-label.ts';
import type { ProtectionOfService } from '../../../../analysis/summary.ts';
import { SOURCES_TAB } from '../../../../kinds/sources/source-columns.ts';
import { isValue } from '../../../../store/filter/write-terms.ts';
import { fitted } from '../../../kit/text.ts';
import { rowsOf } from '../../../state/destination.ts';
import { COUNT_WIDTH, countCell, noteOf, type Panel, type PanelContext, type PanelLine } from './panel.ts';
import { snapshotTabs } from './snapshot-panels.ts';

const SHOWN = ['unprotected', 'late', 'unknown', 'protected'] as const;
const HEADS = ['Without', 'Late', 'Unknown', 'Good'];
const SHARE_WIDTH = 6;

/** One panel; none where the scan file does not tell what there is without a backup. */
export function protectionPanels(context: PanelContext): readonly Panel[] {
  const { protection } = context.report;
  if (protection === undefined || protection.length === 0) return [];
  const label = Math.max(6, Math.min(20, context.width - 1 - SHOWN.length * COUNT_WIDTH - SHARE_WIDTH));
  const heads = HEADS.map((head) => fitted(head, COUNT_WIDTH, 'right')).join('');
  const head: PanelLine = [
    [` ${fitted('', label)}${heads}${fitted('Share', SHARE_WIDTH, 'right')}`, 'quiet'],
  ];
  return [
    {
      title: 'Protection of sources',
      note: noteOf(context, snapshotTabs(context)),
      usualLines: 7,
      lines: [head, ...protection.map((total) => serviceLine(total, label))],
    },
  ];
}

function serviceLine(total: ProtectionOfService, label: number): PanelLine {
  const { service, kind } = total;
  const share = protectedShare(total);
  return [
    [` ${fitted(serviceLabel({ service, kind }), label)}`, 'plain'],
    ...SHOWN.flatMap((name) => {
      const filter = `${isValue('protection', name)} ${isValue('service', service)}`;
      const to = rowsOf(SOURCES_TAB, filter, { kind });
      return countCell(total[name], { id: `protection ${kind} ${service} ${name}`, to });
    }),
    [fitted(share === null ? '' : `${share} %`, SHARE_WIDTH, 'right'), 'plain'],
  ];
}
