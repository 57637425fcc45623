import { steadyNow } from '../base/steady-clock.ts';
import { readTogether } from '../kinds/read-again.ts';
import { type Cell, type CellState, type Identity, isSound, isUnfinished } from '../model/cell.ts';
import { makeNamed } from '../store/history/name-scan.ts';
import { createScanFile } from '../store/scan-file.ts';
import { openScanWriter, type ScanWriter } from '../store/scan-writer.ts';
import { type CellBoard, createCellBoard } from './cell-board.ts';
import { namedAs, scanFacts, thisWriter } from './facts.ts';
import type { GoingOn, ScanSettings } from './scan-settings.ts';

/** What the contents of a scan take from it. */
export interface ScanContentsParts {
  readonly settings: ScanSettings;
  /** Turns at writing, where a second worker writes too. */
  readonly turns: SharedArrayBuffer | undefined;
  /** Cells have changed. */
  readonly onCells: (cells: readonly CellState[]) => void;
  /** Ended cells are not held any more, or again. */
  readonly onLetGo: (cells: readonly Cell[]) => void;
  readonly onRecalled: (cells: readonly CellState[]) => void;
  /** What holds writing up, in words; null: nothing any more. */
  readonly onHeldUp: (words: string | null) => void;
}

/** What a scan makes: its file, and its cells with how far they are. */
export class ScanContents {
  readonly board: CellBoard;
  readonly #parts: ScanContentsParts;
  readonly #cells = new Map<number, Cell>();
  #writer: ScanWriter | null = null;

  constructor(parts: ScanContentsParts) {
    this.#parts = parts;
    this.board = createCellBoard(parts.onCells);
  }

  /** Null before the file is made and after it is closed. */
  get writer(): ScanWriter | null {
    return this.#writer;
  }

