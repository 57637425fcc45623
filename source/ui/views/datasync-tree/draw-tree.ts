import type { TopologyItem, TopologyTask } from '../../../analysis/topology.ts';
import { oneLine } from '../../../base/one-line.ts';
import { EXECUTION_STATUSES } from '../../../kinds/datasync/datasync-facts.ts';
import { formatInstant } from '../../../model/format.ts';
import { counted } from '../../../model/words.ts';
import { aimed, type HotPiece, linesOnly, painted, stacked, withWholeLines } from '../../kit/drawing.ts';
import { stateBarTone } from '../../kit/state-tones.ts';
import { titleLine } from '../../kit/table.ts';
import { cut, textWidth, wrap } from '../../kit/text.ts';
import type { Piece, Theme } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import type { Click, ClickableDrawing } from '../../state/target.ts';
import { cursorAt, type TopologyLine, topologyHeight, topologyLines } from './tree.ts';
import { withFoldTurned } from './tree-fold.ts';
import { titleNotes, titleOf, usersUnread, wordsInstead } from './tree-words.ts';

/** DataSync as a tree: task, source, destination, agent, each with its status. */
export function drawTopology(state: AppState, theme: Theme): ClickableDrawing {
  const { columns: width } = state.size;
  const lines = topologyLines(state.topology);
  const at = cursorAt(lines, state.topology.cursor);
  const place = lines.length === 0 ? '' : `line ${at + 1} of ${lines.length}`;
  const title = titleLine(titleOf(state), titleNotes(state), place, width, theme);
  if (lines.length === 0) {
    return linesOnly([
      title,
      ...wordsInstead(state).flatMap((text) => wrap(text, width - 2).map((line) => ` ${line}`)),
    ]);
  }
  const { top } = state.topology;
  const isUnread = (item: TopologyItem) => item.is === 'group' && usersUnread(state, item);
  const shown = lines.slice(top, top + topologyHeight(state.size.rows));
  const tree = aimed(
    painted(
      theme,
      shown.map((line, index) => treeLine(line, top + index === at, isUnread, width)),
    ),
    (_, line) => onFold(state, shown[line]),
  );
  return stacked<Click>([
    linesOnly([title]),
    withWholeLines(tree, width, (line) => onLine(state, shown[line], top + line === at)),
  ]);
}

/** A click on a line of the tree puts the cursor there. */
function onLine(state: AppState, line: TopologyLine | undefined, current: boolean): Click | undefined {
  if (line === undefined) return undefined;
  return () => ({ current, state: { ...state, topology: { ...state.topology, cursor: line.node.id } } });
}

/** A click on the sign before a branch folds or unfolds it. */
function onFold(state: AppState, line: TopologyLine | undefined): Click | undefined {
  return line === undefined ? undefined : () => ({ current: false, state: withFoldTurned(state, line) });
}

/**
 * A line of the tree, with the sign before a branch that folds it; what is at its end gives way where it is too long.
 * Under the cursor it takes the whole width.
 */
function treeLine(
  line: TopologyLine,
  selected: boolean,
  isUnread: (item: TopologyItem) => boolean,
  width: number,
): readonly HotPiece<'fold'>[] {
  const pieces: readonly HotPiece<'fold'>[] = [
    [selected ? '>' : ' ', 'title'],
    [branchText(line), 'quiet'],
    ...(line.node.children.length === 0
      ? []
      : [[line.unfolded ? '-' : '+', 'quiet', 'fold'] as const, [' ', 'quiet'] as const]),
    ...itemPieces(line.node.item, isUnread(line.node.item)),
  ];
  const within: HotPiece<'fold'>[] = [];
  let room = width;
  for (const [text, tone, on] of pieces) {
    const fitting = cut(text, room);
    const shown = selected ? 'selected' : tone;
    if (fitting !== '') within.push(on === undefined ? [fitting, shown] : [fitting, shown, on]);
    room -= textWidth(fitting);
  }
  return selected ? [...within, [' '.repeat(Math.max(0, room)), 'selected']] : within;
}

