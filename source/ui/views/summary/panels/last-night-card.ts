/** The card of how the transfers of the last night went. */
import type { CountOfRows } from '../../../../analysis/summary.ts';
import { datasyncExecution } from '../../../../kinds/datasync/datasync-execution.ts';
import { formatCount } from '../../../../model/format.ts';
import { gaugeOf } from '../../../kit/charts.ts';
import { rowsOf } from '../../../state/destination.ts';
import { type Card, type CardCount, cardCount, cardWords } from './card.ts';
import { markOf, type PanelContext } from './panel.ts';

const WIDEST_GAUGE = 40;

/** One card; none where DataSync was not scanned. */
export function lastNightCard(context: PanelContext): readonly Card[] {
  const { lastNight } = context.report;
  if (lastNight === undefined) return [];
  const mark = markOf(context, { tab: datasyncExecution.tab });
  const of = (name: string, { count, query }: CountOfRows): CardCount => ({
    id: `card night ${name}`,
    count,
    to: rowsOf(query.tab, query.filter ?? ''),
  });
  const { runs, well, failed, underWay, missed, missedUnknown, stuck } = lastNight;
  const none = mark === '' ? 'no runs' : 'not read';
  return [
    {
      title: 'Last night',
      number:
        runs.count === 0
          ? [[none, 'title']]
          : [
              cardCount(of('well', well), formatCount(well.count), 'title'),
              [' of ', 'title'],
              cardCount(of('runs', runs), formatCount(runs.count) + mark, 'title'),
            ],
      about: [[runs.count === 0 ? 'in the 24 h before the scan' : 'transfers went well', 'quiet']],
      chart: (room) => gaugeOf({ value: well.count, all: runs.count }, Math.min(WIDEST_GAUGE, room), 'busy'),
      words: (room) =>
        cardWords(
          [
            { ...of('failed', failed), long: 'failed', short: 'bad', tone: 'bad' },
            { ...of('missed', missed), long: 'missed', short: 'miss', tone: 'bad' },
            { ...of('stuck', stuck), long: 'stuck', short: 'stuck', tone: 'warning' },
            { ...of('under way', underWay), long: 'run', short: 'run', tone: 'busy' },
            { ...of('missed unknown', missedUnknown), long: 'unknown', short: '?', tone: 'plain' },
          ],
          room,
        ),
    },
  ];
}
