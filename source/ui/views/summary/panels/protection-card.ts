/** The card of how well sources are protected. */
import { protectedShare, protectionOfAll } from '../../../../analysis/protection/protection-totals.ts';
import { SOURCES_TAB } from '../../../../kinds/sources/source-columns.ts';
import { formatCount } from '../../../../model/format.ts';
import { isValue } from '../../../../store/filter/write-terms.ts';
import { gaugeOf } from '../../../kit/charts.ts';
import { rowsOf } from '../../../state/destination.ts';
import { type Card, type CardCount, cardCount, cardWords } from './card.ts';
import type { PanelContext } from './panel.ts';

const WIDEST_GAUGE = 40;

/** One card; none where the scan file does not tell what there is without a backup. */
export function protectionCard({ report }: PanelContext): readonly Card[] {
  const { protection } = report;
  if (protection === undefined || protection.length === 0) return [];
  const total = protectionOfAll(protection);
  const all = total.unprotected + total.late + total.unknown + total.protected;
  const share = protectedShare(total);
  const of = (name: keyof typeof total): CardCount => ({
    id: `card protection ${name}`,
    count: total[name],
    to: rowsOf(SOURCES_TAB, isValue('protection', name)),
  });
  return [
    {
      title: 'Protection',
      number: [[share === null ? 'nothing to protect' : `${share} %`, 'title']],
      about: [cardCount(of('protected')), [` of ${formatCount(all)} sources`, 'quiet']],
      chart: (room) => gaugeOf({ value: total.protected, all }, Math.min(WIDEST_GAUGE, room), 'good'),
      words: (room) =>
        cardWords(
          [
            { ...of('unprotected'), long: 'without', short: 'no', tone: 'bad' },
            { ...of('late'), long: 'late', short: 'late', tone: 'warning' },
            { ...of('unknown'), long: 'unknown', short: '?', tone: 'plain' },
          ],
          room,
        ),
    },
  ];
}
