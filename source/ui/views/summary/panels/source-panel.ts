import type { SourceTotal, SummaryReport } from '../../../../analysis/summary.ts';
import { formatCount } from '../../../../model/format.ts';
import { isValue } from '../../../../store/filter/write-terms.ts';
import { kindFacts } from '../../../kit/kinds.ts';
import { fitted } from '../../../kit/text.ts';
import { type Destination, rowsOf } from '../../../state/destination.ts';
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

/** How well sources are protected is told elsewhere, and of others: those too of which nothing is kept. */
const TITLE = 'Kept by source';
const TOP_SOURCES = 8;
const PLACE_WIDTH = 8 + 15;

/** The sources of which most is kept, and the way to all of them. */
export function sourcesPanel(context: PanelContext): Panel {
  const { report, unit, width } = context;
  const { sources } = report;
  const note = noteOf(context, snapshotTabs(context));
  const amounts = 6 + COUNT_WIDTH + SIZE_WIDTH + 2;
  const wide = width >= amounts + PLACE_WIDTH + 20;
  const room = Math.max(12, width - amounts - (wide ? PLACE_WIDTH : 0));
  const lines = sources.slice(0, TOP_SOURCES).map((source, index): PanelLine => {
    const name = source.sourceName === null ? '' : ` ${source.sourceName}`;
    const to = snapshotsOfSource(report, source);
    const cells = { region: source.region, ...(to?.to === 'table' ? { tab: to.tab } : {}) };
    const mark = markOf(context, cells);
    return [
      [` ${fitted(`${source.source ?? 'unknown source'}${name}`, room)} `, 'plain'],
      [fitted(source.sourceExists === 'no' ? 'gone' : '', 5), 'warning'],
      [wide ? fitted(source.service, 8) + fitted(source.region, 15) : '', 'plain'],
      ...countCell(source.count, to === null ? null : { id: `source ${index}`, to }, mark),
      [sizeText(source, unit, mark !== ''), 'plain'],
    ];
  });
  const count = sources.length + (report.sourcesLeftOut ?? 0);
  const all: PanelLine = [
    [' ', 'plain'],
    ['all of them by age', 'accent', { id: 'sources', to: { to: 'list', list: 'sources' }, rows: null }],
  ];
  return {
    title: count > TOP_SOURCES ? `${TITLE}: the largest ${TOP_SOURCES} of ${formatCount(count)}` : TITLE,
    note,
    usualLines: TOP_SOURCES + 2,
    lines: lines.length === 0 ? emptyLines(note) : [...lines, all],
  };
}

/** The snapshots of a source; null where no tab shows them. */
export function snapshotsOfSource(report: SummaryReport, source: SourceTotal): Destination | null {
  const kind = report.services.find((total) => total.service === source.service)?.kind;
  const tab = kind === undefined ? null : kindFacts(kind).tab;
  if (tab === null) return null;
  const several = report.sources.some(({ account }) => account !== source.account);
  const terms = [
    isValue('source', source.source),
    isValue('service', source.service),
    ...(several ? [isValue('account', source.account)] : []),
  ];
  return rowsOf(tab, terms.join(' '), { region: source.region });
}
