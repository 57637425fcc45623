import { errorLine } from '../draw/words.ts';
import { isCharacter } from '../key-names.ts';
import { findCommand, takesText } from '../keys.ts';
import { createLiveControl } from '../live/live-control.ts';
import { DEFAULT_LOOK } from '../look/look.ts';
import { NO_MEMORY, withMemory } from '../memory/memory.ts';
import type { MouseEvent } from '../mouse.ts';
import type { AppEnd, AppServices, AppStart, ScanChoice } from '../services.ts';
import { initialState, keyView, type Size } from '../state/app-state.ts';
import type { AppParts } from './app-parts.ts';
import { perform } from './commands.ts';
import { createExporter } from './exporting.ts';
import { createFacetLoader } from './facet-loader.ts';
import { createHintLoader } from './hint-loader.ts';
import { createLeave, type Leave } from './leaving.ts';
import { createDetailLoader, createPickerLoader, createSummaryLoader } from './loaders.ts';
import { createMemoryKeeper } from './memory-keeper.ts';
import { point } from './pointing.ts';
import { createRelatedLoader } from './related-loader.ts';
import { createSay } from './say.ts';
import { ScanSession } from './scan-session.ts';
import { createStore, type Store } from './store.ts';
import { createTableLoader } from './table-loader.ts';
import { createTopologyLoader } from './topology-loader.ts';

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
 * Binds the app to its services. `end` is called once, when everything has stopped. `color`: false where the terminal
 * is to have none.
 */
export function createAppController(
  services: AppServices,
  size: Size,
  end: (end: AppEnd) => void,
  color = true,
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
  const parts = assemble(services, size, end, terminal, color);
  const { store } = parts;
  return {
    store,
    press: (keys) => {
      for (const key of keys) press(parts, key);
    },
    paste: (text) => {
      if (takesText(keyView(store.state()))) store.dispatch({ type: 'typed', text });
    },
    point: (event) => point(parts, event),
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
  color: boolean,
): AppParts {
  const { version, byteUnit, profile, exportFolder, look = DEFAULT_LOOK } = services;
  const { columns, bindings, colors, theme, mouse } = look;
  const setting = {
    version,
    byteUnit,
    profile,
    exportFolder,
    columns,
    bindings,
    colors,
    theme,
    mouse,
    color,
  };
  const remembered = services.memory?.load() ?? { memory: NO_MEMORY, faults: [] };
  const initial = initialState(setting, size, 'scan', Date.now());
  const store = createStore(withMemory(initial, remembered.memory));
  const say = createSay(services, store);
  if (remembered.faults.length > 0) say(remembered.faults.join('; '), 'bad');
  const exporter = createExporter(services, store, say);
  const leave: Leave = createLeave(
    { services, store, session: () => session, exporter: () => exporter },
    end,
  );
  const session = new ScanSession(services, store, ({ refusal }) =>
    leave(refusal?.exitCode ?? 1, refusal?.lines ?? ['The scan could not start.']),
  );
  const queries = () => session.queries();
  const ring = () => {
    if (services.bell === true) terminal.write('\u0007');
  };
  const { rescan, refresh } = session;
  const live = createLiveControl(store, { queries, rescan, refresh }, { say, ring });
  const loaders = [
    createTableLoader(store, queries),
    createSummaryLoader(store, queries),
    createDetailLoader(store, queries),
    createRelatedLoader(store, queries),
    createTopologyLoader(store, queries),
    createPickerLoader(services, store),
    createFacetLoader(store, queries),
    createMemoryKeeper(services, store, say),
    createHintLoader(services, store, queries),
    live,
  ];
  store.subscribe(() => {
    if (store.state().leaving !== null) for (const loader of loaders) loader.reset();
    else for (const loader of loaders) loader.update();
  });
  let chosen: ScanChoice = {};
  const startScan = (choice: ScanChoice) => {
    for (const loader of loaders) loader.reset();
    exporter.stop();
    chosen = { ...chosen, ...choice };
    session.start(chosen).catch((error) => leave(startFailureCode(error), [errorLine(error)]));
  };
  const isPicking = () => store.state().scan === null;
  return { services, store, session, live, exporter, say, startScan, leave, isPicking, ...terminal };
}

/** Bad usage or configuration has an exit code of its own. */
function startFailureCode(error: unknown): number {
  return error instanceof Error && error.name === 'UsageError' ? 2 : 1;
}

function press(parts: AppParts, key: string): void {
  const { store, leave } = parts;
  const view = keyView(store.state());
  const command = findCommand(view, key, store.state().setting.bindings);
  if (store.state().leaving !== null) {
    if (command === 'interrupt') leave(130);
  } else if (command !== undefined) {
    perform(parts, command);
  } else if (takesText(view) && isCharacter(key)) {
    store.dispatch({ type: 'typed', text: key });
  }
}

function begin(parts: AppParts, start: AppStart): void {
  const { services, store, session, startScan, leave } = parts;
  if (start.mode === 'scan') {
    startScan(start.choice);
  } else if (start.mode === 'file') {
    session.openFile(start.scanFile).catch((error) => leave(2, [errorLine(error)]));
  } else {
    const open = (kind: 'profiles' | 'regions') => store.dispatch({ type: 'picker opened', kind });
    services.listProfiles().then(
      (names) => open(names.length > 1 ? 'profiles' : 'regions'),
      () => open('regions'),
    );
  }
}
