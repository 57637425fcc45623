import { CallFailed } from '../aws/caller.ts';
import { faultOf } from '../aws/errors.ts';
import { mapConcurrently } from '../base/map-concurrently.ts';
import { oneLine } from '../base/one-line.ts';
import { checkedValue } from '../kinds/define/checked-value.ts';
import type { AskJob, AskProgress, AskResult } from '../model/ask.ts';
import {
  type AskedAnswer,
  type CellToAsk,
  cellsToAsk,
  filledColumns,
  type StoredRowToAsk,
} from '../store/asked-rows.ts';
import type { ScanWriter } from '../store/scan-writer.ts';
import { createCellBoard } from './cell-board.ts';
import { inFile } from './in-file.ts';
import { type CellTools, contextOf, deriveColumns, faultWords, type RegionRun } from './run-cell.ts';

/** How rows are asked. */
export interface AskWays {
  readonly writer: ScanWriter;
  /** A new run over a region of an account that was entered. */
  readonly regionRun: (account: string, region: string) => RegionRun;
  /** Tools for an account; else why it cannot be asked, in one line. Never rejects. */
  readonly enter: (account: string) => Promise<CellTools | string>;
  /** Stops asking: what was answered stays. */
  readonly signal: AbortSignal;
  /** Told after every write. */
  readonly onProgress: (progress: AskProgress) => void;
}

/** Cells whose rows are asked at the same time; the pace is kept by service, region and account. */
const CELLS_AT_ONCE = 32;
/** Answers of one transaction. */
const WRITTEN_AT_ONCE = 50;

/** Faults that every further call of a cell would meet. */
const OF_THE_CELL: readonly string[] = [
  ...['denied', 'denied-by-organization', 'expired', 'no-credentials', 'not-accepted', 'no-host'],
];

/**
 * Asks rows of ended cells what their scan left out, within the pace of each service and region. Answers are written in
 * the places of their rows as they come; what rests on them is derived anew once a cell is through. A row that AWS would
 * not answer for stays as it was. Throws a scan file's failure only.
 */
export async function askRows(job: AskJob, ways: AskWays): Promise<AskResult> {
  const tally = new Tally(ways.onProgress);
  const cells = cellsToAsk(job, (kind) => inFile(() => ways.writer.storedCells({ kind })));
  const ask = (asking: CellToAsk): Promise<void> => askCell(asking, ways, tally);
  for await (const _ of mapConcurrently(cells, CELLS_AT_ONCE, ask));
  return tally.result(ways.signal.aborted);
}

async function askCell(asking: CellToAsk, ways: AskWays, tally: Tally): Promise<void> {
  const { cell, kind, later, isWanted } = asking;
  const { writer, signal } = ways;
  const steps = writer.rowsToAsk(cell, kind, later, isWanted);
  let entered: EnteredCell | null = null;
  while (!signal.aborted) {
    const step = inFile(() => steps.next());
    if (step.done === true) break;
    if (step.value.length === 0) continue;
    // An account is entered only where there is something to ask in it.
    entered ??= await EnteredCell.enter(asking, ways, tally);
    await entered.ask(step.value);
    if (entered.isOver) break;
  }
  await entered?.derive();
}

/** A cell whose account was entered, or could not be. */
class EnteredCell {
  readonly #asking: CellToAsk;
  readonly #ways: AskWays;
  readonly #tally: Tally;
  readonly #answers: Answers;
  readonly #tools: CellTools | null;
  readonly #askRow: (row: StoredRowToAsk) => Promise<AskedAnswer['values']>;
  readonly #run: AbortSignal;
  /** Why no further call of it is worth sending. */
  #refused: string | null;

  static async enter(asking: CellToAsk, ways: AskWays, tally: Tally): Promise<EnteredCell> {
    return new EnteredCell(asking, ways, tally, await ways.enter(asking.cell.account));
  }

