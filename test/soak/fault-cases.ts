import assert from 'node:assert/strict';
import type { ServiceId } from '../../source/aws/operation.ts';
import { exitCodeOf } from '../../source/commands/exit-codes.ts';
import type { Fault } from '../../source/demo/server.ts';
import { RECOVERY_POINT_KIND } from '../../source/kinds/define/point-claims.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import { type CellState, isFinal } from '../../source/model/cell.ts';
import { rowsOfKind } from '../helpers/rows-of-kind.ts';
import { type DemoScanOptions, type DemoScanResult, scanDemo } from '../helpers/scan.ts';
import { fakeScan } from '../ui/helpers/fake-scan.ts';
import { type FaultyOperation, OPERATIONS } from './fault-operations.ts';
import { type Expected, FAULT_ROWS, type FaultRow } from './fault-rows.ts';

/** One fault in one operation. */
export interface FaultCase {
  readonly row: FaultRow;
  readonly operation: FaultyOperation;
  /** What must come of it, by the kinds that the operation is something to. */
  readonly expected: ReadonlyMap<string, Expected>;
}

const REGION = 'us-east-1';
const KINDS = RESOURCE_KINDS.map((kind) => kind.id);

/** How a request for a page behind the first one is told from others. */
const TOKENS: Readonly<Partial<Record<ServiceId, string>>> = {
  ec2: 'NextToken=',
  rds: 'Marker=',
  redshift: 'Marker=',
  elasticache: 'Marker=',
  backup: 'nextToken=',
  rbin: '"NextToken"',
  datasync: '"NextToken"',
  fsx: '"NextToken"',
  memorydb: '"NextToken"',
  'docdb-elastic': 'nextToken=',
  'redshift-serverless': '"nextToken"',
  dynamodb: '"ExclusiveStart',
};

/** The product of all faults and all operations that they can befall. */
export function allFaultCases(): readonly FaultCase[] {
  return FAULT_ROWS.flatMap((row) =>
    OPERATIONS.flatMap((operation): readonly FaultCase[] => {
      const expected = new Map<string, Expected>();
      for (const [kind, role] of Object.entries(operation.roles)) {
        const outcome = row.expected(operation, kind, role);
        if (outcome !== null) expected.set(kind, outcome);
      }
      return expected.size === 0 ? [] : [{ row, operation, expected }];
    }),
  );
}

/** What a case is called. */
export function titleOf({ row, operation, expected }: FaultCase): string {
  const outcomes = [...expected].map(([kind, { outcome }]) => `${kind} ${outcome}`);
  return `${operation.title}: ${row.title}: ${outcomes.join(', ')}`;
}

/** On a busy machine an answer of the same process may be late, and that is none of the faults. */
const PATIENT = { requestTimeoutMs: 30_000, connectTimeoutMs: 30_000 } as const;

/** What a scan without faults finds, to compare with; asked for once. */
const wholeScans = new Map<string, Promise<ReadonlyMap<string, CellState>>>();

function wholeScan(options: DemoScanOptions): Promise<ReadonlyMap<string, CellState>> {
  const key = JSON.stringify([options.collect, options.server, options.regions]);
  const made = wholeScans.get(key) ?? scanWhole(options);
  wholeScans.set(key, made);
  return made;
}

async function scanWhole({
  collect,
  server,
  regions,
}: DemoScanOptions): Promise<ReadonlyMap<string, CellState>> {
  let cells: readonly CellState[] = [];
  const options = { collect: collect ?? {}, server: server ?? {}, regions: regions ?? [REGION] };
  await scanDemo({ ...options, retry: PATIENT }, (result) => {
    cells = result.cells;
  });
  for (const cell of cells) assert.equal(cell.phase, 'done', `${cell.kind} without a fault`);
  return new Map(cells.map((cell) => [cell.kind, cell]));
}

