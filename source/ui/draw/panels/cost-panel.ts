import { formatMoney } from '../../../analysis/format.ts';
import type { CostShare, CostTotal } from '../../../analysis/summary.ts';
import { isValue } from '../../../store/filter/write-terms.ts';
import { rowsOf } from '../../state/destination.ts';
import { kindFacts } from '../../state/kinds.ts';
import { cut, fitted } from '../../text.ts';
import { barOf } from '../charts.ts';
import { counted } from '../words.ts';
import { COUNT_WIDTH, countCell, noteOf, type Panel, type PanelContext, type PanelLine } from './panel.ts';
import { snapshotTabs } from './snapshot-panels.ts';

const LABEL_WIDTH = 15;
const MONEY_WIDTH = 13;
const TOP_REGIONS = 5;

/** What snapshots cost a month between a low and a high bound, in total, by service and by region. */
export function costPanel(context: PanelContext): Panel {
  const { cost } = context.report;
  const note = noteOf(context, snapshotTabs(context));
  const panel = { title: 'Cost a month, between two bounds', note, usualLines: 16 };
  if (cost.prices === null) return { ...panel, lines: [quiet(' this scan file holds no estimate of costs')] };
  if (cost.total.count === 0) return { ...panel, lines: [quiet(' no snapshots, so no cost')] };
  const services = cost.byService.map((share) => costLine(context, share, serviceLink(context, share)));
  const regions = cost.byRegion.slice(0, TOP_REGIONS).map((share) => costLine(context, share, null));
  const left = cost.byRegion.length - regions.length;
  const { withoutHigh, count } = cost.total;
  const { date, regions: priced } = cost.prices;
  return {
    ...panel,
    lines: [
      headLine(),
      costLine(context, { label: 'All', value: null, ...cost.total }, null),
      ...services,
      quiet(
        ` by region${left > 0 ? `: the ${TOP_REGIONS} with the highest bound of ${cost.byRegion.length}` : ''}`,
      ),
      ...regions,
      ...(withoutHigh > 0
        ? [quiet(` ${counted(withoutHigh, 'snapshot')} of ${count} without a known price`)]
        : []),
      quiet(
        cut(
          ` prices of ${date}, known for ${priced.length === 0 ? 'no region' : priced.join(', ')}`,
          context.width - 1,
        ),
      ),
      quiet(' low: each source once; high: every snapshot whole'),
    ],
  };
}

function quiet(text: string): PanelLine {
  return [[text, 'quiet']];
}

function headLine(): PanelLine {
  const heads = [
    fitted('Count', COUNT_WIDTH, 'right'),
    fitted('Low', MONEY_WIDTH, 'right'),
    fitted('High', MONEY_WIDTH, 'right'),
  ];
  return quiet(` ${fitted('', LABEL_WIDTH)}${heads.join('')}`);
}

function costLine(
  { report, width }: PanelContext,
  share: CostShare,
  link: Parameters<typeof countCell>[1],
): PanelLine {
  const room = Math.min(40, width - LABEL_WIDTH - COUNT_WIDTH - 2 * MONEY_WIDTH - 4);
  return [
    [` ${fitted(share.label, LABEL_WIDTH)}`, 'plain'],
    ...countCell(share.count, link),
    [bounds(share), 'plain'],
    [` ${barOf(share.high, report.cost.total.high, room)}`, 'accent'],
  ];
}

/** Both bounds; `n/a` where none of the snapshots has it, a plus where some have not. */
function bounds({ count, low, high, withoutLow, withoutHigh }: CostTotal): string {
  const bound = (dollars: number, without: number) =>
    without === count ? 'n/a ' : `${formatMoney(dollars)}${without > 0 ? '+' : ' '}`;
  return [bound(low, withoutLow), bound(high, withoutHigh)]
    .map((text) => fitted(text, MONEY_WIDTH, 'right'))
    .join('');
}

function serviceLink({ report }: PanelContext, { value }: CostShare): Parameters<typeof countCell>[1] {
  const kind = report.services.find(({ service }) => service === value)?.kind;
  const tab = kind === undefined ? null : kindFacts(kind).tab;
  return tab === null ? null : { id: `cost ${value}`, to: rowsOf(tab, isValue('service', value)) };
}
