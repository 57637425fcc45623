import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Caller, CallFailed, type CallObserver } from '../aws/caller.ts';
import { type Fault, faultOf, StoppedError } from '../aws/errors.ts';
import { iamAction, type Operation } from '../aws/operation.ts';
import { pagesOf } from '../aws/pages.ts';
import { oneLine } from '../base/one-line.ts';
import { steadyNow } from '../base/steady-clock.ts';
import type { CollectContext, CollectOptions } from '../kinds/define/collect-context.ts';
import type { FlatPage, ResourceKind } from '../kinds/define/define-resource.ts';
import { findKind, KINDS_OF_POINTS } from '../kinds/registry.ts';
import { type Cell, type CellError, isSound, type Outcome, type ReadTime } from '../model/cell.ts';
import type { RegionPrices } from '../model/prices.ts';
import { counted } from '../model/words.ts';
import type { ScanWriter } from '../store/scan-writer.ts';
import type { CellSources } from '../store/stored-sources.ts';
import { answerTimes, withAnswers } from './answer-times.ts';
import { asNoted, type CallJournal } from './call-journal.ts';
import type { CellBoard } from './cell-board.ts';
import { inFile, ScanFileFailure } from './in-file.ts';
import { adviceFor, outcomeOf } from './outcome-of-fault.ts';

/** What one run over one region's cells shares. */
export interface RegionRun {
  /** What kinds share (the task listing) hangs on this. */
  readonly scope: object;
  readonly signal: AbortSignal;
  /** A call of this region was answered; `at`: before the scan broke off. */
  readonly onServed: (at?: number) => void;
  /** Where its answers are noted; absent: nowhere. */
  readonly journal?: CallJournal;
  /**
   * The region refused our credentials, or a host was not found: what that means for the cell, once it is known
   * whether AWS still answers elsewhere.
   */
  readonly judge: (fault: Fault) => Promise<RegionVerdict>;
}

/** How a cell ends whose region would not have us, and why. */
export interface RegionVerdict {
  readonly outcome: Outcome;
  readonly message: string;
  /** What to do about it, where there is something. */
  readonly advice?: string;
}

/** What a cell works with. */
export interface CellTools {
  readonly caller: Caller;
  readonly writer: ScanWriter;
  readonly board: CellBoard;
  readonly scanStart: Date;
  readonly options: CollectOptions;
  /** Ids of the kinds that the scan is of. */
  readonly kinds: readonly string[];
  readonly prices: CellPrices;
  /** Keys of the tag that names an owner. */
  readonly ownerTags: readonly string[];
  /**
   * The scan broke off before and is taken up: rows of a cell's earlier run stay until all of the new one is there, and
   * what AWS answered then is not asked again.
   */
  readonly resumes: boolean;
  readonly log: (line: string) => void;
}

/** Prices as cells use them. */
export interface CellPrices {
  /** Rows of a cell have come: where they have prices, those of its region will be wanted. */
  readonly cellHasRows: (cell: Cell) => void;
  /** The prices of a cell's region as they are known now; null: none is. */
  readonly of: (cell: Cell) => RegionPrices | null;
}

/** Faults that end a cell wherever in it they happen. */
const ENDING: readonly string[] = ['stopped', 'expired', 'no-credentials', 'not-accepted'];

/** Begins cells, in one transaction: of an account they are a hundred. Throws a scan file's failure only. */
export function beginCells(
  cells: readonly Cell[],
  { board, writer }: Pick<CellTools, 'board' | 'writer'>,
): void {
  const startedAt = steadyNow();
  for (const { id } of cells) board.update(id, { ...freshRun, startedAt });
  writer.startCells(
    cells.map(({ id }) => id),
    startedAt,
  );
}

/**
 * Collects one cell that was begun into the scan file; every failure ends in an outcome, none is thrown but a scan
 * file's.
 */
export async function runCell(
  cell: Cell,
  kind: ResourceKind,
  region: RegionRun,
  tools: CellTools,
): Promise<void> {
  const { board, writer } = tools;
  const { ending, isIncomplete, read, found } = await collectPages(
    cell,
    kind,
    region,
    tools,
    (page, readSoFar) => {
      // Most cells of a company are empty: how they end says all that there is to keep.
      if (page.rows.length === 0 && page.cursor === null) return board.get(cell.id).rows;
      if (page.rows.length > 0) tools.prices.cellHasRows(cell);
      return writer.writePage(cell, kind, page, readSoFar);
    },
  );
  if (board.get(cell.id).rows > 0) await deriveColumns(cell, kind, tools, isIncomplete);
  logEnding(cell, ending, board.get(cell.id).rows, tools);
  const { outcome: phase, error } = ending;
  board.update(cell.id, { phase, error, waiting: null, endedAt: steadyNow(), read });
  inFile(() => writer.finishCell(board.get(cell.id), found));
}

