import type { DeletePlanReview } from '../../../source/analysis/delete-plan/delete-plan.ts';
import type { SummaryReport } from '../../../source/analysis/summary.ts';
import type { ExportSelection } from '../../../source/export/export-request.ts';
import type { AskJob, AskPlan } from '../../../source/model/ask.ts';
import type { CellRescan, RefreshResult, RowRef, ScanState } from '../../../source/model/cell.ts';
import type {
  Amounts,
  AmountsQuery,
  FacetGroup,
  FacetReport,
  TableQuery,
  TableRow,
} from '../../../source/model/table-query.ts';
import type { UnfinishedScan } from '../../../source/model/unfinished-scan.ts';
import type { DiffReport } from '../../../source/queries/diff-messages.ts';
import type { ScanQueries } from '../../../source/queries/scan-queries.ts';
import type { ScanHandle } from '../../../source/scan/scan-handle.ts';
import type {
  AppServices,
  ExportChoice,
  ExportProgress,
  ExportResult,
  GoingOnChoice,
  ScanChoice,
} from '../../../source/ui/loading/services.ts';
import type { WrittenPlan } from '../../../source/ui/state/delete-plan-state.ts';
import { calendarOf } from './fake-calendar.ts';
import { fakeCutover } from './fake-cutover.ts';
import { fakeFilter } from './fake-filter.ts';
import { fakeHistory, NO_PAST } from './fake-history.ts';
import { relatedAmong, topologyOf } from './fake-related.ts';
import { fakeRows } from './fake-rows.ts';
import { fakeScan } from './fake-scan.ts';
import { fakeSummary } from './fake-summary.ts';

/** A scan that a test drives. */
export interface FakeScanHandle extends ScanHandle {
  readonly emit: (state: ScanState) => void;
  readonly retried: (readonly number[])[];
  readonly retriedAccounts: (readonly string[])[];
  readonly lookedInto: (string | null)[];
  readonly rescanned: (readonly number[])[];
  readonly refreshed: (readonly RowRef[])[];
  /** What rescans, refreshes and asking come to from now on. */
  onAsk: ScanHandle['ask'];
  onRescan: (ids: readonly number[]) => Promise<readonly CellRescan[]>;
  onRefresh: (rows: readonly RowRef[]) => Promise<RefreshResult>;
  readonly stopped: () => boolean;
}

/** A scan that says what it is told to say. */
export function fakeHandle(first: ScanState): FakeScanHandle {
  let state = first;
  let stopped = false;
  const listeners = new Set<(state: ScanState) => void>();
  const retried: (readonly number[])[] = [];
  const emit = (next: ScanState) => {
    state = next;
    for (const listener of listeners) listener(next);
  };
  const handle: FakeScanHandle = {
    rescanned: [],
    retriedAccounts: [],
    lookedInto: [],
    retryAccounts: (accounts) => handle.retriedAccounts.push(accounts),
    lookInto: (account) => handle.lookedInto.push(account),
    refreshed: [],
    onAsk: () => Promise.resolve({ asked: 0, failed: 0, isStopped: false, failures: [] }),
    onRescan: () => Promise.resolve([]),
    onRefresh: (rows) => Promise.resolve({ refreshed: rows.map(({ row }) => row), failed: [] }),
    rescan: (ids) => {
      handle.rescanned.push(ids);
      return handle.onRescan(ids);
    },
    ask: (job, onProgress, signal) => handle.onAsk(job, onProgress, signal),
    refresh: (_kind, rows) => {
      handle.refreshed.push(rows);
      return handle.onRefresh(rows);
    },
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    retry: (ids) => retried.push(ids),
    stop: () => {
      stopped = true;
      return Promise.resolve();
    },
    finished: Promise.resolve(state),
    emit,
    retried,
    stopped: () => stopped,
  };
  return handle;
}

/** Answers from rows in memory; `held` orders wait until the test lets them go. */
export interface FakeQueries extends ScanQueries {
  readonly asked: TableQuery[];
  rows: Readonly<Record<string, readonly TableRow[]>>;
  /** Rejects what is asked from now on. */
  failure: Error | null;
  report: SummaryReport;
  /** What asking rows would take. */
  planned: (job: AskJob) => AskPlan;
  readonly closed: () => boolean;
}

