/** The comparison of two scans as lines. */
import { CHANGE_SIGNS, rowWords } from '../../../analysis/diff/diff-text.ts';
import { safeText } from '../../../base/safe-text.ts';
import type { DifferingRow } from '../../../model/diff.ts';
import { type ByteUnit, formatCount } from '../../../model/format.ts';
import { counted } from '../../../model/words.ts';
import { type Size, viewHeight } from '../../kit/layout.ts';
import { cut, fitted } from '../../kit/text.ts';
import type { Tone } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import type { DifferencesState } from '../../state/differences-state.ts';
import { type Line, overviewOf, said } from './overview-lines.ts';

/** Lines above the rows, and below them for the row under the cursor in full. */
const HEAD = 2;
const IN_FULL = 4;

/** From so many columns on whole ids have room. */
const WIDE = 100;

/** How many rows are in sight. */
export function rowsHeight(size: Size): number {
  return Math.max(1, viewHeight(size) - HEAD - IN_FULL);
}

const TONES: Readonly<Record<DifferingRow['change'], Tone>> = {
  new: 'good',
  gone: 'warning',
  changed: 'accent',
  unknown: 'quiet',
  'aged-out': 'quiet',
};

/** All lines of what is open: the overview, or the rows of a kind. */
export function differencesLines(state: AppState, open: DifferencesState): readonly Line[] {
  const { report, error, asked } = open;
  if (open.kind !== null) return rowsInSight(state, open, open.kind);
  const title: Line = [
    [' Differences', 'title'],
    ...(open.isDone ? [] : [['   comparing ...', 'busy'] as const]),
    [`   ${report === null ? `this scan and ${safeText(asked.name)}` : report.title}`, 'plain'],
  ];
  if (error !== null)
    return [title, [], ...said(`They were not compared: ${error}`, 'bad', state.size.columns)];
  if (report === null) return [title];
  const { lines, top, height } = overviewOf(state, open, report);
  return [title, ...lines.slice(top, top + height)];
}

function rowsInSight(
  { size, setting }: AppState,
  { rows, row: at, top, report }: DifferencesState,
  kind: string,
): readonly Line[] {
  const all = rows[kind] ?? [];
  const found = report?.kinds.find((one) => one.kind === kind);
  const count = Object.values(found?.counts ?? {}).reduce((sum, each) => sum + each, 0);
  const more = count > all.length ? ` of ${formatCount(count)}: snapdeck diff tells all` : '';
  const selected = all[at];
  const inFull =
    selected === undefined
      ? []
      : said(`${safeText(selected.key)}  ${rowWords(selected, setting.byteUnit)}`, 'plain', size.columns);
  return [
    [
      [` ${found?.title ?? kind} that differ`, 'title'],
      [`   ${counted(all.length, 'row')}${more}`, 'plain'],
      [`   row ${formatCount(at + 1)}`, 'quiet'],
    ],
    [],
    ...all
      .slice(top, top + rowsHeight(size))
      .map((row, index) => rowLine(row, top + index === at, size.columns, setting.byteUnit)),
    [],
    ...inFull.slice(0, IN_FULL - 1),
  ];
}

function rowLine(row: DifferingRow, isSelected: boolean, width: number, unit: ByteUnit): Line {
  const { change, region, key } = row;
  // The last part of an ARN tells it from the others.
  const id = safeText(key.split(/[/:](?=[^/:]*$)/).at(-1) ?? key);
  const words = `${fitted(region, 14)} ${fitted(id, width < WIDE ? 24 : 38)} ${rowWords(row, unit) || change}`;
  if (isSelected) return [[fitted(` ${CHANGE_SIGNS[change]} ${words}`, width), 'selected']];
  return [
    [` ${CHANGE_SIGNS[change]} `, TONES[change]],
    [cut(words, width - 3), 'plain'],
  ];
}