/** The log has a line for every cell that ended with something to say. */
export function logEnding(cell: Cell, { outcome, error }: Ending, rows: number, { log }: CellTools): void {
  if (isSound(outcome) && error === null) return;
  const why = error === null ? '' : `: ${error.code}: ${error.message}`;
  log(`${cell.region} ${cell.kind} ${outcome}, ${counted(rows, 'row')}${why}`);
}

/** A cell's run as far as its pages go. */
interface Collected {
  readonly ending: Ending;
  readonly isIncomplete: boolean;
  readonly read: ReadTime | null;
  /** What the rows can be made of; undefined for kinds whose sources are not listed. */
  readonly found: CellSources | undefined;
}

/** Hands a cell's pages to `write`, which says how many rows there are now, and tells how it ended. */
export async function collectPages(
  cell: Cell,
  kind: ResourceKind,
  region: RegionRun,
  tools: CellTools,
  write: (page: FlatPage, readSoFar: ReadTime) => number,
): Promise<Collected> {
  const { board } = tools;
  const missing: Missing = { parts: [], rows: null, sources: undefined };
  const answers = answerTimes();
  const context = contextOf(cell, withAnswers(region, answers), tools, missing);
  const rowProblems = { count: 0, first: '' };
  try {
    for await (const page of kind.collect(context)) {
      if (region.signal.aborted) throw new StoppedError();
      const rows = inFile(() => write(page, answers.soFar()));
      board.update(cell.id, { rows });
      for (const row of page.rows) {
        if (row.problem === null) continue;
        rowProblems.count += 1;
        rowProblems.first ||= row.problem;
      }
    }
    const found = await missing.sources?.found;
    // Rows say so where they need them; a region without any would look as if there were nothing to protect.
    if (missing.parts.length === 0) await context.optional(sourcesTitle(kind), listed(missing));
    const ending = soundEnding(board.get(cell.id).rows, missing.parts, rowProblems);
    return {
      ending,
      isIncomplete: missing.rows !== null,
      read: answers.soFar(),
      found: withLack(found, missing),
    };
  } catch (error) {
    if (error instanceof ScanFileFailure) throw error;
    const ending = await failedEnding(error, region);
    return {
      ending,
      isIncomplete: true,
      read: answers.known(),
      found: withLack(await missing.sources?.found, missing),
    };
  }
}

/** What a cell's run lacks so far. */
export interface Missing {
  readonly parts: CellError[];
  /** Why rows themselves are missing, not just what is known of them; null where none are. */
  rows: string | null;
  /** What the rows can be made of: the listing, and how it ended; undefined where the collector lists no such thing. */
  sources:
    | {
        readonly listing: Promise<unknown>;
        readonly found: Promise<Omit<CellSources, 'lacking'>>;
      }
    | undefined;
}

function listed({ sources }: Missing): Promise<unknown> {
  return sources?.listing ?? Promise.resolve();
}

/** What rows of a kind are made of, as problems name it. */
function sourcesTitle({ sources }: ResourceKind): string {
  return sources === 'none' ? 'sources' : `source ${sources.title}`;
}

function withLack(
  found: Omit<CellSources, 'lacking'> | undefined,
  { rows }: Missing,
): CellSources | undefined {
  return found === undefined ? undefined : { ...found, lacking: rows };
}

/** Fills what only all rows together tell; other cells go on between the steps. */
export async function deriveColumns(
  cell: Cell,
  kind: ResourceKind,
  tools: CellTools,
  isIncomplete: boolean,
  only?: readonly string[],
): Promise<void> {
  const { writer, options, prices, ownerTags } = tools;
  const context = {
    place: { account: cell.account, partition: cell.partition, region: cell.region },
    isIncomplete,
    isLimited: options.since !== null || options.until !== null,
    prices: prices.of(cell),
    ownerTags,
  };
  const steps = writer.derive(cell, kind, context, only);
  while (inFile(() => steps.next()).done !== true) await nextTurn();
}

/** Estimates the costs of a cell's rows anew, by the prices of the tools; all else of them stays. */
export async function repriceCell(cell: Cell, tools: CellTools): Promise<void> {
  const kind = findKind(cell.kind);
  if (kind === undefined) return;
  await deriveColumns(cell, kind, tools, false, COSTS);
  // What is kept of backups tells what they cost.
  inFile(() => tools.writer.keepBackups(cell.id));
}

const COSTS: readonly string[] = ['monthly_cost_low', 'monthly_cost_high'];

/** A cell whose run has just begun. */
export const freshRun = {
  phase: 'running',
  rows: 0,
  calls: 0,
  retries: 0,
  endedAt: null,
  read: null,
  error: null,
  waiting: null,
} as const;

/** How a run of a cell ended. */
export interface Ending {
  readonly outcome: Outcome;
  readonly error: CellError | null;
}

