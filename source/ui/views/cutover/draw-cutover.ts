import type { CutoverVerdict, JudgedCutover } from '../../../analysis/transfers/cutover.ts';
import { oneLine } from '../../../base/one-line.ts';
import { formatBytes, formatCount, formatDuration, formatInstant } from '../../../model/format.ts';
import { counted } from '../../../model/words.ts';
import { linesOnly, painted, stacked, withWholeLines } from '../../kit/drawing.ts';
import { spoken } from '../../kit/spoken.ts';
import { titleLine } from '../../kit/table.ts';
import { cut, fitted, wrap } from '../../kit/text.ts';
import { type Piece, PLAIN_THEME, type Theme, type Tone } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import type { CutoverState } from '../../state/cutover-state.ts';
import type { Click, ClickableDrawing } from '../../state/target.ts';
import { cutoverHeight, judgedTasks, withTaskAt } from './cutover.ts';

const VERDICTS: Readonly<Record<CutoverVerdict, { readonly sign: string; readonly tone: Tone }>> = {
  fits: { sign: '✓', tone: 'good' },
  'does not fit': { sign: '✗', tone: 'bad' },
  unknown: { sign: '?', tone: 'quiet' },
};

/** What all of it rests on. */
const ASSUMES =
  'estimates: what changes a day and how long it takes are the median of the last five good runs; tasks of one agent run one after the other';

/** A line a task: how long its final run is expected to take, and whether it fits. */
export function drawCutover(state: AppState, theme: Theme): ClickableDrawing {
  const { cutover, size } = state;
  if (cutover === null) return linesOnly([]);
  const { columns: width } = size;
  const tasks = judgedTasks(cutover);
  const place = tasks.length === 0 ? '' : `task ${cutover.cursor + 1} of ${tasks.length}`;
  const title = titleLine('Cutover', notesOf(cutover), place, width, theme);
  if (tasks.length === 0)
    return linesOnly([title, ...wrap(wordsInstead(cutover), width - 2).map((line) => ` ${line}`)]);
  const columns = columnsWithin(width);
  const height = cutoverHeight(state);
  const shown = tasks.slice(cutover.top, cutover.top + height);
  const lines = shown.map((task, index) =>
    taskPieces(task, columns, state, cutover.top + index === cutover.cursor),
  );
  const blank = Array.from({ length: height - shown.length }, () => []);
  return stacked<Click>([
    linesOnly([title]),
    painted(theme, [totalPieces(tasks, width), headPieces(columns)]),
    withWholeLines(painted<Click>(theme, lines), width, (line): Click | undefined =>
      line < shown.length ? onTask(state, cutover.top + line) : undefined,
    ),
    painted(theme, [
      ...blank,
      [[` ${cut(whyOf(tasks[cutover.cursor]), width - 2)}`, 'plain']],
      [[` ${cut(ASSUMES, width - 2)}`, 'quiet']],
    ]),
  ]);
}

function onTask(state: AppState, place: number): Click {
  return () => ({ current: state.cutover?.cursor === place, state: withTaskAt(state, place) });
}

function notesOf({ window, filter, error }: CutoverState): readonly Piece[] {
  const end = formatInstant(window.start + window.length);
  return [
    [`${formatInstant(window.start)} to ${end} UTC, ${formatDuration(window.length)}`, 'plain'],
    ...(filter === '' ? [] : [[`filter ${oneLine(filter)}`, 'quiet'] as const]),
    ...(error === null ? [] : [[`not renewed: ${error}`, 'bad'] as const]),
  ];
}

function wordsInstead({ tasks, error, filter }: CutoverState): string {
  if (error !== null) return `The scan file could not be read: ${error}`;
  if (tasks === null) return 'Reading...';
  return filter === '' ? 'There are no tasks in this scan.' : 'No transfer passes the filter.';
}

/** `22 of 30 fit · 5 do not · 3 unknown · not yet: 3 tasks with failed files`. */
function totalPieces(tasks: readonly JudgedCutover[], width: number): readonly Piece[] {
  const count = (wanted: CutoverVerdict) => tasks.filter(({ verdict }) => verdict === wanted).length;
  const notYet = tasks.filter(({ task }) => task.isNotYet).length;
  const all = [
    `${formatCount(count('fits'))} of ${counted(tasks.length, 'final run')} fit`,
    ...(count('does not fit') > 0 ? [`${count('does not fit')} do not`] : []),
    ...(count('unknown') > 0 ? [`${count('unknown')} unknown`] : []),
  ].join(' · ');
  const later =
    notYet > 0 ? ` · not yet: ${counted(notYet, 'task')} whose last run failed or left files` : '';
  return [
    [` ${cut(all, width - 1)}`, 'title'],
    [cut(later, Math.max(0, width - 1 - all.length)), 'warning'],
  ];
}

