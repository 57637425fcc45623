import { StoppedError } from '../aws/errors.ts';
import { oneLine } from '../base/one-line.ts';
import { steadyNow } from '../base/steady-clock.ts';
import { type Cell, isFinal, isUnfinished, type Refusal } from '../model/cell.ts';
import { type Totals, totalsOf, totalsOfAccounts } from '../model/totals.ts';
import type { AccountScans } from './account-scans.ts';
import { tellOfCopies } from './copies-told.ts';
import { endingLine } from './ending-line.ts';
import { isOfScanFile } from './in-file.ts';
import type { ManyAccounts } from './many-accounts.ts';
import type { FromScanWorker } from './messages.ts';
import { type CellTools, repriceCell } from './run-cell.ts';
import type { ScanContents } from './scan-contents.ts';
import type { ScanNotices } from './scan-notices.ts';
import type { ScanPrices } from './scan-prices.ts';
import { presentOf, type ScanSettings } from './scan-settings.ts';

/** What the ending of a scan needs of it. */
export interface ScanEndingParts {
  readonly settings: ScanSettings;
  readonly controller: AbortController;
  readonly contents: ScanContents;
  readonly accounts: AccountScans;
  readonly many: ManyAccounts;
  readonly prices: ScanPrices;
  readonly notices: ScanNotices;
  readonly send: (message: FromScanWorker) => void;
  readonly log: (line: string) => void;
  /** Work that the scan does not end before. */
  readonly follow: (work: Promise<void>) => void;
  /** Null where no row can be written any more. */
  readonly toolsOf: (account: string, now: number) => CellTools | null;
}

/** How a scan ends: whole, stopped or early, with its prices, and why. */
export class ScanEnding {
  readonly #parts: ScanEndingParts;
  /** Since a cell last ran all has been told that needs every cell: costs by the prices of each, what is being copied. */
  #isWhole = false;
  #refusal: Refusal | null = null;
  /** When all cells were final for the first time: how long the scan took is not changed by what is run again later. */
  #endedAt: number | null;

  constructor(parts: ScanEndingParts) {
    this.#parts = parts;
    this.#endedAt = parts.settings.goesOn?.before.endedAt ?? null;
  }

  /** Cells run: what needs them all is told when they have ended. */
  cellsRun(): void {
    this.#isWhole = false;
  }

  /** The scan has not even begun. */
  refuse(refusal: Refusal): void {
    this.#refusal = refusal;
    this.#parts.send({ type: 'refused', refusal });
  }

  /** Something the scan as a whole cannot go on after: the scan file cannot be written. */
  fail(error: unknown): void {
    const message = oneLine(error instanceof Error ? error.message : String(error));
    this.#parts.log(`scan failed: ${message}`);
    const line = isOfScanFile(error) ? message : `The scan ended by a fault of its own: ${message}`;
    this.end({ lines: [line], exitCode: 1 });
  }

  /** Ends the scan early; the first reason is the one that is told. */
  end(refusal: Refusal): void {
    this.#refusal ??= refusal;
    this.#parts.controller.abort(new StoppedError());
  }

  /** All cells are final: the scan ends, or first tells what needs them all. */
  finish(): void {
    const { controller, follow } = this.#parts;
    if (this.#isWhole || controller.signal.aborted) {
      this.#finishNow();
      return;
    }
    this.#isWhole = true;
    follow(this.#makeWhole());
  }

  async #makeWhole(): Promise<void> {
    const { contents, settings, toolsOf } = this.#parts;
    if (settings.estimate.asked !== null) await this.#price();
    if (contents.writer !== null)
      await tellOfCopies(contents.writer, ({ account }) => toolsOf(account, presentOf(settings)));
  }

  /** No cell waits for its prices: those that were too early for them are estimated again. */
  async #price(): Promise<void> {
    const { settings, prices, contents, notices, toolsOf } = this.#parts;
    const estimateAgain = async (cell: Cell): Promise<void> => {
      const tools = toolsOf(cell.account, presentOf(settings));
      if (tools !== null) await repriceCell(cell, tools);
    };
    prices.take(await prices.complete(estimateAgain));
    const notice = prices.keep();
    contents.writer?.saveFacts({ prices: prices.note });
    if (notice !== null) notices.add(notice);
  }

  #finishNow(): void {
    const { settings, controller, contents, many, notices, send, log } = this.#parts;
    const { board } = contents;
    const now = steadyNow();
    this.#endedAt ??= now;
    const endedAt = this.#endedAt;
    // Whoever leaves while prices are asked for leaves a scan of which every cell has ended.
    const hasEnded = [...board.all(), ...many.states].every(({ phase }) => !isUnfinished(phase));
    // What the file lacked before the scan went on it may lack still.
    const stopped = !hasEnded && (controller.signal.aborted || settings.goesOn !== undefined);
    // A cell whose end could not be written has none of its own.
    for (const { id, phase } of board.all())
      if (!isFinal(phase)) board.update(id, { phase: 'stopped', waiting: null, endedAt: now });
    try {
      contents.writer?.finish(endedAt, !stopped);
    } catch (error) {
      this.fail(error);
    }
    board.flush();
    // Nothing waits for credentials any more, whether AWS took the old ones again or a person gave up.
    notices.hold('expired', null);
    log(endingLine(this.#totals(), stopped, now - settings.startedAt));
    send({ type: 'finished', endedAt, stopped, refusal: this.#refusal });
  }

  #totals(): Totals {
    const { many, accounts, contents } = this.#parts;
    const { states } = many;
    if (states.length > 0) return totalsOfAccounts(states);
    const { regions } = accounts.own;
    return totalsOf(contents.board.all().filter(({ region }) => regions.includes(region)));
  }
}
