import { outOfSight } from '../../kit/rule.ts';
import type { Theme } from '../../kit/theme.ts';
import { LIST_PAGE } from '../../settings/shared-keys.ts';
import { type AppState, ownScanFile } from '../../state/app-state.ts';
import { isRunning } from '../../state/scan-totals.ts';
import { unlimited } from '../spoken-lines.ts';
import type { AppActions, View, ViewDrawing } from '../view.ts';
import { drawHistory, historySentences } from './draw-history.ts';
import { afterHistoryCommand, historyHeight, scanUnderCursor, withHistory } from './history.ts';
import { createHistoryLoader } from './history-loader.ts';

/** The scans that are kept. */
export const historyView: View = {
  id: 'history',
  title: 'the history of scans',
  place: 'page',
  isOpen: ({ history }) => history !== null,
  keys: [
    [['enter'], 'Enter', 'enter', 'open this scan', 'open', 1],
    [['d'], 'd', 'compare', 'what differs between this scan and the open one', 'compare', 3],
    [['escape', 'backspace'], 'Esc', 'back', 'back to the scan that is open', 'back', 2],
  ],
  sharedKeys: LIST_PAGE,
  keysElsewhere: 'none',
  settable: true,
  idle: (state) => (canBeOpened(state) ? [] : ['enter', 'compare']),
  draw,
  clicks: 'in its drawing',
  wheel: true,
  spoken: (state) => historySentences(unlimited(state)),
  after: afterHistoryCommand,
  opens: { history: withHistory },
  typed: 'none',
  acts: { enter, compare },
  lists: 'none',
  loaders: [({ services, store }) => createHistoryLoader(services.listKeptScans, store)],
};

function draw(state: AppState, theme: Theme): ViewDrawing {
  const { history } = state;
  const count = history?.scans?.length ?? 0;
  return {
    ...drawHistory(state, theme),
    border: outOfSight(history?.top ?? 0, historyHeight(state), count),
  };
}

/** True where a scan under the cursor can be read. */
function canBeOpened({ history }: AppState): boolean {
  return history !== null && (scanUnderCursor(history)?.scan ?? null) !== null;
}

function enter({ store, say, openFile }: AppActions): void {
  const state = store.state();
  const { history, scan } = state;
  const file = history === null ? undefined : scanUnderCursor(history)?.file;
  if (history === null || file === undefined || !canBeOpened(state)) {
    say('this file cannot be read', 'warning');
    return;
  }
  if (file === ownScanFile(state)) store.dispatch({ type: 'command', command: 'back' });
  else if (isRunning(scan) && history.sure !== file) {
    store.dispatch({ type: 'history sure', file });
    say('a scan is running: Enter once more stops it and opens this one', 'warning');
  } else openFile(file);
}

function compare({ store, say }: AppActions): void {
  const state = store.state();
  const kept = state.history === null ? undefined : scanUnderCursor(state.history);
  const isOpen = kept !== undefined && kept.file === ownScanFile(state);
  if (kept === undefined || !canBeOpened(state)) say('this file cannot be read', 'warning');
  else if (isOpen || state.scan === null)
    say('this is the scan that is open: it is compared with another one', 'warning');
  else store.dispatch({ type: 'differences opened', name: kept.id ?? kept.file });
}
