/**
 * A worker thread that answers questions to one scan file, one after the other. An order is made in steps; between
 * two of them word that it is no longer wanted comes through, since nothing stops SQLite within a statement.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { askPlanSteps } from '../analysis/ask-plan.ts';
import { freshTable } from '../analysis/fresh-tables.ts';
import { readPast } from '../analysis/past/scan-past.ts';
import { relatedRows } from '../analysis/related-rows.ts';
import { summarize } from '../analysis/summary-from-scan-file.ts';
import { readTopology } from '../analysis/topology-from-scan-file.ts';
import { readCalendar } from '../analysis/transfers/calendar.ts';
import { readCutover } from '../analysis/transfers/read-cutover.ts';
import type { TableQuery } from '../model/table-query.ts';
import { FilterError } from '../store/filter/expression.ts';
import { openScanReader, type ScanReader } from '../store/scan-reader.ts';
import { type Answer, parseOpening, parseRequest, type Question } from './query-messages.ts';

/** How often rows found so far are sent while a filter is still at work, in milliseconds. */
const PART_INTERVAL = 100;

/** More rows than that are not put in order before all of them are found. */
const MOST_IN_PART = 5_000;

const { file, byteUnit } = parseOpening(workerData);
const waiting: Question[] = [];
const cancelled = new Set<number>();
let reader: ScanReader | undefined;
let busy = false;
let closing = false;

parentPort?.on('message', (message: unknown) => {
  const request = parseRequest(message);
  if (request.ask === 'close') {
    closing = true;
    waiting.length = 0;
  } else if (request.ask === 'cancel') {
    cancelled.add(request.id);
  } else {
    waiting.push(request);
  }
  if (!busy) void answerAll();
});

async function answerAll(): Promise<void> {
  busy = true;
  for (let question = waiting.shift(); question !== undefined; question = waiting.shift()) {
    // Cancellations that are already on their way come first.
    await nextTurn();
    if (!cancelled.has(question.id)) await answer(question);
    cancelled.delete(question.id);
  }
  busy = false;
  if (closing) leave();
}

async function answer(question: Question): Promise<void> {
  try {
    reader ??= openScanReader(file, byteUnit);
    const tab = tabInQuestion(question);
    if (tab !== null) freshTable(reader.database, tab);
    if (question.ask === 'order') await answerOrder(reader, question.id, question.query, question.parts);
    else if (question.ask === 'facet') await answerFacet(reader, question);
    else if (question.ask === 'amounts') await answerAmounts(reader, question);
    else if (question.ask === 'ask plan') await answerAskPlan(reader, question);
    else if (question.ask === 'values') await answerValues(reader, question);
    else send(answerAtOnce(reader, question));
  } catch (error) {
    const { id } = question;
    // What an error of ours carries would be lost on the way; its class too.
    if (error instanceof FilterError) {
      const { message, start, end } = error;
      send({ to: 'bad filter', id, fault: { message, start, end } });
    } else send({ to: 'error', id, error });
  }
}

/** The table that answers a question, which may have to be worked out; rows by their numbers are read as they were put in order. */
function tabInQuestion(question: Question): string | null {
  if (question.ask === 'order') return question.query.tab;
  if (question.ask === 'facet') return question.facet.query.tab;
  if (question.ask === 'amounts') return question.amounts.tab;
  return question.ask === 'values' ? question.tab : null;
}

function answerAtOnce(
  open: ScanReader,
  question: Exclude<Question, { ask: 'order' | 'values' | 'facet' | 'amounts' | 'ask plan' }>,
): Answer {
  const { id } = question;
  switch (question.ask) {
    case 'facts':
      return { to: 'facts', id, facts: open.facts() };
    case 'cells':
      return { to: 'cells', id, cells: open.cellsOf(question.account) };
    case 'overview':
      return { to: 'overview', id, overview: open.overview() };
    case 'counts':
      return { to: 'counts', id, counts: open.counts() };
    case 'summary':
      return { to: 'summary', id, summary: summarize(open.database) };
    case 'past':
      return { to: 'past', id, past: readPast(file) };
    case 'topology':
      return { to: 'topology', id, topology: readTopology(open.database) };
    case 'calendar':
      return { to: 'calendar', id, calendar: readCalendar(open.database) };
    case 'cutover':
      return { to: 'cutover', id, tasks: readCutover(open.database, question.at) };
    case 'related':
      return { to: 'related', id, related: relatedRows(open, question.tab, question.row) };
    case 'window':
      return { to: 'window', id, rows: open.window(question.tab, question.rows) };
    case 'row':
      return { to: 'row', id, row: open.row(question.tab, question.row) };
  }
}

async function answerOrder(open: ScanReader, id: number, query: TableQuery, parts: boolean): Promise<void> {
  const steps = open.orderSteps(query);
  let step = steps.next();
  let sent = 0;
  while (step.done !== true) {
    const { length } = step.value;
    const isShort = query.sort === null || length <= MOST_IN_PART;
    if (parts && length > 0 && isShort && performance.now() - sent > PART_INTERVAL) {
      const rows = open.inOrder(query, step.value);
      send({ to: 'part', id, rows }, rows);
      sent = performance.now();
    }
    await nextTurn();
    if (cancelled.has(id) || closing) return;
    step = steps.next();
  }
  send({ to: 'order', id, order: step.value }, step.value.rows);
}

async function answerValues(open: ScanReader, question: Extract<Question, { ask: 'values' }>): Promise<void> {
  const { id, tab, field, prefix, limit } = question;
  const values = await stepwise(id, open.valueSteps(tab, field, prefix, limit));
  if (values !== undefined) send({ to: 'values', id, values });
}

async function answerAskPlan(
  open: ScanReader,
  question: Extract<Question, { ask: 'ask plan' }>,
): Promise<void> {
  const { id } = question;
  const plan = await stepwise(id, askPlanSteps(open.database, question.job));
  if (plan !== undefined) send({ to: 'ask plan', id, plan });
}

async function answerFacet(open: ScanReader, question: Extract<Question, { ask: 'facet' }>): Promise<void> {
  const { id } = question;
  const facet = await stepwise(id, open.facetSteps(question.facet));
  if (facet !== undefined) send({ to: 'facet', id, facet });
}

async function answerAmounts(
  open: ScanReader,
  question: Extract<Question, { ask: 'amounts' }>,
): Promise<void> {
  const { id } = question;
  const amounts = await stepwise(id, open.amountSteps(question.amounts));
  if (amounts !== undefined) send({ to: 'amounts', id, amounts });
}

/** Runs steps to their end; undefined where they were given up. */
async function stepwise<Result>(
  id: number,
  steps: Generator<void, Result, undefined>,
): Promise<Result | undefined> {
  let step = steps.next();
  while (step.done !== true) {
    await nextTurn();
    if (cancelled.has(id) || closing) return undefined;
    step = steps.next();
  }
  return step.value;
}

/** Sends an answer; the row numbers in it are moved, not copied. */
function send(message: Answer, moved?: Uint32Array): void {
  parentPort?.postMessage(message, moved?.buffer instanceof ArrayBuffer ? [moved.buffer] : []);
}

function leave(): void {
  reader?.close();
  parentPort?.close();
}