/** Questions answered from these rows. */
export function fakeQueries(rows: Readonly<Record<string, readonly TableRow[]>> = fakeRows()): FakeQueries {
  let closed = false;
  const answer = <Answer>(make: () => Answer): Promise<Answer> =>
    queries.failure === null ? Promise.resolve(make()) : Promise.reject(queries.failure);
  const all = (tab: string) => queries.rows[tab] ?? [];
  const queries: FakeQueries = {
    asked: [],
    rows,
    failure: null,
    report: fakeSummary(),
    planned: () => ({ rows: 0, passedOver: 0, calls: 0, most: null }),
    closed: () => closed,
    facts: () => answer(() => ({ ...fakeScan(), complete: true, version: '0.1.0', options: {} })),
    overview: () => answer(() => ({ cells: fakeScan().cells, accounts: [], problems: [] })),
    cellsOf: () => answer(() => fakeScan().cells),
    counts: () =>
      answer(() => Object.fromEntries(Object.keys(queries.rows).map((tab) => [tab, all(tab).length]))),
    order: (query) => {
      queries.asked.push(query);
      return answer(() => ({ rows: orderOf(all(query.tab), query), total: all(query.tab).length, cost: 1 }));
    },
    window: (tab, numbers) =>
      answer(() => numbers.flatMap((number) => all(tab).find((row) => row.row === number) ?? [])),
    row: (tab, number) => answer(() => all(tab).find((row) => row.row === number)),
    values: (tab, field, prefix, limit) =>
      answer(() => {
        const counts = new Map<string, number>();
        for (const row of all(tab)) {
          const value = row.values[field];
          if (typeof value !== 'string' || !value.toLowerCase().startsWith(prefix.toLowerCase())) continue;
          counts.set(value, (counts.get(value) ?? 0) + 1);
        }
        return [...counts].map(([value, count]) => ({ value, count })).slice(0, limit);
      }),
    related: (tab, number) => answer(() => relatedAmong(queries.rows, tab, number)),
    topology: () => answer(() => topologyOf(queries.rows)),
    cutover: () => answer(() => fakeCutover()),
    calendar: () => answer(() => calendarOf(queries.rows)),
    facet: ({ query, columns, measure }) =>
      answer(() => fakeFacet(matching(all(query.tab), query), columns, measure)),
    amounts: (query) => answer(() => fakeAmounts(all(query.tab), query)),
    askPlan: (job) => answer(() => queries.planned(job)),
    summary: () => answer(() => queries.report),
    past: () => answer(() => NO_PAST),
    close: () => {
      closed = true;
      return Promise.resolve();
    },
  };
  return queries;
}

/** What rows come to, by their values in memory. */
export function fakeAmounts(rows: readonly TableRow[], { rows: numbers, ...columns }: AmountsQuery): Amounts {
  const own = numbers === null ? rows : rows.filter(({ row }) => numbers.includes(row));
  const sumOf = (id: string | null) => {
    if (id === null) return null;
    const known = own.flatMap(({ values }) => (typeof values[id] === 'number' ? [values[id]] : []));
    return { sum: known.reduce((sum, value) => sum + value, 0), unknown: own.length - known.length };
  };
  const { size, low, high, counted } = columns;
  const sums = { count: own.length, size: sumOf(size), low: sumOf(low), high: sumOf(high), cost: 1 };
  if (counted === undefined) return sums;
  const groups = Map.groupBy(own, ({ values }) => String(values[counted]));
  return { ...sums, counts: Object.fromEntries([...groups].map(([value, of]) => [value, of.length])) };
}

function matching(rows: readonly TableRow[], query: TableQuery): readonly TableRow[] {
  const filter = fakeFilter(query.tab, query.filter);
  return rows.filter((row) => {
    const region = query.region === undefined || row.region === query.region;
    return filter(row) && region && (query.kind === undefined || row.kind === query.kind);
  });
}

/** The groups of rows by the texts of these columns. */
function fakeFacet(
  rows: readonly TableRow[],
  columns: readonly string[],
  measure: string | null,
): FacetReport {
  const groups = new Map<string, FacetGroup>();
  for (const row of rows) {
    const values = columns.map((id) => {
      const value = row.values[id] ?? null;
      return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value === null ? null : String(value);
    });
    const before = groups.get(values.join('\n')) ?? { values, count: 0, bytes: null, unknownSizes: 0 };
    const size = measure === null ? null : row.values[measure];
    groups.set(values.join('\n'), {
      values,
      count: before.count + 1,
      bytes: typeof size === 'number' ? (before.bytes ?? 0) + size : before.bytes,
      unknownSizes: before.unknownSizes + (typeof size === 'number' ? 0 : 1),
    });
  }
  const rest = { count: 0, bytes: null, unknownSizes: 0 };
  return {
    groups: [...groups.values()],
    rest,
    distinct: groups.size,
    isCut: false,
    rows: rows.length,
    cost: 1,
  };
}

function orderOf(rows: readonly TableRow[], query: TableQuery): Uint32Array {
  const found = matching(rows, query);
  const { sort } = query;
  const sorted =
    sort === null
      ? found
      : found.toSorted((one, other) => {
          const [first, second] = [one.values[sort.column] ?? null, other.values[sort.column] ?? null];
          if (first === null || second === null) return Number(first === null) - Number(second === null);
          const compared = first < second ? -1 : first > second ? 1 : 0;
          return sort.descending ? -compared : compared;
        });
  return Uint32Array.from(sorted, (row) => row.row);
}

/** Services whose every answer a test can set, and which keep what was asked of them. */
export interface FakeServices extends AppServices {
  readonly choices: ScanChoice[];
  readonly goneOn: GoingOnChoice[];
  readonly handles: FakeScanHandle[];
  readonly queries: FakeQueries;
  readonly logged: string[];
  readonly exports: FakeExport[];
  readonly reviews: FakeAnswer<DeletePlanReview>[];
  readonly scripts: FakeAnswer<WrittenPlan>[];
  readonly comparisons: FakeComparison[];
}