interface Column {
  readonly title: string;
  readonly width: number;
  readonly right?: true;
  readonly text: (judged: JudgedCutover, state: AppState) => string;
}

const duration = (value: number | null) => (value === null ? 'n/a' : formatDuration(value));

const VERDICT: Column = {
  title: 'Verdict',
  width: 14,
  text: ({ verdict }) => `${VERDICTS[verdict].sign} ${verdict}`,
};
const LATEST: Column = {
  title: 'Latest start',
  width: 16,
  text: ({ latestStart }) => (latestStart === null ? '-' : formatInstant(latestStart)),
};
const TIMES: readonly Column[] = [
  { title: 'Expected', width: 9, right: true, text: ({ task }) => duration(task.expected) },
  { title: '9 of 10', width: 9, right: true, text: ({ task }) => duration(task.ninety) },
];
const BYTES: Column = {
  title: 'Bytes a day',
  width: 11,
  right: true,
  text: ({ task }, { setting }) =>
    task.bytesPerDay === null ? 'n/a' : formatBytes(task.bytesPerDay, setting.byteUnit),
};
const MORE: readonly Column[] = [
  {
    title: 'Files a day',
    width: 11,
    right: true,
    text: ({ task }) => (task.filesPerDay === null ? 'n/a' : formatCount(task.filesPerDay)),
  },
  { title: 'Good runs', width: 9, right: true, text: ({ task }) => formatCount(task.runs) },
  { title: 'On its agent', width: 12, right: true, text: ({ onAgent }) => formatCount(onAgent) },
];
const REGION: Column = { title: 'Region', width: 14, text: ({ task }) => task.region };

/** What has room beside a name of a good width. */
function columnsWithin(width: number): readonly Column[] {
  const least = 20;
  const sets = [
    [REGION, BYTES, ...MORE, ...TIMES, LATEST, VERDICT],
    [BYTES, ...MORE.slice(1), ...TIMES, LATEST, VERDICT],
    [...TIMES, LATEST, VERDICT],
    [...TIMES.slice(1), VERDICT],
  ];
  const taken = (set: readonly Column[]) => set.reduce((sum, column) => sum + column.width + 2, 1);
  const set = sets.find((one) => taken(one) + least <= width) ?? [VERDICT];
  const name: Column = {
    title: 'Task',
    width: Math.max(8, Math.min(40, width - taken(set))),
    text: ({ task }) => oneLine(task.name),
  };
  return [name, ...set];
}

function headPieces(columns: readonly Column[]): readonly Piece[] {
  return columns.map(
    ({ title, width, right }, index): Piece => [
      `${index === 0 ? ' ' : '  '}${fitted(title, width, right ? 'right' : 'left')}`,
      'heading',
    ],
  );
}

function taskPieces(
  judged: JudgedCutover,
  columns: readonly Column[],
  state: AppState,
  isAt: boolean,
): readonly Piece[] {
  return columns.map((column, index): Piece => {
    const { width, right, text } = column;
    const lead = index === 0 ? (isAt ? '>' : ' ') : '  ';
    const own = column === VERDICT ? VERDICTS[judged.verdict].tone : 'plain';
    return [
      lead + fitted(cut(text(judged, state), width), width, right ? 'right' : 'left'),
      isAt ? 'selected' : own,
    ];
  });
}

/** Why the task under the cursor is judged so. */
function whyOf(judged: JudgedCutover | undefined): string {
  if (judged === undefined) return '';
  const { task, verdict, onAgent } = judged;
  const shared =
    onAgent > 1 ? [`it shares an agent with ${counted(onAgent - 1, 'other task')} of these`] : [];
  const agents = task.agents === null ? ['its agents are not known'] : [];
  const short =
    verdict === 'unknown' && task.ninety !== null && agents.length === 0
      ? ['of one on its agent it is not known']
      : [];
  const runs = `told from ${counted(task.runs, 'good run')} after a first one`;
  return [
    oneLine(task.name),
    ...(task.reason === '' ? [] : [oneLine(task.reason)]),
    ...shared,
    ...agents,
    ...short,
    runs,
  ].join(' · ');
}

/** The title, what it comes to, and the task under the cursor. */
export function cutoverSentences(state: AppState): readonly string[] {
  const { lines } = drawCutover(state, PLAIN_THEME);
  const { cutover } = state;
  const at = cutover === null ? undefined : judgedTasks(cutover)[cutover.cursor];
  if (at === undefined) return lines.map(spoken);
  const { task, verdict } = at;
  const times = `expected ${duration(task.expected)}, nine of ten within ${duration(task.ninety)}`;
  return [lines[0] ?? '', lines[1] ?? '', `${oneLine(task.name)}: ${verdict}; ${times}.`, whyOf(at)].map(
    spoken,
  );
}