  /** The cells with these numbers; those that were let go are there again. */
  cellsOf(ids: readonly number[]): readonly Cell[] {
    const gone = ids.filter((id) => !this.#cells.has(id));
    if (gone.length > 0) this.#recall(this.#writer?.storedCells({ ids: gone }) ?? []);
    return ids.flatMap((id) => this.#cells.get(id) ?? []);
  }

  /** The cells of an account as they are now, those that were let go as well. */
  statesIn(account: string): readonly CellState[] {
    const stored = this.#writer?.storedCells({ account }) ?? [];
    return stored.map((cell) => (this.#cells.has(cell.id) ? this.board.get(cell.id) : cell));
  }

  /** The cells of a kind, those that were let go as well. */
  cellsOfKind(kind: string): readonly Cell[] {
    return this.#writer?.storedCells({ kind }) ?? [];
  }

  /** Cells have ended: they are in the scan file, and are not held any more. */
  letGo(cells: readonly Cell[]): void {
    this.board.flush();
    for (const { id } of cells) this.#cells.delete(id);
    this.board.drop(cells.map(({ id }) => id));
    this.#parts.onLetGo(cells);
  }

  #recall(states: readonly CellState[]): void {
    for (const { id, account, partition, region, kind } of states)
      this.#cells.set(id, { id, account, partition, region, kind });
    this.board.put(states);
    this.#parts.onRecalled(states);
  }

  /** Makes the scan file, or opens the one that the scan goes on in. Throws what keeps it from that. */
  make(
    identity: Identity | null,
    regions: { readonly on: readonly string[]; readonly off: readonly string[] },
  ): ScanWriter {
    const { settings, turns, onHeldUp } = this.#parts;
    const { scanFile, goesOn, kinds } = settings;
    if (goesOn === undefined) {
      const create = (): void => createScanFile(scanFile, scanFacts(settings, identity, regions));
      if (settings.name === undefined) create();
      else makeNamed(settings.name, create);
    }
    const writer = openScanWriter(scanFile, turns, onHeldUp);
    this.#writer = writer;
    if (goesOn !== undefined)
      writer.saveFacts({
        ...{ kinds, complete: false, endedAt: null, writer: thisWriter(), ...namedAs(settings) },
        options: { ...goesOn.before.options, kinds },
      });
    return writer;
  }

  /**
   * Enters the cells of an account that the file lacks as queued; those of regions that are off end at once. Returns
   * those that are to be collected.
   */
  plan(planned: readonly Omit<Cell, 'id'>[], off: readonly string[], writer: ScanWriter): readonly Cell[] {
    const { goesOn } = this.#parts.settings;
    const there = goesOn === undefined ? [] : this.#restored(planned, writer);
    const cells = this.#entered(lackingCells(planned, there, goesOn), writer);
    const wanted = [...(goesOn === undefined ? [] : unreadCells(there, goesOn)), ...cells];
    for (const { id, region } of wanted) if (off.includes(region)) this.#skip(id, writer);
    return wanted.filter(({ region }) => !off.includes(region));
  }

  #entered(planned: readonly Omit<Cell, 'id'>[], writer: ScanWriter): readonly Cell[] {
    const cells = writer.planCells(planned);
    for (const cell of cells) this.#cells.set(cell.id, cell);
    this.board.add(cells);
    return cells;
  }

  /** The cells of an account, as the file that the scan goes on in has them. */
  #restored(planned: readonly Omit<Cell, 'id'>[], writer: ScanWriter): readonly CellState[] {
    const accounts = [...new Set(planned.map(({ account }) => account))];
    const there = accounts.flatMap((account) => writer.storedCells({ account }));
    this.#recall(there);
    return there;
  }

  /** Cells of an account that the scan cannot go on in, ended so: what would be in them is not known. */
  lose(account: string, { phase, error }: Pick<CellState, 'phase' | 'error'>): void {
    const writer = this.#writer;
    const { goesOn } = this.#parts.settings;
    if (writer === null || goesOn === undefined) return;
    const there = writer.storedCells({ account });
    const places = new Map(there.map(({ region, partition }) => [region, { account, partition, region }]));
    const planned = [...places.values()].flatMap((place) => goesOn.kinds.map((kind) => ({ ...place, kind })));
    const cells = this.#entered(lackingCells(planned, there, goesOn), writer);
    const broken = goesOn.resumes ? there.filter((cell) => isUnfinished(cell.phase)) : [];
    this.#recall(broken);
    for (const { id } of [...broken, ...cells]) {
      this.board.update(id, { phase, error, waiting: null, endedAt: steadyNow() });
      writer.finishKept(this.board.get(id));
    }
    this.letGo([...broken, ...cells]);
  }

  close(): void {
    this.#writer?.close();
    this.#writer = null;
  }

  #skip(id: number, writer: ScanWriter): void {
    this.board.update(id, {
      phase: 'skipped',
      error: { code: 'RegionOff', message: 'region not enabled for this account' },
    });
    writer.finishCell(this.board.get(id));
  }
}

/** The planned cells that are not there yet: where a scan goes on, those of its kinds, in the regions that it had. */
function lackingCells(
  planned: readonly Omit<Cell, 'id'>[],
  there: readonly Cell[],
  goesOn: GoingOn | undefined,
): readonly Omit<Cell, 'id'>[] {
  // Where there are none, the scan ended before they were planned.
  if (goesOn === undefined || (goesOn.resumes && there.length === 0)) return planned;
  const regions = new Set(there.map(({ region }) => region));
  const places = new Set(there.map(({ region, kind }) => `${region} ${kind}`));
  return planned.filter(
    ({ region, kind }) =>
      goesOn.kinds.includes(kind) && regions.has(region) && !places.has(`${region} ${kind}`),
  );
}

/** The cells of an account that are to be collected once more, as the file that the scan goes on in has them. */
function unreadCells(there: readonly CellState[], { kinds, resumes }: GoingOn): readonly Cell[] {
  const unread = there.filter(({ kind, phase }) => kinds.includes(kind) && !isSound(phase));
  if (!resumes) return unread;
  return there.filter(
    (cell) => cell.phase !== 'skipped' && unread.some((other) => other === cell || readTogether(cell, other)),
  );
}