function soundEnding(
  rows: number,
  missing: readonly CellError[],
  rowProblems: { readonly count: number; readonly first: string },
): Ending {
  const [first] = missing;
  if (first !== undefined) {
    const more = missing.length > 1 ? ` (and ${missing.length - 1} more)` : '';
    return { outcome: 'partial', error: { ...first, message: `${first.message}${more}` } };
  }
  if (rowProblems.count > 0) {
    const many = rowProblems.count === 1 ? '1 row is' : `${rowProblems.count} rows are`;
    return {
      outcome: 'partial',
      error: { code: 'Senseless', message: `${many} not sound: ${rowProblems.first}` },
    };
  }
  return { outcome: rows === 0 ? 'empty' : 'done', error: null };
}

async function failedEnding(error: unknown, region: RegionRun): Promise<Ending> {
  if (region.signal.aborted) {
    const reason: unknown = region.signal.reason;
    if (reason instanceof RegionOff)
      return { outcome: 'skipped', error: { code: 'RegionOff', message: reason.message } };
    return { outcome: 'stopped', error: null };
  }
  const failed = error instanceof CallFailed ? error : undefined;
  const fault = failed?.fault ?? faultOf(error);
  const action = failed === undefined ? undefined : { service: failed.service, name: failed.operation };
  if (fault.class === 'not-accepted' || fault.class === 'no-host') {
    const { outcome, ...about } = await region.judge(fault);
    return { outcome, error: { code: fault.code, ...about } };
  }
  const outcome = outcomeOf(fault);
  if (fault.class === 'stopped') return { outcome, error: null };
  return { outcome, error: cellError(fault, action, '') };
}

/** The account is blocked in the region: no further calls there. */
export class RegionOff extends Error {
  override readonly name = 'RegionOff';
}

function cellError(
  fault: Fault,
  operation: { readonly service: Operation<unknown, unknown>['service']; readonly name: string } | undefined,
  what: string,
): CellError {
  const action = operation === undefined ? '' : ` (${iamAction(operation)})`;
  const advice = adviceFor(fault, operation);
  const organization =
    fault.class === 'denied-by-organization' ? 'a policy of the organization denies it: ' : '';
  return {
    code: fault.code,
    message: oneLine(`${what === '' ? '' : `${what}: `}${organization}${fault.message}${action}`),
    ...(advice === undefined ? {} : { advice }),
  };
}

/** What made a part fail, in one line. */
export function faultWords(error: unknown): string {
  if (!(error instanceof CallFailed)) return faultOf(error).message;
  return cellError(error.fault, { service: error.service, name: error.operation }, '').message;
}

/** What a collector of this cell works with; `missing` gathers what it had to do without. */
export function contextOf(cell: Cell, region: RegionRun, tools: CellTools, missing: Missing): CollectContext {
  const { board } = tools;
  const observer: CallObserver = {
    onSent: () => board.update(cell.id, { calls: board.get(cell.id).calls + 1 }),
    onRetry: (retry) =>
      board.update(cell.id, { phase: 'waiting', waiting: retry, retries: board.get(cell.id).retries + 1 }),
    onServed: () => {
      region.onServed();
      if (board.get(cell.id).phase === 'waiting') board.update(cell.id, { phase: 'running', waiting: null });
    },
  };
  const ask: CollectContext['call'] = (operation, input) =>
    tools.caller.call(operation, input, cell.region, region.signal, observer);
  const call = region.journal === undefined ? ask : asNoted(cell, region, region.journal, ask);
  return {
    place: { account: cell.account, partition: cell.partition, region: cell.region },
    scanStart: tools.scanStart,
    begunAt: new Date(Math.max(tools.scanStart.getTime(), steadyNow())),
    options: tools.options,
    kinds: tools.kinds,
    kindsOfPoints: KINDS_OF_POINTS,
    scope: region.scope,
    call,
    pages: (operation, input) => pagesOf(call, operation, input),
    optional: async (what, part, lacks) => {
      try {
        return await part;
      } catch (error) {
        const fault = error instanceof CallFailed ? error.fault : faultOf(error);
        if (region.signal.aborted || ENDING.includes(fault.class)) throw error;
        const operation =
          error instanceof CallFailed ? { service: error.service, name: error.operation } : undefined;
        missing.parts.push(cellError(fault, operation, what));
        if (lacks === 'rows') missing.rows ??= missing.parts.at(-1)?.message ?? what;
        return undefined;
      }
    },
    partial: (what, reason) => {
      const message = oneLine(`${what}: ${reason}`);
      missing.parts.push({ code: 'Incomplete', message });
      missing.rows ??= message;
    },
    sources: (listing) => {
      const found = listing.then(
        (sources) => ({ sources, failure: null }),
        (error: unknown) => ({ sources: [], failure: faultWords(error) }),
      );
      missing.sources = { listing, found };
    },
  };
}