const GROUPS = {
  'unused locations': 'locations that no task uses',
  'unused agents': 'agents that no location uses',
} as const;

/** What a line of the tree says. */
export function itemText(state: AppState, item: TopologyItem): string {
  const isUnread = item.is === 'group' && usersUnread(state, item);
  return itemPieces(item, isUnread)
    .map(([text]) => text)
    .join('');
}

/** The lines that join a node with its parent. */
function branchText({ branches }: TopologyLine): string {
  const above = branches.slice(1, -1).map((more) => (more ? '│  ' : '   '));
  const own = branches.length === 1 ? '' : branches.at(-1) === true ? '├─ ' : '└─ ';
  return above.join('') + own;
}

function itemPieces(item: TopologyItem, isUnread: boolean): readonly Piece[] {
  switch (item.is) {
    case 'account':
      return [
        [oneLine(item.name ?? item.account), 'title'],
        [item.name === null ? '' : ` ${oneLine(item.account)}`, 'quiet'],
        [`  ${counted(item.tasks, 'task')}`, 'quiet'],
      ];
    case 'region':
      return [
        [item.region, 'heading'],
        [`  ${counted(item.tasks, 'task')}`, 'quiet'],
      ];
    case 'task':
      return taskPieces(item.task);
    case 'location':
      return [
        [item.role === 'unused' ? '' : `${item.role} `, 'quiet'],
        [`${item.location.type ?? 'Unknown'} `, 'accent'],
        [item.location.uri ?? nameOfArn(item.location.arn), 'plain'],
        ...(item.location.agentArns === null && item.role !== 'unused'
          ? [['  agents not known', 'warning'] as const]
          : []),
      ];
    case 'agent':
      return [
        ['agent ', 'quiet'],
        [item.agent.name ?? nameOfArn(item.agent.arn), 'plain'],
        statusPiece(item.agent.status),
      ];
    case 'missing':
      return missingPieces(item);
    case 'group':
      return [
        [GROUPS[item.what], 'heading'],
        [`  ${item.count}`, 'quiet'],
        [item.doubtful || isUnread ? ', as far as could be read' : '', 'warning'],
      ];
  }
}

function taskPieces(task: TopologyTask): readonly Piece[] {
  const time = formatInstant(task.lastTime);
  return [
    [task.name ?? nameOfArn(task.arn), 'title'],
    statusPiece(task.status),
    ...(task.scheduleStatus === 'DISABLED' ? [['  schedule DISABLED', 'warning'] as const] : []),
    ...(task.lastStatus === null
      ? []
      : [
          [isUnderWay(task.lastStatus) ? '  now' : '  last run', 'quiet'] as const,
          statusPiece(task.lastStatus, ' '),
          [`${isUnderWay(task.lastStatus) ? ' since' : ''} ${time}`, 'quiet'] as const,
        ]),
  ];
}

function isUnderWay(status: string): boolean {
  return EXECUTION_STATUSES.underWay.includes(status);
}

function statusPiece(status: string | null, gap = '  '): Piece {
  return status === null ? [`${gap}status not known`, 'quiet'] : [`${gap}${status}`, stateBarTone(status, 1)];
}

function missingPieces({ what, role, arn }: Extract<TopologyItem, { is: 'missing' }>): readonly Piece[] {
  const name = arn === null ? '' : `${nameOfArn(arn)} `;
  const why =
    arn === null
      ? 'not known: the task could not be described'
      : `not found: this ${what} is gone, or was not read`;
  return [
    [`${role} `, 'quiet'],
    [`${name}${why}`, 'warning'],
  ];
}

/** The end of an ARN, which is its id. */
function nameOfArn(arn: string | null): string {
  return arn === null ? 'without a name' : arn.slice(arn.lastIndexOf('/') + 1);
}
