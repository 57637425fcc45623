import { isDeepStrictEqual } from 'node:util';
import { nowForAges, steadyNow } from '../../base/steady-clock.ts';
import { errorLine } from '../../model/words.ts';
import { isCharacter } from '../kit/key-names.ts';
import type { Size } from '../kit/layout.ts';
import type { MouseEvent } from '../kit/mouse.ts';
import type { AppEnd, AppServices, AppStart, ScanChoice } from '../loading/services.ts';
import { NO_PREFERENCES, withPreferences } from '../preferences/preferences.ts';
import { findCommand, takesText } from '../screen/keys.ts';
import { DEFAULT_APPEARANCE } from '../screen/read-appearance.ts';
import type { ColorDepth } from '../settings/looks.ts';
import { initialState } from '../state/app-state.ts';
import { keysNow } from '../state/keys-now.ts';
import type { Store } from '../state/store.ts';
import { createExporter } from '../views/export/exporter.ts';
import { VIEWS } from '../views/registry.ts';
import { createAskLoop } from '../watch/ask-loop.ts';
import { createLiveControl } from '../watch/live-control.ts';
import { createShowRuns } from './all-runs.ts';
import type { AppParts } from './app-parts.ts';
import { perform } from './commands.ts';
import { createFooterMessage } from './footer-message.ts';
import { point } from './mouse-actions.ts';
import { createPreferencesKeeper } from './preferences-keeper.ts';
import { createQuit, type Leave } from './quit.ts';
import { createAccountsAgain, createCellsAgain } from './ran-again.ts';
import { ScanSession } from './scan-session.ts';
import { createStore } from './store.ts';
import { whyNoKey } from './why-nothing.ts';

/** What the screen needs of the app. */
export interface AppController {
  readonly store: Store;
  /** Keys by their names, in their order. */
  readonly press: (keys: readonly string[]) => void;
  readonly paste: (text: string) => void;
  readonly point: (event: MouseEvent) => void;
  readonly resize: (size: Size) => void;
  /** Sets what draws the screen anew. */
  readonly onRepaint: (repaint: () => void) => void;
  /** Sets what gives the terminal back to the shell for a while. */
  readonly onSuspend: (suspend: () => void) => void;
  /** Sets where sequences go that draw nothing. */
  readonly onWrite: (write: (sequence: string) => void) => void;
  readonly begin: (start: AppStart) => void;
  /** Stops everything and ends the app with this exit code. */
  readonly leave: Leave;
}

/**
 * Binds the app to its services. `end` is called once, when everything has stopped. `depth`: how many
 * colours the terminal has; 1: it is to have none.
 */
export function createAppController(
  services: AppServices,
  size: Size,
  end: (end: AppEnd) => void,
  depth: ColorDepth = 24,
): AppController {
  let repaint = () => {};
  let suspend: (() => void) | null = null;
  let write = (_: string) => {};
  const terminal = {
    repaint: () => repaint(),
    suspend: () => {
      suspend?.();
      return suspend !== null;
    },
    write: (sequence: string) => write(sequence),
  };
  const parts = assemble(services, size, end, terminal, depth);
  const { store } = parts;
  return {
    store,
    press: (keys) => {
      for (const key of keys) press(parts, key);
    },
    paste: (text) => {
      if (takesText(VIEWS.front(store.state()).id)) store.dispatch({ type: 'typed', text });
    },
    point: (event) => {
      if (event.kind === 'click') forgetMessage(store);
      point(parts, event);
    },
    resize: (to) => {
      const { columns, rows } = store.state().size;
      if (to.columns !== columns || to.rows !== rows) store.dispatch({ type: 'resized', size: to });
    },
    onRepaint: (draw) => {
      repaint = draw;
    },
    onSuspend: (giveBack) => {
      suspend = giveBack;
    },
    onWrite: (to) => {
      write = to;
    },
    begin: (start) => begin(parts, start),
    leave: parts.leave,
  };
}

