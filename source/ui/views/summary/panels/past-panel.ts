/** How rows, size and cost went over the scans that can be compared, and since the last of them. */
import { bytesWords, costWords } from '../../../../analysis/kept-scans-table.ts';
import { isReadAlike } from '../../../../analysis/past/compared-kinds.ts';
import type { ScanPast } from '../../../../analysis/past/scan-past.ts';
import {
  formatBytes,
  formatCount,
  formatInstant,
  formatWholeDollars,
  signedChange,
} from '../../../../model/format.ts';
import type { ScanOutline } from '../../../../model/kept-scan.ts';
import { counted } from '../../../../model/words.ts';
import { trendline } from '../../../kit/charts.ts';
import { fitted, textWidth, wrap } from '../../../kit/text.ts';
import { reportBefore } from './change.ts';
import type { Panel, PanelContext, PanelLine } from './panel.ts';

const LABEL_WIDTH = 6;
const WIDEST_TREND = 40;

/** One panel; none for a part of a scan. */
export function pastPanel(context: PanelContext): Panel {
  return { title: 'Over time', note: '', usualLines: 6, lines: linesOf(context) };
}

function linesOf(context: PanelContext): readonly PanelLine[] {
  const { past, width } = context;
  if (past === 'reading') return quiet('the scans before are read once this one has ended', width);
  if (past === null) return quiet(`the scans before cannot be read: ${context.pastError ?? ''}`, width);
  const { before } = past;
  const own = past.trend.at(-1)?.outline;
  if (own === undefined || before === null) return quiet(whyNone(past, own), width);
  const name = before.outline.name ?? before.id ?? 'a file';
  return [
    ...trendsOf(context, past, own, before.outline),
    ...quiet(`changes are since ${formatInstant(before.outline.startedAt)} UTC (${name})`, width),
    ...quiet(
      `${counted(past.trend.length, 'whole scan')} of these accounts, regions and kinds: :history`,
      width,
    ),
    ...(isUnsure(context) ? quiet('? is not compared: not the same was read of it', width) : []),
  ];
}

function whyNone({ hasAllRuns }: ScanPast, own: ScanOutline | undefined): string {
  if (hasAllRuns) return 'with the executions of all scans it is compared with none: :runs own';
  if (own !== undefined && own.state !== 'whole')
    return `this scan is ${own.state}: only whole ones are compared`;
  return 'no earlier whole scan of the same accounts, regions and kinds is kept';
}

/** True where a change could not be told because other cells were read. */
function isUnsure(context: PanelContext): boolean {
  const before = reportBefore(context);
  return before !== null && !isReadAlike(context.report, before, () => true);
}

/** A measure of the trend. */
interface Measure {
  readonly title: string;
  /** Null: not known. */
  readonly value: (scan: ScanOutline) => number | null;
  readonly now: string;
  /** Since the scan before; empty: not known of both. */
  readonly change: string;
}

function trendsOf(
  { unit, width }: PanelContext,
  { trend }: ScanPast,
  own: ScanOutline,
  before: ScanOutline,
): readonly PanelLine[] {
  const dollars = (bound: 'low' | 'high') =>
    signedChange(own.cost?.[bound], before.cost?.[bound], formatWholeDollars) ?? 'n/a';
  const measures: readonly Measure[] = [
    {
      title: 'Rows',
      value: ({ rows }) => rows,
      now: formatCount(own.rows),
      change: signedChange(own.rows, before.rows, formatCount) ?? '',
    },
    {
      title: 'Size',
      value: ({ bytes }) => bytes?.sum ?? null,
      now: own.bytes === null ? '' : bytesWords(own.bytes, unit),
      change: signedChange(own.bytes?.sum, before.bytes?.sum, (size) => formatBytes(size, unit)) ?? '',
    },
    {
      title: 'Cost',
      value: ({ cost }) => cost?.high ?? null,
      now: own.cost === null ? '' : costWords(own.cost),
      change: own.cost === null || before.cost === null ? '' : `${dollars('low')} – ${dollars('high')}`,
    },
  ];
  const said = measures.filter(({ now }) => now !== '');
  const nowWidth = Math.max(...said.map(({ now }) => textWidth(now)));
  const changeWidth = Math.max(...said.map(({ change }) => textWidth(change)));
  const room = Math.min(WIDEST_TREND, width - LABEL_WIDTH - nowWidth - changeWidth - 5);
  return said.map(
    ({ title, value, now, change }): PanelLine => [
      [` ${fitted(title, LABEL_WIDTH)}`, 'plain'],
      [fitted(now, nowWidth, 'right'), 'plain'],
      [`  ${fitted(change, changeWidth, 'right')}`, 'quiet'],
      [room < 2 ? '' : ` ${trendline(trend.slice(-room).map(({ outline }) => value(outline)))}`, 'accent'],
    ],
  );
}

function quiet(text: string, width: number): readonly PanelLine[] {
  return wrap(text, width - 2).map((line): PanelLine => [[` ${line}`, 'quiet']]);
}
