/** What may go, as far as can be known, by service, with what it holds and costs. */
import { serviceLabel } from '../../../../analysis/service-label.ts';
import type { CandidatesOfService } from '../../../../analysis/summary.ts';
import { CANDIDATES_NOTE } from '../../../../analysis/summary-estimate-tables.ts';
import { isValue } from '../../../../store/filter/write-terms.ts';
import { kindFacts } from '../../../kit/kinds.ts';
import { fitted, wrap } from '../../../kit/text.ts';
import { rowsOf } from '../../../state/destination.ts';
import { boundsText } from './cost-lines.ts';
import {
  COUNT_WIDTH,
  countCell,
  emptyLines,
  markOf,
  noteOf,
  type Panel,
  type PanelContext,
  type PanelLine,
  SIZE_WIDTH,
  sizeText,
} from './panel.ts';
import { snapshotTabs } from './snapshot-tabs.ts';

/** One panel; none where the scan file holds no verdicts. */
export function candidatesPanels(context: PanelContext): readonly Panel[] {
  const { report, width } = context;
  const { candidates } = report;
  if (candidates === undefined) return [];
  const note = noteOf(context, snapshotTabs(context));
  const amounts = COUNT_WIDTH + 1 + SIZE_WIDTH;
  const money = width >= 70 ? 12 : 9;
  const label = Math.max(8, Math.min(20, width - 1 - amounts - 2 * money));
  const heads = [
    fitted('Count', COUNT_WIDTH, 'right'),
    ` ${fitted('Size ', SIZE_WIDTH, 'right')}`,
    ...['Low ', 'High '].map((title) => fitted(title, money, 'right')),
  ];
  const head: PanelLine = [[` ${fitted('', label)}${heads.join('')}`, 'quiet']];
  const words = wrap(CANDIDATES_NOTE, width - 2).map((text): PanelLine => [[` ${text}`, 'quiet']]);
  return [
    {
      title: 'Candidates for deletion',
      note,
      usualLines: 7,
      lines:
        candidates.length === 0
          ? emptyLines(note)
          : [head, ...candidates.map((total) => candidateLine(context, total, label, money)), ...words],
    },
  ];
}

function candidateLine(
  context: PanelContext,
  { service, kind, amount, cost }: CandidatesOfService,
  label: number,
  money: number,
): PanelLine {
  const mark = markOf(context, { kind });
  const { tab } = kindFacts(kind);
  const filter = `${isValue('deletability', 'candidate')} ${isValue('service', service)}`;
  const link =
    tab === null ? null : { id: `candidates ${kind} ${service}`, to: rowsOf(tab, filter, { kind }) };
  return [
    [` ${fitted(serviceLabel({ service, kind }), label)}`, 'plain'],
    ...countCell(amount.count, link),
    [fitted(mark, 1), 'plain'],
    [sizeText(amount, context.unit, mark !== ''), 'plain'],
    [boundsText(cost, money, mark), 'plain'],
  ];
}
