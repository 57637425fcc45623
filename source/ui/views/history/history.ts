/** The list of kept scans, as commands and answers change it. */
import type { KeptScan } from '../../../model/kept-scan.ts';
import type { Command } from '../../kit/key-binding.ts';
import { clamp, keepInSight, viewHeight } from '../../kit/layout.ts';
import { isMovement, moved } from '../../kit/movement.ts';
import { type AppState, ownScanFile } from '../../state/app-state.ts';
import type { AppEvent } from '../../state/events.ts';
import { type HistoryState, openedHistory } from '../../state/history-state.ts';

/** Lines above the scans: title, three trends and what they are of, the headers. */
const LINES_ABOVE = 6;

/** How many scans are in sight at once. */
export function historyHeight({ size }: Pick<AppState, 'size'>): number {
  return Math.max(1, viewHeight(size) - LINES_ABOVE);
}

/** Opens the list, which is read anew. */
export function withHistory(state: AppState): AppState {
  return { ...state, history: openedHistory, differences: null };
}

/** The scan under the cursor. */
export function scanUnderCursor({ scans, cursor }: HistoryState): KeptScan | undefined {
  return scans?.[cursor];
}

/** The state after a command in the list; undefined: it is none of its own. */
export function afterHistoryCommand(state: AppState, command: Command): AppState | undefined {
  const { history } = state;
  if (history === null) return undefined;
  if (command === 'back' || command === 'history') return { ...state, history: null };
  if (!isMovement(command)) return undefined;
  const count = history.scans?.length ?? 0;
  return withScanAt(state, moved(command, history.cursor, historyHeight(state), count));
}

/** The state with the cursor on the scan at this place. */
export function withScanAt(state: AppState, cursor: number): AppState {
  const { history } = state;
  if (history === null) return state;
  return { ...state, history: inSight({ ...history, cursor, sure: null }, historyHeight(state)) };
}

type HistoryEvent = Extract<AppEvent, { type: `history ${string}` }>;

/** The state with an answer to the list that is open. */
export function withHistoryEvent(state: AppState, event: HistoryEvent): AppState {
  const { history } = state;
  if (history === null) return state;
  switch (event.type) {
    case 'history arrived':
      return { ...state, history: inSight(atOpenScan(state, history, event.scans), historyHeight(state)) };
    case 'history failed':
      return { ...state, history: { ...history, error: event.error } };
    case 'history sure':
      return { ...state, history: { ...history, sure: event.file } };
  }
}

/** The cursor begins on the scan that is open. */
function atOpenScan(state: AppState, history: HistoryState, scans: readonly KeptScan[]): HistoryState {
  const open =
    history.scans === null ? scans.findIndex(({ file }) => file === ownScanFile(state)) : history.cursor;
  return { ...history, scans, error: null, cursor: clamp(open, 0, Math.max(0, scans.length - 1)) };
}

function inSight(history: HistoryState, height: number): HistoryState {
  const top = keepInSight(history.top, history.cursor, height, history.scans?.length ?? 0);
  return { ...history, top };
}
