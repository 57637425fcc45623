import { isDeepStrictEqual } from 'node:util';
import type { Command } from '../kit/key-binding.ts';
import { isRunning } from '../state/scan-totals.ts';
import { VIEWS } from '../views/registry.ts';
import type { AppActions } from '../views/view.ts';
import type { AppParts } from './app-parts.ts';
import { openConsolePage } from './console-page.ts';
import { copyCommand } from './copy-command.ts';
import { copyIdentities, copyNote } from './copying.ts';
import { startExport } from './export-choice.ts';
import { retryCell, retryUnfinished } from './run-again.ts';
import { whyNothing } from './why-nothing.ts';

type Action = (parts: AppParts) => void;

/** Commands that do more than change the state. */
const ACTIONS: Partial<Record<Extract<Command, string>, Action>> = {
  interrupt: (parts) => parts.leave(130),
  quit,
  leave,
  repaint: (parts) => parts.repaint(),
  suspend,
  export: (parts) => parts.exporter.start(parts.session.scanFile()),
  'new scan': startAnew,
  'retry cell': retryCell,
  watch: (parts) => parts.live.toggleWatch(),
  'retry unfinished': retryUnfinished,
  copy: (parts) => void copyIdentities(parts),
  'copy command': (parts) => void copyCommand(parts),
  'copy note': copyNote,
  'console page': (parts) => void openConsolePage(parts),
};

/** Does what a command asks for. */
export function perform(parts: AppParts, command: Command): void {
  const { acts } = VIEWS.front(parts.store.state());
  const own = typeof command === 'string' && acts !== 'none' ? acts[command] : undefined;
  const action = typeof command === 'string' ? ACTIONS[command] : undefined;
  if (action !== undefined && own === undefined) action(parts);
  else
    orWhyNothing(parts, command, () => {
      if (own !== undefined) own(actionsOf(parts));
      else parts.store.dispatch({ type: 'command', command });
    });
}

/** Where nothing comes of a command, the footer says why. */
function orWhyNothing({ store, hint }: AppParts, command: Command, act: () => void): void {
  const before = store.state();
  act();
  if (isDeepStrictEqual(before, store.state())) hint(whyNothing(before, command));
}

/** Closes what is open over a page of the tab line; there, and where nothing closes, leaves. */
function quit(parts: AppParts): void {
  const { store } = parts;
  const before = store.state();
  if (VIEWS.front(before).place === 'page') store.dispatch({ type: 'command', command: 'back' });
  if (isDeepStrictEqual(before, store.state())) leave(parts);
}

/** Leaves; while a scan runs it asks first, and a second time it is the answer. */
function leave(parts: AppParts): void {
  const { overlay, scan } = parts.store.state();
  if (overlay?.kind === 'quit' || !isRunning(scan)) parts.leave(scan?.refusal?.exitCode ?? 0);
  else parts.store.dispatch({ type: 'command', command: 'quit' });
}

/** Starts a new scan; while one runs it asks first, and a second time it is the answer. */
function startAnew(parts: AppParts): void {
  const { overlay, scan } = parts.store.state();
  if (overlay?.kind === 'new scan' || !isRunning(scan)) parts.startScan({});
  else parts.store.dispatch({ type: 'command', command: 'new scan' });
}

function suspend(parts: AppParts): void {
  if (!parts.suspend()) parts.say('no shell here could go on with a stopped program', 'warning');
}

function actionsOf(parts: AppParts): AppActions {
  const { store, say, startScan, goOn, goOnWith, openFile, showRuns, stopGoingOn, isPicking, live } = parts;
  return {
    store,
    views: VIEWS,
    say,
    perform: (command) => perform(parts, command),
    startScan,
    ...{ goOn, goOnWith, openFile, showRuns, stopGoingOn },
    startExport: (choice) => void startExport(parts, choice),
    watch: live.watch,
    isPicking,
  };
}
