import { boundsWords } from '../../../../analysis/cost-words.ts';
import type { FindingCount } from '../../../../analysis/summary.ts';
import { isShortFinding } from '../../../../analysis/summary-estimate-tables.ts';
import { counted } from '../../../../model/words.ts';
import { AT_LEAST } from '../../../kit/cells.ts';
import { cut, fitted, textWidth, wrap } from '../../../kit/text.ts';
import type { Tone } from '../../../kit/theme.ts';
import { rowsOfQuery } from '../../../state/destination.ts';
import { changeCell, changeRoom } from './change.ts';
import { COUNT_WIDTH, countCell, noteOf, type Panel, type PanelContext, type PanelLine } from './panel.ts';
import { unaskedLines, wayToAsk } from './unasked.ts';

/** How grave a finding is: a sign, and its word where there is room. */
const SEVERITIES: Readonly<
  Record<FindingCount['severity'], { readonly sign: string; readonly tone: Tone; readonly weight: number }>
> = {
  high: { sign: '▲', tone: 'bad', weight: 0 },
  medium: { sign: '■', tone: 'warning', weight: 1 },
  low: { sign: '·', tone: 'plain', weight: 2 },
};

/** From this width on there is room for the words of severities. */
const ROOMY = 70;
const WORD_WIDTH = 7;

/**
 * Findings, the gravest first: how grave, how many rows, what; at the end of how many rows nobody could tell, and why. What
 * was only not asked stands together, but in words that are read out.
 */
export function findingsPanel(context: PanelContext): Panel {
  const { findings } = context.report;
  const note = noteOf(context, [...new Set(findings.map(({ tab }) => tab))]);
  const found = findings.filter(({ count }) => count > 0).toSorted(byWeight);
  const unsure = findings.filter(({ notChecked }) => notChecked > 0);
  const unasked = context.isReadOut === true ? [] : unsure.filter((finding) => wayToAsk(finding) !== null);
  const doubtful = unsure.filter((finding) => !unasked.includes(finding));
  const none = findings.filter(({ count, notChecked }) => count === 0 && notChecked === 0).length;
  const lines = [
    ...found.flatMap((finding) => findingLines(finding, context)),
    ...doubtful.flatMap((finding) => doubtLines(finding, context)),
    ...unaskedLines(unasked.toSorted(byWeight), context),
  ];
  const rest = none === 0 ? [] : [line(` ${counted(none, 'other kind')} of finding: none`)];
  const more = [...found, ...unsure].some(isShortFinding);
  const about = more ? wrap(AT_LEAST_WORDS, context.width - 3).map(aboutLine) : [];
  return {
    title: 'Needs attention',
    note,
    usualLines: 34,
    lines: findings.length === 0 ? [line(' nothing was looked at')] : [...lines, ...rest, ...about],
  };
}

function byWeight(one: FindingCount, other: FindingCount): number {
  return SEVERITIES[one.severity].weight - SEVERITIES[other.severity].weight;
}

const AT_LEAST_WORDS = `${AT_LEAST} at least so many: not everything that it rests on was read`;

function aboutLine(text: string, index: number): PanelLine {
  return line(index === 0 ? ` ${text}` : `   ${text}`);
}

function line(text: string): PanelLine {
  return [[text, 'quiet']];
}

/** Cells of the sign of a finding, of its word where there is room, and of the blanks beside them. */
function signWidth({ width }: PanelContext): number {
  return width >= ROOMY ? 3 + WORD_WIDTH : 2;
}

/** Cells in front of the words of a finding. */
function wordsStart(context: PanelContext): number {
  return signWidth(context) + COUNT_WIDTH + 1 + changeRoom(context) + 1;
}

function findingLines(finding: FindingCount, context: PanelContext): readonly PanelLine[] {
  const { id, title, severity, count, cost, tab, query } = finding;
  const { sign, tone } = SEVERITIES[severity];
  const start = wordsStart(context);
  const room = context.width - start - 1;
  const [first = '', ...more] = atMostTwo(title, room);
  const costs = cost === undefined ? '' : cut(boundsWords(cost), room);
  const isBeside = more.length === 0 && textWidth(first) + textWidth(costs) + 2 <= room;
  const change = changeCell(
    context,
    { tab },
    ({ findings }) => findings.find((one) => one.id === id)?.count ?? 0,
  );
  return [
    [
      [fitted(context.width >= ROOMY ? ` ${sign} ${severity}` : ` ${sign}`, signWidth(context)), tone],
      ...countCell(count, { id: `finding ${id}`, to: rowsOfQuery(query) }),
      [isShortFinding(finding) ? AT_LEAST : ' ', 'plain'],
      change,
      [` ${first}`, 'plain'],
      ...(isBeside ? [[`  ${costs}`, 'quiet'] as const] : []),
    ],
    ...more.map((text): PanelLine => [[' '.repeat(start) + text, 'plain']]),
    ...(isBeside || costs === '' ? [] : [line(' '.repeat(start) + costs)]),
  ];
}

/** How many rows a finding cannot be told of, which opens them, and why. */
function doubtLines(finding: FindingCount, context: PanelContext): readonly PanelLine[] {
  const { id, title, notChecked, notCheckedQuery, notCheckedReason } = finding;
  const start = wordsStart(context);
  const reason = notCheckedReason?.replace(/^not checked,? ?/, '') ?? '';
  const words = `not checked: ${title}${reason === '' ? '' : `; ${reason}`}`;
  const [first = '', ...more] = atMostTwo(words, context.width - start - 1);
  return [
    [
      [fitted(' ?', signWidth(context)), 'quiet'],
      ...countCell(notChecked, { id: `finding ${id} not checked`, to: rowsOfQuery(notCheckedQuery) }),
      [`${isShortFinding(finding) ? AT_LEAST : ' '}${' '.repeat(changeRoom(context))} ${first}`, 'quiet'],
    ],
    ...more.map((text) => line(' '.repeat(start) + text)),
  ];
}

/** The text in one or two lines; what is more is cut. */
function atMostTwo(text: string, room: number): readonly string[] {
  const [first = '', ...rest] = wrap(text, room);
  return rest.length === 0 ? [first] : [first, cut(rest.join(' '), room)];
}