function assemble(
  services: AppServices,
  size: Size,
  end: (end: AppEnd) => void,
  terminal: Pick<AppParts, 'repaint' | 'suspend' | 'write'>,
  depth: ColorDepth,
): AppParts {
  const { version, byteUnit, profile, exportFolder, appearance = DEFAULT_APPEARANCE } = services;
  const { columns, bindings, colors, theme, themes, mouse } = appearance;
  const setting = {
    version,
    byteUnit,
    profile,
    exportFolder,
    organizationName: services.organizationName ?? null,
    columns,
    bindings,
    colors,
    theme,
    themes,
    mouse,
    depth,
  };
  const remembered = services.preferences?.load() ?? { preferences: NO_PREFERENCES, faults: [] };
  const initial = initialState(setting, size, 'scan', steadyNow());
  const store = createStore(withPreferences(initial, remembered.preferences));
  const { say, hint } = createFooterMessage(services, store);
  if (remembered.faults.length > 0) say(remembered.faults.join('; '), 'bad');
  const exporter = createExporter(services, store, say);
  const leave: Leave = createQuit({ services, store, session: () => session, exporter: () => exporter }, end);
  const session = new ScanSession(services, store, ({ refusal }) =>
    refused(refusal?.exitCode ?? 1, refusal?.lines ?? ['The scan could not start.']),
  );
  const queries = () => session.queries();
  const ring = () => {
    if (services.bell === true) terminal.write('\u0007');
  };
  const { rescan, refresh, ask } = session;
  const live = createLiveControl(store, { queries, rescan, refresh }, { say, ring });
  const accountsAgain = createAccountsAgain(store, say);
  const cellsAgain = createCellsAgain(store, say);
  const loaders = [
    ...VIEWS.all.flatMap(({ loaders: own }) =>
      own === 'none' ? [] : own.map((create) => create({ services, store, queries })),
    ),
    createPreferencesKeeper(services, store, say),
    live,
    createAskLoop({ store, ask, say, log: services.log }),
    accountsAgain,
    cellsAgain,
  ];
  store.subscribe(() => {
    if (store.state().leaving !== null) for (const loader of loaders) loader.reset();
    else for (const loader of loaders) loader.update();
    void session.lookInto(store.state().accounts.into);
  });
  let chosen: ScanChoice = {};
  /** What was open when another scan was wished for. */
  let before: {
    readonly scanFile: string;
    readonly chosen: ScanChoice;
    readonly words: string;
  } | null = null;
  const startScan = (choice: ScanChoice) => {
    const shown = session.shownFile();
    if (shown !== null) before = { scanFile: shown, chosen, words: 'no new scan' };
    for (const loader of loaders) loader.reset();
    exporter.stop();
    chosen = { ...chosen, ...choice };
    session.start(chosen).catch((error) => refused(startFailureCode(error), [errorLine(error)]));
  };
  const goOn = (kinds: readonly string[] | null) => {
    const scanFile = session.shownFile();
    if (scanFile === null) return;
    before = { scanFile, chosen, words: 'the scan could not go on' };
    for (const loader of loaders) loader.reset();
    chosen = { ...chosen, kinds: [...new Set([...(store.state().scan?.kinds ?? []), ...(kinds ?? [])])] };
    session.goOn({ scanFile, kinds }).catch((error) => refused(startFailureCode(error), [errorLine(error)]));
  };
  const openFile = (scanFile: string, allRunsOf: string | null = null) => {
    const shown = session.shownFile();
    before = shown === null ? null : { scanFile: shown, chosen, words: 'not opened' };
    for (const loader of loaders) loader.reset();
    exporter.stop();
    session.openFile(scanFile, null, allRunsOf).catch((error) => refused(2, [errorLine(error)]));
  };
  const showRuns = createShowRuns({ services, state: store.state, say, openFile });
  const goOnWith = (scanFile: string) => {
    session.openFile(scanFile).then(
      () => goOn(null),
      (error: unknown) => leave(2, [errorLine(error)]),
    );
  };
  const stopGoingOn = (): boolean => {
    if (!session.isGoingOn()) return false;
    for (const loader of loaders) loader.reset();
    session.stopGoingOn().then(
      () => say('stopped: what was read stays', 'plain'),
      (error: unknown) => leave(1, [errorLine(error)]),
    );
    return true;
  };
  /** A scan that could not start: whoever had another one open has it again, and is told why. */
  const refused = (exitCode: number, lines: readonly string[]): void => {
    if (before === null) {
      leave(exitCode, lines);
      return;
    }
    const { scanFile, chosen: choice, words } = before;
    before = null;
    chosen = choice;
    const notice = `${words}: ${lines.join(' ')}`;
    services.log(notice);
    session.openFile(scanFile, notice).catch((error) => leave(exitCode, [...lines, errorLine(error)]));
  };
  const isPicking = () => store.state().scan === null;
  const made = { services, store, session, live, accountsAgain, cellsAgain, exporter };
  return {
    ...made,
    say,
    hint,
    startScan,
    goOn,
    goOnWith,
    openFile,
    showRuns,
    stopGoingOn,
    leave,
    isPicking,
    ...terminal,
  };
}

/** Bad usage or configuration has an exit code of its own. */
function startFailureCode(error: unknown): number {
  return error instanceof Error && error.name === 'UsageError' ? 2 : 1;
}

/** What the last action had to say leaves with the next key: it would read as the answer to that. */
function forgetMessage(store: Store): void {
  if (store.state().message !== null) store.dispatch({ type: 'message read' });
}

function press(parts: AppParts, key: string): void {
  const { store, leave } = parts;
  forgetMessage(store);
  const view = VIEWS.front(store.state()).id;
  const command = findCommand(view, key, keysNow(store.state()));
  if (store.state().leaving !== null) {
    if (command === 'interrupt') leave(130);
  } else if (command !== undefined) {
    perform(parts, command);
  } else if (takesText(view) && isCharacter(key)) {
    typed(parts, key);
  } else {
    parts.hint(whyNoKey(store.state(), key, keysNow(store.state())));
  }
}

/** A character as text; where there is nothing to type into it is no text after all. */
function typed({ store, hint }: AppParts, key: string): void {
  const before = store.state();
  store.dispatch({ type: 'typed', text: key });
  if (isDeepStrictEqual(before, store.state())) hint('there is nothing to type into here');
}

/** Asks whether a scan that did not end is gone on with; else a new one starts. */
async function offerOrStart({ services, store, startScan }: AppParts, choice: ScanChoice): Promise<void> {
  const scan = await services.unfinishedScan().catch((error: unknown) => {
    services.log(`no scan was looked for that did not end: ${errorLine(error)}`);
    return null;
  });
  if (store.state().leaving !== null || store.state().scan !== null) return;
  if (scan === null) startScan(choice);
  else store.dispatch({ type: 'unfinished scan found', scan, now: nowForAges() });
}

function begin(parts: AppParts, start: AppStart): void {
  const { services, store, session, leave } = parts;
  if (start.mode === 'scan') {
    void offerOrStart(parts, start.choice);
  } else if (start.mode === 'file') {
    session.openFile(start.scanFile).catch((error) => {
      // A file that is closed because the person has left already is no fault.
      if (store.state().leaving === null) leave(2, [errorLine(error)]);
    });
  } else {
    const open = (kind: 'profiles' | 'regions') => store.dispatch({ type: 'picker opened', kind });
    services.listProfiles().then(
      (names) => open(names.length > 1 ? 'profiles' : 'regions'),
      () => open('regions'),
    );
  }
}
