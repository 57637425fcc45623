/** The final runs of tasks in a window, as commands and answers change them. */
import { type CutoverTask, type JudgedCutover, judgeCutover } from '../../../analysis/transfers/cutover.ts';
import { TRANSFERS_TAB } from '../../../kinds/transfers/transfer-columns.ts';
import { isValue } from '../../../store/filter/write-terms.ts';
import type { Command } from '../../kit/key-binding.ts';
import { clamp, keepInSight, viewHeight } from '../../kit/layout.ts';
import { isMovement, moved } from '../../kit/movement.ts';
import type { AppState } from '../../state/app-state.ts';
import type { CutoverState } from '../../state/cutover-state.ts';
import { rowsOf } from '../../state/destination.ts';
import type { AppEvent } from '../../state/events.ts';
import { withDestination } from '../../state/navigation.ts';

/** Title, what it comes to, headers; below the tasks why one is judged so, and what all rests on. */
const OTHER_LINES = 5;

/** Lines for tasks on the screen. */
export function cutoverHeight({ size }: Pick<AppState, 'size'>): number {
  return Math.max(1, viewHeight(size) - OTHER_LINES);
}

const ORDER = { 'does not fit': 0, unknown: 1, fits: 2 } as const;

/** Judged once each, however often they are drawn and moved in. */
const JUDGED = new WeakMap<readonly CutoverTask[], readonly JudgedCutover[]>();

/** The tasks with what is judged of them, those that do not fit first. */
export function judgedTasks({ tasks, window }: CutoverState): readonly JudgedCutover[] {
  if (tasks === null) return [];
  const known = JUDGED.get(tasks);
  if (known !== undefined) return known;
  const judged = judgeCutover(tasks, window).toSorted(
    (one, other) => ORDER[one.verdict] - ORDER[other.verdict] || (one.task.name < other.task.name ? -1 : 1),
  );
  JUDGED.set(tasks, judged);
  return judged;
}

type CutoverEvent = Extract<AppEvent, { type: `cutover ${string}` }>;

/** The state with the window asked for, or with an answer to the one that is open. */
export function withCutoverEvent(state: AppState, event: CutoverEvent): AppState {
  const { cutover } = state;
  if (event.type === 'cutover opened') {
    const filter = state.view === TRANSFERS_TAB ? (state.tables[TRANSFERS_TAB]?.filter.text ?? '') : '';
    return {
      ...state,
      cutover: { window: event.window, filter, tasks: null, error: null, cursor: 0, top: 0 },
    };
  }
  if (cutover === null) return state;
  if (event.type === 'cutover failed') return { ...state, cutover: { ...cutover, error: event.error } };
  return withCutover(state, { ...cutover, tasks: event.tasks, error: null });
}

/** The state with the cursor of the open window elsewhere. */
export function withTaskAt(state: AppState, cursor: number): AppState {
  return state.cutover === null ? state : withCutover(state, { ...state.cutover, cursor });
}

function withCutover(state: AppState, cutover: CutoverState): AppState {
  const count = cutover.tasks?.length ?? 0;
  const cursor = clamp(cutover.cursor, 0, Math.max(0, count - 1));
  const top = keepInSight(cutover.top, cursor, cutoverHeight(state), count);
  return { ...state, cutover: { ...cutover, cursor, top } };
}

/** The state after a command here; undefined: it is none of its own. */
export function afterCutoverCommand(state: AppState, command: Command): AppState | undefined {
  const { cutover } = state;
  if (cutover === null) return undefined;
  if (command === 'back' || command === 'escape') return { ...state, cutover: null };
  const tasks = judgedTasks(cutover);
  if (isMovement(command))
    return withTaskAt(state, moved(command, cutover.cursor, cutoverHeight(state), tasks.length));
  const at = tasks[cutover.cursor];
  if (command !== 'enter' || at === undefined) return undefined;
  return withDestination(state, rowsOf(TRANSFERS_TAB, isValue('task_arn', at.task.arn)));
}