/** Scans with the fault and checks all that the table says of it; resolves to the outcomes that were seen. */
export async function checkFaultCase(given: FaultCase): Promise<readonly string[]> {
  const { row, operation, expected } = given;
  const { service, operation: name, match, region = REGION } = operation;
  const fault: Fault = {
    ...row.fault,
    service,
    region,
    ...(row.wholeService === true ? {} : { operation: name }),
    ...(match === undefined || row.wholeService === true ? {} : { match }),
    ...(row.laterPages === true ? { match: TOKENS[service] ?? '' } : {}),
  };
  const options: DemoScanOptions = {
    ...row.options,
    retry: { ...PATIENT, ...row.options?.retry },
    collect: operation.collect ?? {},
    regions: [region],
  };
  const whole = await wholeScan(options);
  const seen: string[] = [];
  await scanDemo({ ...options, faults: [fault] }, (result) => {
    for (const [kind, expectation] of expected) {
      const cell = result.cell(region, kind);
      seen.push(cell.phase);
      checkCell(cell, expectation, whole.get(kind)?.rows ?? 0);
    }
    checkTheRest(result, given, whole);
    checkScanFile(result);
  });
  return seen;
}

function checkCell(cell: CellState, expected: Expected, whole: number): void {
  const about = `${cell.kind}: ${JSON.stringify(cell.error)}`;
  assert.equal(cell.phase, expected.outcome, about);
  if (expected.kept === 'all') assert.equal(cell.rows, whole, `all rows of ${about}`);
  if (expected.kept === 'none') assert.equal(cell.rows, 0, `no rows of ${about}`);
  if (expected.kept === 'some')
    assert.ok(cell.rows > 0 && cell.rows < whole, `${cell.rows} rows of ${about}`);
  if (expected.kept === 'more') assert.ok(cell.rows > whole, `${cell.rows} rows of ${about}`);
  else assert.ok(cell.rows <= whole, `no doubled rows of ${about}`);
  if (expected.outcome === 'done') assert.equal(cell.error, null);
  if (expected.code !== undefined) assert.match(cell.error?.code ?? '', expected.code);
  if (expected.message !== undefined) assert.match(cell.error?.message ?? '', expected.message);
  if (expected.advice !== undefined) assert.match(cell.error?.advice ?? '', expected.advice);
}

/** Calls sent again, cells that the fault has nothing to do with, and the exit code. */
function checkTheRest(
  { cells, refusal }: DemoScanResult,
  { row, operation, expected }: FaultCase,
  whole: ReadonlyMap<string, CellState>,
): void {
  const retried = [...expected.values()].find((one) => one.retried !== undefined)?.retried;
  const retries = cells.reduce((sum, cell) => sum + cell.retries, 0);
  if (retried === true) assert.ok(retries > 0, 'calls that are sent again are counted');
  if (retried === false) assert.equal(retries, 0, 'what is refused is not asked again');
  assert.deepEqual(
    cells.filter(({ phase }) => !isFinal(phase)),
    [],
  );
  const exitCode = exitCodeOf(fakeScan({}, { cells, refusal }));
  if (row.refusal !== undefined) {
    assert.equal(exitCode, row.refusal);
    return;
  }
  const sound = [...expected.values()].every(({ outcome }) => outcome === 'done');
  assert.equal(exitCode, sound ? 0 : 3, 'the exit code');
  const others = cells.filter(({ kind }) => !expected.has(kind));
  // Recovery points whose snapshots could not be read are rows of their own.
  const isMore = (kind: string): boolean =>
    kind === RECOVERY_POINT_KIND && Object.values(operation.roles).some((role) => role !== 'part') && !sound;
  const rowsOf = ({ kind, rows }: CellState): number | undefined =>
    isMore(kind) && rows > (whole.get(kind)?.rows ?? 0) ? whole.get(kind)?.rows : rows;
  assert.deepEqual(
    others.map((cell) => ({ kind: cell.kind, phase: cell.phase, rows: rowsOf(cell), error: cell.error })),
    KINDS.filter((kind) => !expected.has(kind)).map((kind) => {
      return { kind, phase: 'done', rows: whole.get(kind)?.rows, error: null };
    }),
    'the other cells are untouched',
  );
}

/** The scan file says of every cell what was seen of it, with its rows, none of them twice. */
function checkScanFile({ cells, reader }: DemoScanResult): void {
  const said = ({ kind, phase, rows, error }: CellState) => ({ kind, phase, rows, error });
  assert.deepEqual(reader.cells().map(said), cells.map(said), 'Coverage');
  for (const { kind, rows } of cells) {
    const ids = rowsOfKind(reader, kind).map((row) => row.row);
    assert.equal(ids.length, rows, `rows of ${kind} in the scan file`);
  }
}
