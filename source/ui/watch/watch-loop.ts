import { type CellRescan, scannedCells } from '../../model/cell.ts';
import type { TableRow } from '../../model/table-query.ts';
import { counted, errorLine } from '../../model/words.ts';
import type { ScanQueries } from '../../queries/scan-queries.ts';
import { kindFacts } from '../kit/kinds.ts';
import { changeWords } from '../live/live-words.ts';
import { type Announcing, announceEnds, runningExecutions } from '../live/running-executions.ts';
import { EXECUTIONS_TAB, isUnderWay } from '../live/transfer.ts';
import { type WatchAsk, type WatchScope, whyNoWatch } from '../live/watch-command.ts';
import type { AppState } from '../state/app-state.ts';
import { cellUnderCursor } from '../state/grid-cursor.ts';
import type { Watch } from '../state/live-data.ts';
import { cellsOfTab } from '../state/scan-totals.ts';
import type { Store } from '../state/store.ts';

/** What a watch needs of the app. */
export interface WatchParts extends Announcing {
  readonly store: Store;
  readonly queries: () => ScanQueries | null;
  /** Null where there is no scan that could read again. */
  readonly rescan: (cellIds: readonly number[]) => Promise<readonly CellRescan[]> | null;
}

/** The watch, as the person turns it on and off. */
export interface WatchLoop {
  readonly ask: (ask: WatchAsk) => void;
  /** True while it is on. */
  readonly isOn: () => boolean;
  /** Ends it without a word, as another scan begins or the app is left. */
  readonly reset: () => void;
}

/** Reads the chosen cells again and again: one round at a time, the next one an interval after the last has ended. */
export function createWatchLoop(parts: WatchParts): WatchLoop {
  const { store, say } = parts;
  let timer: NodeJS.Timeout | null = null;
  /** Changes whenever the watch is turned on or off: a round that was begun before says nothing any more. */
  let generation = 0;
  let reading = false;

  const stop = () => {
    generation += 1;
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const change = (changed: Partial<Watch>) => {
    const { watch } = store.state().live;
    if (watch !== null) store.dispatch({ type: 'watch changed', watch: { ...watch, ...changed } });
  };
  const wait = (milliseconds: number) => {
    timer = setTimeout(() => void round(generation), milliseconds);
    timer.unref();
  };
  const round = async (of: number) => {
    const { watch } = store.state().live;
    if (watch === null || of !== generation) return;
    if (reading) {
      wait(watch.intervalMs);
      return;
    }
    reading = true;
    change({ reading: true });
    try {
      await readRound(parts, watch, () => of === generation);
    } finally {
      reading = false;
    }
    if (of !== generation) return;
    change({ reading: false, rounds: watch.rounds + 1 });
    wait(watch.intervalMs);
  };
  return {
    isOn: () => store.state().live.watch !== null,
    ask: (ask) => {
      const wasOn = store.state().live.watch !== null;
      stop();
      if (!ask.on) {
        store.dispatch({ type: 'watch changed', watch: null });
        say(wasOn ? 'the watch is off' : 'there is no watch', 'plain');
        return;
      }
      const chosen = chosenCells(store.state(), ask.scope);
      if (chosen.cells.length === 0) {
        store.dispatch({ type: 'watch changed', watch: null });
        say(chosen.what, 'warning');
        return;
      }
      const { intervalMs } = ask;
      store.dispatch({
        type: 'watch changed',
        watch: { ...chosen, intervalMs, rounds: 0, reading: false },
      });
      say(`watching ${chosen.what}: read again every ${Math.round(intervalMs / 1000)}s`, 'plain');
      wait(intervalMs);
    },
    reset: stop,
  };
}

/** The cells of a watch and what they are in words; without cells, why there are none. */
function chosenCells(state: AppState, scope: WatchScope): Pick<Watch, 'cells' | 'what'> {
  const { scan, view, grid, tables } = state;
  const why = whyNoWatch(state);
  if (why !== null) return none(why);
  if (scan === null || scan.cells.length === 0) return none('no scan to watch yet');
  if (scope === 'cell') {
    const cell = cellUnderCursor(scan, grid);
    if (cell === undefined) return none('there is no cell under the cursor of the Scan view');
    return { cells: [cell.id], what: `${cell.region} ${kindFacts(cell.kind).name}` };
  }
  const table = scope === 'view' ? tables[view] : undefined;
  if (table === undefined) return { cells: scannedCells(scan).map(({ id }) => id), what: 'all cells' };
  const cells = cellsOfTab(scan, view, table.filter).map(({ id }) => id);
  if (cells.length === 0) return none('these rows are not part of this scan');
  const where = table.filter.region === null ? '' : ` in ${table.filter.region}`;
  return { cells, what: `${counted(cells.length, 'cell')} of this table${where}` };
}

function none(what: string): Pick<Watch, 'cells' | 'what'> {
  return { cells: [], what };
}

async function readRound(parts: WatchParts, watch: Watch, goesOn: () => boolean): Promise<void> {
  const { store, say } = parts;
  const ask = parts.queries();
  try {
    const before = ask === null || !hasExecutions(store.state(), watch) ? [] : await runningExecutions(ask);
    const results = await parts.rescan(watch.cells);
    if (results === null || !goesOn()) return;
    store.dispatch({ type: 'round ended', results });
    sayRound(results, watch.rounds + 1, say);
    if (ask !== null && before.length > 0) announceEnds(await endedOf(ask, before), parts);
  } catch (error) {
    if (goesOn()) say(`the watch could not read: ${errorLine(error)}`, 'bad');
  }
}

function hasExecutions({ scan }: AppState, { cells }: Watch): boolean {
  return scan !== null && cellsOfTab(scan, EXECUTIONS_TAB).some(({ id }) => cells.includes(id));
}

async function endedOf(ask: ScanQueries, before: readonly TableRow[]): Promise<readonly TableRow[]> {
  const rows = await ask.window(
    EXECUTIONS_TAB,
    before.map(({ row }) => row),
  );
  return rows.filter((row) => !isUnderWay(row));
}

/** One line for a round that changed or lacked something; none for one that found everything as it was. */
function sayRound(results: readonly CellRescan[], number: number, say: WatchParts['say']): void {
  const sum = { added: 0, changed: 0, gone: 0 };
  for (const { changes } of results) {
    sum.added += changes?.added.length ?? 0;
    sum.changed += changes?.changed.length ?? 0;
    sum.gone += changes?.gone.length ?? 0;
  }
  const failed = results.filter(({ failure }) => failure !== null);
  const words = [
    changeWords(sum),
    failed.length === 0
      ? ''
      : `${counted(failed.length, 'cell')} not read again (${failed[0]?.failure}), old rows stay`,
  ].filter((part) => part !== '');
  if (words.length > 0) say(`round ${number}: ${words.join('; ')}`, failed.length > 0 ? 'warning' : 'plain');
}
