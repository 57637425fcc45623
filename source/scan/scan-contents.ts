import type { Cell, CellState, Identity } from '../model/cell.ts';
import { createScanFile } from '../store/scan-file.ts';
import { openScanWriter, type ScanWriter } from '../store/scan-writer.ts';
import { type CellBoard, createCellBoard } from './cell-board.ts';
import { scanFacts } from './facts.ts';
import type { ScanSettings } from './scan-settings.ts';

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

  /** Makes the scan file. Throws what keeps it from being made. */
  make(
    identity: Identity | null,
    regions: { readonly on: readonly string[]; readonly off: readonly string[] },
  ): ScanWriter {
    const { settings, turns, onHeldUp } = this.#parts;
    createScanFile(settings.scanFile, scanFacts(settings, identity, regions));
    this.#writer = openScanWriter(settings.scanFile, turns, onHeldUp);
    return this.#writer;
  }

  /** Enters cells as queued; those of regions that are off end at once. */
  plan(planned: readonly Omit<Cell, 'id'>[], off: readonly string[], writer: ScanWriter): readonly Cell[] {
    const cells = writer.planCells(planned);
    for (const cell of cells) this.#cells.set(cell.id, cell);
    this.board.add(cells);
    for (const { id, region } of cells) if (off.includes(region)) this.#skip(id, writer);
    return cells;
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
