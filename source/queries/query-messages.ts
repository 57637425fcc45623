/** What the app's thread and a query worker say to each other. Both sides check what they are told. */
import * as v from 'valibot';
import type { ScanPast } from '../analysis/past/scan-past.ts';
import type { Related } from '../analysis/related-rows.ts';
import type { SummaryReport } from '../analysis/summary.ts';
import type { Topology } from '../analysis/topology.ts';
import type { TransferCalendar } from '../analysis/transfers/calendar-days.ts';
import type { CutoverTask } from '../analysis/transfers/cutover.ts';
import type { AskJob, AskPlan } from '../model/ask.ts';
import type { CellState } from '../model/cell.ts';
import { BYTE_UNITS, type ByteUnit } from '../model/format.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import type { ScanOverview } from '../model/scan-overview.ts';
import type {
  Amounts,
  AmountsQuery,
  FacetQuery,
  FacetReport,
  TableOrder,
  TableQuery,
  TableRow,
  ValueCount,
} from '../model/table-query.ts';
import type { FilterFault } from '../store/filter/expression.ts';

/** A question with the number that its answer carries. */
export type Question =
  | {
      readonly ask: 'facts' | 'overview' | 'counts' | 'summary' | 'past' | 'topology' | 'calendar';
      readonly id: number;
    }
  | { readonly ask: 'cells'; readonly id: number; readonly account: string }
  | { readonly ask: 'cutover'; readonly id: number; readonly at: number }
  | { readonly ask: 'facet'; readonly id: number; readonly facet: FacetQuery }
  | { readonly ask: 'amounts'; readonly id: number; readonly amounts: AmountsQuery }
  | { readonly ask: 'ask plan'; readonly id: number; readonly job: AskJob }
  | { readonly ask: 'order'; readonly id: number; readonly query: TableQuery; readonly parts: boolean }
  | { readonly ask: 'window'; readonly id: number; readonly tab: string; readonly rows: readonly number[] }
  | {
      readonly ask: 'values';
      readonly id: number;
      readonly tab: string;
      readonly field: string;
      readonly prefix: string;
      readonly limit: number;
    }
  | { readonly ask: 'row' | 'related'; readonly id: number; readonly tab: string; readonly row: number };

/** What a worker is told: a question, to give one up, or to leave. */
export type Request = Question | { readonly ask: 'cancel'; readonly id: number } | { readonly ask: 'close' };

/** The answer to a question; `part` comes before an order's answer: rows found so far. */
export type Answer =
  | { readonly to: 'facts'; readonly id: number; readonly facts: ScanFacts }
  | { readonly to: 'overview'; readonly id: number; readonly overview: ScanOverview }
  | { readonly to: 'cells'; readonly id: number; readonly cells: readonly CellState[] }
  | { readonly to: 'counts'; readonly id: number; readonly counts: Readonly<Record<string, number>> }
  | { readonly to: 'summary'; readonly id: number; readonly summary: SummaryReport }
  | { readonly to: 'past'; readonly id: number; readonly past: ScanPast }
  | { readonly to: 'order'; readonly id: number; readonly order: TableOrder }
  | { readonly to: 'part'; readonly id: number; readonly rows: Uint32Array }
  | { readonly to: 'window'; readonly id: number; readonly rows: readonly TableRow[] }
  | { readonly to: 'row'; readonly id: number; readonly row: TableRow | undefined }
  | { readonly to: 'related'; readonly id: number; readonly related: Related | undefined }
  | { readonly to: 'topology'; readonly id: number; readonly topology: Topology }
  | { readonly to: 'calendar'; readonly id: number; readonly calendar: TransferCalendar }
  | { readonly to: 'cutover'; readonly id: number; readonly tasks: readonly CutoverTask[] }
  | { readonly to: 'facet'; readonly id: number; readonly facet: FacetReport }
  | { readonly to: 'amounts'; readonly id: number; readonly amounts: Amounts }
  | { readonly to: 'ask plan'; readonly id: number; readonly plan: AskPlan }
  | { readonly to: 'values'; readonly id: number; readonly values: readonly ValueCount[] }
  /** The query's filter was not understood. */
  | { readonly to: 'bad filter'; readonly id: number; readonly fault: FilterFault }
  | { readonly to: 'error'; readonly id: number; readonly error: unknown };

