import { boundsWords } from '../../../../analysis/cost-words.ts';
import type { FindingCount } from '../../../../analysis/summary.ts';
import { isShortFinding } from '../../../../analysis/summary-estimate-tables.ts';
import type { TableQuery } from '../../../../model/table-query.ts';
import { counted } from '../../../../model/words.ts';
import { AT_LEAST } from '../../../kit/cells.ts';
import { cut, fitted, wrap } from '../../../kit/text.ts';
import type { Tone } from '../../../kit/theme.ts';
import type { Destination } from '../../../state/destination.ts';
import { NO_FILTER } from '../../../state/table.ts';
import { changeCell, changeRoom } from './change.ts';
import { COUNT_WIDTH, countCell, noteOf, type Panel, type PanelContext, type PanelLine } from './panel.ts';

const SEVERITY_WIDTH = 7;
const SEVERITIES: readonly FindingCount['severity'][] = ['high', 'medium', 'low'];
const TONES: Readonly<Record<FindingCount['severity'], Tone>> = {
  high: 'bad',
  medium: 'warning',
  low: 'plain',
};

/**
 * Findings, the gravest first, of the same weight those that are certain: how grave, how many rows, what; and of how
 * many rows nobody could tell.
 */
export function findingsPanel(context: PanelContext): Panel {
  const { findings } = context.report;
  const note = noteOf(context, [...new Set(findings.map(({ tab }) => tab))]);
  const said = findings
    .filter(({ count, notChecked }) => count > 0 || notChecked > 0)
    .toSorted(
      (one, other) =>
        SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
        Number(one.count === 0) - Number(other.count === 0),
    );
  const none = findings.length - said.length;
  const lines = said.flatMap((finding) => findingLines(finding, context));
  const rest = none === 0 ? [] : [line(` ${counted(none, 'other kind')} of finding: none`)];
  const more = said.some((finding) => isOpen(finding) || (finding.notChecked > 0 && isShortFinding(finding)));
  const about = more ? wrap(AT_LEAST_WORDS, context.width - 3).map(aboutLine) : [];
  return {
    title: 'Findings',
    note,
    usualLines: 18,
    lines: findings.length === 0 ? [line(' nothing was looked at')] : [...lines, ...rest, ...about],
  };
}

const AT_LEAST_WORDS = `${AT_LEAST} at least so many: not everything that it rests on was read`;

function aboutLine(text: string, index: number): PanelLine {
  return line(index === 0 ? ` ${text}` : `   ${text}`);
}

function line(text: string): PanelLine {
  return [[text, 'quiet']];
}

function isOpen(finding: FindingCount): boolean {
  return finding.count > 0 && isShortFinding(finding);
}

function findingLines(finding: FindingCount, context: PanelContext): readonly PanelLine[] {
  const { id, title, severity, count, notChecked, notCheckedReason, cost } = finding;
  const change = changeRoom(context);
  const room = context.width - SEVERITY_WIDTH - COUNT_WIDTH - change - 4;
  const [first = '', ...more] = atMostTwo(title, room);
  const tone = count === 0 ? 'quiet' : 'plain';
  const reason = notCheckedReason?.replace(/^not checked,? ?/, '') ?? '';
  const doubt = notChecked === 0 ? [] : atMostTwo(`not checked${reason === '' ? '' : `: ${reason}`}`, room);
  return [
    [
      [` ${fitted(severity, SEVERITY_WIDTH)}`, count === 0 ? 'quiet' : TONES[severity]],
      ...(count === 0 && notChecked > 0
        ? [[fitted('?', COUNT_WIDTH, 'right'), 'quiet'] as const]
        : countCell(count, { id: `finding ${id}`, to: rowsOfQuery(finding.query) })),
      [isOpen(finding) ? AT_LEAST : ' ', tone],
      changeCell(
        context,
        { tab: finding.tab },
        ({ findings }) => findings.find((one) => one.id === id)?.count ?? 0,
      ),
      [` ${first}`, tone],
    ],
    ...more.map((text): PanelLine => [[besides(text, change), tone]]),
    ...(cost === undefined ? [] : [line(besides(cut(boundsWords(cost), room), change))]),
    ...doubt.map((text, index) =>
      index === 0 ? doubtLine(finding, text, change) : line(besides(text, change)),
    ),
  ];
}

/** How many rows a finding cannot be told of, which opens them, and why. */
function doubtLine(finding: FindingCount, text: string, change: number): PanelLine {
  const { id, notChecked, notCheckedQuery } = finding;
  return [
    [' '.repeat(SEVERITY_WIDTH + 1), 'quiet'],
    ...countCell(notChecked, { id: `finding ${id} not checked`, to: rowsOfQuery(notCheckedQuery) }),
    [`${isShortFinding(finding) ? AT_LEAST : ' '}${' '.repeat(change)} ${text}`, 'quiet'],
  ];
}

/** A text under that of a finding. */
function besides(text: string, change: number): string {
  return `${' '.repeat(SEVERITY_WIDTH + 1 + COUNT_WIDTH + change)}  ${text}`;
}

/** The text in one or two lines; what is more is cut. */
function atMostTwo(text: string, room: number): readonly string[] {
  const [first = '', ...rest] = wrap(text, room);
  return rest.length === 0 ? [first] : [first, cut(rest.join(' '), room)];
}

/** The table with just the rows of a query. */
function rowsOfQuery({ tab, filter = '', finding }: TableQuery): Destination {
  return {
    to: 'table',
    tab,
    filter: { ...NO_FILTER, text: filter, ...(finding === undefined ? {} : { finding }) },
  };
}