  private constructor(asking: CellToAsk, ways: AskWays, tally: Tally, tools: CellTools | string) {
    const { account, region } = asking.cell;
    const run = ways.regionRun(account, region);
    this.#asking = asking;
    this.#ways = ways;
    this.#tally = tally;
    this.#answers = new Answers(asking, ways.writer, tally);
    this.#refused = typeof tools === 'string' ? tools : null;
    this.#tools = typeof tools === 'string' ? null : tools;
    this.#run = AbortSignal.any([run.signal, ways.signal]);
    this.#askRow =
      typeof tools === 'string'
        ? () => Promise.reject(new Error(tools))
        : rowAsker(asking, { ...run, signal: this.#run }, tools);
  }

  /** True where no call of it is sent any more: the scan, or its region, has ended. */
  get isOver(): boolean {
    return this.#run.aborted;
  }

  async ask(rows: readonly StoredRowToAsk[]): Promise<void> {
    if (this.#refused === null) await Promise.all(rows.map((row) => this.#askOne(row)));
    else this.#tally.fail(this.#refused, rows.length);
    this.#answers.write();
  }

  async #askOne(row: StoredRowToAsk): Promise<void> {
    try {
      this.#answers.take({ row: row.row, key: row.key, values: await this.#askRow(row) });
    } catch (error) {
      if (this.#run.aborted) return;
      const words = oneLine(faultWords(error));
      this.#tally.fail(words);
      if (isOfTheCell(error)) this.#refused ??= words;
    }
  }

  async derive(): Promise<void> {
    const { cell, kind, later } = this.#asking;
    if (this.#tools === null || !this.#answers.hasWritten) return;
    const mayLack = this.#ways.writer.mayLackRows(cell);
    await deriveColumns(cell, kind, this.#tools, mayLack, later.derives);
  }
}

/** Asks one row, and checks what comes back. Throws what AWS threw. */
function rowAsker(
  { cell, kind, later }: CellToAsk,
  run: RegionRun,
  tools: CellTools,
): (row: StoredRowToAsk) => Promise<AskedAnswer['values']> {
  // The counts of a cell are those of its own run.
  const board = createCellBoard(() => {});
  board.add([cell]);
  const missing = { parts: [], rows: null, sources: undefined };
  const ask = later.asker(contextOf(cell, run, { ...tools, board }, missing));
  const columns = filledColumns(kind, later);
  return async (row) => {
    const given = await ask(row);
    return columns.map((column, index) => checkedValue(column, given[index], tools.scanStart).value);
  };
}

function isOfTheCell(error: unknown): boolean {
  return OF_THE_CELL.includes((error instanceof CallFailed ? error.fault : faultOf(error)).class);
}

/** Answers of a cell on their way into the scan file. */
class Answers {
  readonly #asking: CellToAsk;
  readonly #writer: ScanWriter;
  readonly #tally: Tally;
  readonly #waiting: AskedAnswer[] = [];
  hasWritten = false;

  constructor(asking: CellToAsk, writer: ScanWriter, tally: Tally) {
    this.#asking = asking;
    this.#writer = writer;
    this.#tally = tally;
  }

  take(answer: AskedAnswer): void {
    this.#waiting.push(answer);
    if (this.#waiting.length >= WRITTEN_AT_ONCE) this.write();
  }

  write(): void {
    const answers = this.#waiting.splice(0);
    if (answers.length === 0) return;
    const { kind, later } = this.#asking;
    inFile(() => this.#writer.writeAnswers(kind, later, answers));
    this.hasWritten = true;
    this.#tally.answered(answers.length);
  }
}

/** Counts what came of the rows. */
class Tally {
  readonly #onProgress: (progress: AskProgress) => void;
  readonly #failures = new Map<string, number>();
  #asked = 0;
  #failed = 0;

  constructor(onProgress: (progress: AskProgress) => void) {
    this.#onProgress = onProgress;
  }

  answered(rows: number): void {
    this.#asked += rows;
    this.#onProgress({ asked: this.#asked, failed: this.#failed });
  }

  fail(message: string, rows = 1): void {
    this.#failed += rows;
    this.#failures.set(message, (this.#failures.get(message) ?? 0) + rows);
  }

  result(isStopped: boolean): AskResult {
    const failures = [...this.#failures].map(([message, rows]) => ({ message, rows }));
    failures.sort((one, other) => other.rows - one.rows);
    return { asked: this.#asked, failed: this.#failed, isStopped, failures };
  }
}