const id = v.number();
const sortKeySchema = v.object({ column: v.string(), descending: v.boolean() });
/** A query as a message carries it. */
export const querySchema = v.object({
  tab: v.string(),
  filter: v.exactOptional(v.string()),
  finding: v.exactOptional(v.string()),
  faults: v.exactOptional(v.boolean()),
  region: v.exactOptional(v.string()),
  kind: v.exactOptional(v.string()),
  where: v.exactOptional(v.array(v.object({ column: v.string(), oneOf: v.array(v.string()) }))),
  sort: v.nullable(sortKeySchema),
  thenBy: v.exactOptional(v.array(sortKeySchema)),
});

const requestSchema: v.GenericSchema<unknown, Request> = v.variant('ask', [
  v.object({
    ask: v.picklist(['facts', 'overview', 'counts', 'summary', 'past', 'topology', 'calendar']),
    id,
  }),
  v.object({ ask: v.literal('cells'), id, account: v.string() }),
  v.object({ ask: v.literal('cutover'), id, at: v.number() }),
  v.object({ ask: v.literal('order'), id, query: querySchema, parts: v.boolean() }),
  v.object({
    ask: v.literal('facet'),
    id,
    facet: v.object({
      query: querySchema,
      columns: v.array(v.string()),
      measure: v.nullable(v.string()),
      costs: v.optional(v.object({ low: v.string(), high: v.string() })),
      limit: v.number(),
    }),
  }),
  v.object({
    ask: v.literal('amounts'),
    id,
    amounts: v.object({
      tab: v.string(),
      rows: v.nullable(v.instance(Uint32Array)),
      size: v.nullable(v.string()),
      low: v.nullable(v.string()),
      high: v.nullable(v.string()),
      counted: v.exactOptional(v.string()),
    }),
  }),
  v.object({
    ask: v.literal('ask plan'),
    id,
    job: v.object({
      what: v.string(),
      of: v.array(v.object({ tab: v.string(), rows: v.nullable(v.instance(Uint32Array)) })),
    }),
  }),
  v.object({ ask: v.literal('window'), id, tab: v.string(), rows: v.array(v.number()) }),
  v.object({
    ask: v.literal('values'),
    id,
    tab: v.string(),
    field: v.string(),
    prefix: v.string(),
    limit: v.number(),
  }),
  v.object({ ask: v.picklist(['row', 'related']), id, tab: v.string(), row: v.number() }),
  v.object({ ask: v.literal('cancel'), id }),
  v.object({ ask: v.literal('close') }),
]);

const openingSchema = v.object({ file: v.string(), byteUnit: v.picklist(BYTE_UNITS) });

/** What a worker begins with: its scan file, and the unit in which words find sizes. Throws where it is neither. */
export function parseOpening(data: unknown): { readonly file: string; readonly byteUnit: ByteUnit } {
  return v.parse(openingSchema, data);
}

/** A message as a request; throws where it is none. */
export function parseRequest(message: unknown): Request {
  return v.parse(requestSchema, message);
}

const ANSWERS: readonly unknown[] = [
  'facts',
  'overview',
  'cells',
  'counts',
  'summary',
  'past',
  'order',
  'part',
  'window',
  'row',
  'related',
  'topology',
  'calendar',
  'cutover',
  'facet',
  'amounts',
  'values',
  'ask plan',
  'bad filter',
  'error',
];

/** True for an answer of a worker of this build; what it carries was checked when it was read from the file. */
export function isAnswer(message: unknown): message is Answer {
  return (
    typeof message === 'object' &&
    message !== null &&
    'to' in message &&
    ANSWERS.includes(message.to) &&
    'id' in message &&
    typeof message.id === 'number'
  );
}