/** A comparison of two scans that a test drives. */
export interface FakeComparison {
  readonly scanFile: string;
  readonly name: string;
  readonly report: (report: DiffReport) => void;
  readonly finish: () => void;
  readonly fail: (error: Error) => void;
  readonly signal: AbortSignal;
}

/** An export that a test drives. */
export interface FakeExport {
  readonly scanFile: string;
  readonly choice: ExportChoice | undefined;
  readonly progress: (progress: ExportProgress) => void;
  readonly finish: (result: ExportResult) => void;
  readonly fail: (error: Error) => void;
  readonly signal: AbortSignal;
}

/** What is asked about a delete plan, to be answered by a test. */
export interface FakeAnswer<Answer> {
  readonly scanFile: string;
  readonly selection: ExportSelection;
  readonly signal: AbortSignal;
  readonly finish: (answer: Answer) => void;
  readonly fail: (error: Error) => void;
}

function fakeQuestion<Answer>(asked: FakeAnswer<Answer>[]) {
  return (scanFile: string, selection: ExportSelection, signal: AbortSignal): Promise<Answer> => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    signal.addEventListener('abort', () => reject(signal.reason));
    asked.push({ scanFile, selection, signal, finish: resolve, fail: reject });
    return promise;
  };
}

/** Services around one state that every scan begins with. */
export function fakeServices(first: ScanState, change: Partial<AppServices> = {}): FakeServices {
  const queries = fakeQueries();
  const reviews: FakeAnswer<DeletePlanReview>[] = [];
  const scripts: FakeAnswer<WrittenPlan>[] = [];
  const services: FakeServices = {
    choices: [],
    goneOn: [],
    handles: [],
    queries,
    logged: [],
    exports: [],
    ...{ reviews, scripts, comparisons: [] },
    compareScans: (scanFile, name, report, signal) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => reject(signal.reason));
      services.comparisons.push({ scanFile, name, report, finish: resolve, fail: reject, signal });
      return promise;
    },
    reviewDeletePlan: fakeQuestion(reviews),
    writeDeletePlan: fakeQuestion(scripts),
    version: '0.1.0',
    byteUnit: 'auto',
    profile: 'prod',
    startScan: (choice) => {
      services.choices.push(choice);
      const handle = fakeHandle(first);
      services.handles.push(handle);
      return handle;
    },
    goOn: (choice) => {
      services.goneOn.push(choice);
      const handle = fakeHandle({ ...first, stage: 'identifying' });
      services.handles.push(handle);
      return Promise.resolve(handle);
    },
    askFile: () => Promise.reject(new Error('no file is asked here')),
    listKeptScans: () => Promise.resolve(fakeHistory(4)),
    unfinishedScan: () => Promise.resolve(null),
    allRuns: (scanFile) => Promise.resolve({ scanFile: `${scanFile}-all`, lines: ['runs: 9 executions'] }),
    openQueries: () => queries,
    exportFolder: 'output',
    exportWorkbook: (scanFile, progress, signal, choice) => {
      const { promise, resolve, reject } = Promise.withResolvers<ExportResult>();
      signal.addEventListener('abort', () => reject(signal.reason));
      services.exports.push({ scanFile, choice, progress, finish: resolve, fail: reject, signal });
      return promise;
    },
    listAccounts: () =>
      Promise.resolve([
        { id: '123456789012', name: 'acme', ou: '', off: null },
        { id: '000000000042', name: 'pay-prod', ou: 'Workloads/Prod', off: null },
        { id: '700000001111', name: 'data-dev', ou: 'Workloads/Dev', off: null },
        { id: '700000003333', name: 'old-shop', ou: 'Workloads/Dev', off: 'suspended' },
        { id: '700000004444', name: null, ou: 'Workloads', off: null },
      ]),
    listRegions: () =>
      Promise.resolve({
        identity: {
          account: '123456789012',
          callerArn: 'arn:aws:iam::123456789012:user/demo',
          partition: 'aws',
          accountName: 'PROD-ACCOUNT',
        },
        regions: [
          { name: 'af-south-1', status: 'not-opted-in' },
          { name: 'eu-west-1', status: 'opt-in-not-required' },
          { name: 'us-east-1', status: 'opt-in-not-required' },
          { name: 'us-west-2', status: 'opted-in' },
        ],
      }),
    consoleEntry: () => Promise.resolve(null),
    listProfiles: () => Promise.resolve(['dev', 'prod']),
    log: (line) => services.logged.push(line),
    ...change,
  };
  return services;
}

/** A scan that did not end. */
export const UNFINISHED: UnfinishedScan = {
  ...{ scanFile: '/scans/broken.sqlite', startedAt: Date.UTC(2026, 10, 21, 10, 30), account: 'PROD-ACCOUNT' },
  ...{ cells: 136, finished: 61, rows: 4_711 },
};

/** Services behind a scan that did not end. */
export function behindUnfinished(first: ScanState): FakeServices {
  return { ...fakeServices(first), unfinishedScan: () => Promise.resolve(UNFINISHED) };
}
