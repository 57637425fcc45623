import type { Cell, CellState } from '../model/cell.ts';

/** How often changes are passed on: people see no more, and a redraw costs. */
const FLUSH_MS = 100;

/** The states of all cells, and their changes, gathered and passed on ten times a second. */
export interface CellBoard {
  readonly add: (cells: readonly Cell[]) => readonly CellState[];
  readonly get: (id: number) => CellState;
  readonly all: () => readonly CellState[];
  /** Cells that have changed nothing since. */
  readonly put: (states: readonly CellState[]) => void;
  /** Forgets cells, which have been told of. */
  readonly drop: (ids: readonly number[]) => void;
  /** Takes over states that another board has told of. */
  readonly take: (states: readonly CellState[]) => void;
  readonly update: (id: number, change: Partial<Omit<CellState, keyof Cell>>) => void;
  /** Passes on what is gathered, now. */
  readonly flush: () => void;
}

/** A cell that nothing has been asked for yet. */
export function queuedCell(cell: Cell): CellState {
  return {
    ...cell,
    phase: 'queued',
    rows: 0,
    calls: 0,
    retries: 0,
    startedAt: null,
    endedAt: null,
    read: null,
    error: null,
    waiting: null,
  };
}

/** A board that tells `onChange` which cells changed since the last time. */
export function createCellBoard(
  onChange: (cells: readonly CellState[]) => void,
  flushMs = FLUSH_MS,
): CellBoard {
  const states = new Map<number, CellState>();
  const changed = new Set<number>();
  let timer: NodeJS.Timeout | null = null;

  const get = (id: number): CellState => {
    const state = states.get(id);
    if (state === undefined) throw new Error(`There is no cell ${id}`);
    return state;
  };
  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (changed.size === 0) return;
    const cells = [...changed].map(get);
    changed.clear();
    onChange(cells);
  };

  const set = (state: CellState): void => {
    states.set(state.id, state);
    changed.add(state.id);
    timer ??= setTimeout(flush, flushMs);
  };

  return {
    add: (cells) =>
      cells.map((cell) => {
        const state = queuedCell(cell);
        states.set(cell.id, state);
        return state;
      }),
    get,
    all: () => [...states.values()],
    put: (known) => {
      for (const state of known) states.set(state.id, state);
    },
    drop: (ids) => {
      for (const id of ids) states.delete(id);
    },
    take: (taken) => {
      for (const state of taken) set(state);
    },
    update: (id, change) => set({ ...get(id), ...change }),
    flush,
  };
}
