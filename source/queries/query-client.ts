import path from 'node:path';
import { workedOutColumns } from '../kinds/worked-out.ts';
import type { ByteUnit } from '../model/format.ts';
import { QueryThread } from './query-thread.ts';
import type { ScanQueries } from './scan-queries.ts';

/**
 * Opens a scan file to questions. Two threads answer them: a window never waits behind a sort. Each starts with the
 * first question to it and again after a crash, which rejects only the questions under way. Words find sizes as they
 * are shown in `byteUnit`.
 */
export function openQueries(file: string, byteUnit: ByteUnit = 'auto'): ScanQueries {
  const scanFile = path.resolve(file);
  const windows = new QueryThread(scanFile, byteUnit);
  const orders = new QueryThread(scanFile, byteUnit);
  // A table that is worked out is so once, where it is put in order.
  const threadOf = (tab: string): QueryThread => (workedOutColumns(tab) === undefined ? windows : orders);
  return {
    facts: () =>
      windows.ask({ ask: 'facts' }, (answer) =>
        answer.to === 'facts' ? { value: answer.facts } : undefined,
      ),
    overview: () =>
      windows.ask({ ask: 'overview' }, (answer) =>
        answer.to === 'overview' ? { value: answer.overview } : undefined,
      ),
    cellsOf: (account) =>
      windows.ask({ ask: 'cells', account }, (answer) =>
        answer.to === 'cells' ? { value: answer.cells } : undefined,
      ),
    counts: () =>
      windows.ask({ ask: 'counts' }, (answer) =>
        answer.to === 'counts' ? { value: answer.counts } : undefined,
      ),
    window: (tab, rows) =>
      threadOf(tab).ask({ ask: 'window', tab, rows }, (answer) =>
        answer.to === 'window' ? { value: answer.rows } : undefined,
      ),
    row: (tab, row) =>
      threadOf(tab).ask({ ask: 'row', tab, row }, (answer) =>
        answer.to === 'row' ? { value: answer.row } : undefined,
      ),
    related: (tab, row) =>
      orders.ask({ ask: 'related', tab, row }, (answer) =>
        answer.to === 'related' ? { value: answer.related } : undefined,
      ),
    calendar: () =>
      orders.ask({ ask: 'calendar' }, (answer) =>
        answer.to === 'calendar' ? { value: answer.calendar } : undefined,
      ),
    cutover: (at) =>
      orders.ask({ ask: 'cutover', at }, (answer) =>
        answer.to === 'cutover' ? { value: answer.tasks } : undefined,
      ),
    topology: () =>
      orders.ask({ ask: 'topology' }, (answer) =>
        answer.to === 'topology' ? { value: answer.topology } : undefined,
      ),
    order: (query, signal, onPart) =>
      orders.ask(
        { ask: 'order', query, parts: onPart !== undefined },
        (answer) => {
          if (answer.to === 'part') onPart?.(answer.rows);
          return answer.to === 'order' ? { value: answer.order } : undefined;
        },
        signal,
      ),
    values: (tab, field, prefix, limit, signal) =>
      orders.ask(
        { ask: 'values', tab, field, prefix, limit },
        (answer) => (answer.to === 'values' ? { value: answer.values } : undefined),
        signal,
      ),
    facet: (facet, signal) =>
      orders.ask(
        { ask: 'facet', facet },
        (answer) => (answer.to === 'facet' ? { value: answer.facet } : undefined),
        signal,
      ),
    amounts: (amounts, signal) =>
      orders.ask(
        { ask: 'amounts', amounts },
        (answer) => (answer.to === 'amounts' ? { value: answer.amounts } : undefined),
        signal,
      ),
    askPlan: (job, signal) =>
      orders.ask(
        { ask: 'ask plan', job },
        (answer) => (answer.to === 'ask plan' ? { value: answer.plan } : undefined),
        signal,
      ),
    summary: () =>
      orders.ask({ ask: 'summary' }, (answer) =>
        answer.to === 'summary' ? { value: answer.summary } : undefined,
      ),
    past: () =>
      orders.ask({ ask: 'past' }, (answer) => (answer.to === 'past' ? { value: answer.past } : undefined)),
    // One after the other: the last to close the file tidies up.
    close: async () => {
      await orders.close();
      await windows.close();
    },
  };
}
