import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import { ALL_SNAPSHOTS } from '../../source/kinds/snapshots/all-snapshots.ts';
import type { Value } from '../../source/model/columns.ts';
import type { AmountsQuery, FacetQuery, TableQuery, TableRow } from '../../source/model/table-query.ts';
import { openScanReader, type ScanReader } from '../../source/store/scan-reader.ts';
import { makeScanFile, SCAN_START } from '../helpers/scan-files.ts';
import { temporaryFolder } from './folders.ts';

const GIB = 2 ** 30;
const TAB = ALL_SNAPSHOTS.id;
const SCANNED = ['ebs-snapshot', 'rds-snapshot', 'rds-cluster-snapshot', 'efs-recovery-point'] as const;

interface Made {
  readonly kind: (typeof SCANNED)[number];
  readonly region: string;
  readonly values: Readonly<Record<string, Value>>;
}

const made: fc.Arbitrary<Made> = fc.record({
  kind: fc.constantFrom(...SCANNED),
  region: fc.constantFrom('eu-west-1', 'us-east-1'),
  values: fc.record({
    snapshot_id: fc.constantFrom('a', 'b', 'c', 'd'),
    service: fc.constantFrom('EBS', 'RDS', 'Aurora', 'EFS', null),
    size: fc.constantFrom(null, 0, 1, 5, 80).map((size) => (size === null ? null : size * GIB)),
    creation_time: fc.option(fc.nat(400).map((days) => SCAN_START - days * 86_400_000)),
    monthly_cost_high: fc.option(fc.nat(9)),
    deletability: fc.constantFrom('candidate', 'in use', null),
  }),
});

/** A file with these rows and with DataSync's beside them; what the tabs of their own kinds say is what is right. */
function withRows(rows: readonly Made[], check: (reader: ScanReader) => void): void {
  using folder = temporaryFolder();
  const file = path.join(folder.path, 'scan.sqlite');
  const places = SCANNED.flatMap((kind) => ['eu-west-1', 'us-east-1'].map((region) => ({ kind, region })));
  const cells = places.map((place) => ({
    ...place,
    outcome: 'done' as const,
    rows: rows
      .filter(({ kind, region }) => kind === place.kind && region === place.region)
      .map(({ values }, index) => ({ key: `${place.kind} ${index}`, ...values })),
  }));
  const task = { region: 'us-east-1', kind: 'datasync-task', outcome: 'done' as const };
  const kinds = RESOURCE_KINDS.filter(({ id }) => [...SCANNED, task.kind].some((kind) => kind === id));
  makeScanFile(file, { kinds, cells: [{ ...task, rows: [{ task_name: 'nightly' }] }, ...cells] });
  const reader = openScanReader(file);
  try {
    check(reader);
  } finally {
    reader.close();
  }
}

const TABS = ['ebs', 'rds', 'efs'] as const;

/** What a row is told from others by, and what the questions here are about. */
function told({ kind, region, values }: TableRow): string {
  const { snapshot_id: id, service, size, creation_time: created, deletability } = values;
  return JSON.stringify([kind, region, id, service, size, created, deletability]);
}

function rowsOf(reader: ScanReader, query: TableQuery): readonly TableRow[] {
  return [...reader.order(query).rows].flatMap((row) => reader.row(query.tab, row) ?? []);
}

/** The rows that each tab finds by itself. */
function rowsOfTabs(reader: ScanReader, query: Omit<TableQuery, 'tab'>): readonly TableRow[] {
  return TABS.flatMap((tab) => rowsOf(reader, { ...query, tab }));
}

function drained<Result>(steps: Generator<unknown, Result, undefined>): Result {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

const QUERIES: readonly Omit<TableQuery, 'tab' | 'sort'>[] = [
  {},
  { filter: 'size>=1GiB' },
  { filter: 'verdict:candidate or service:EFS' },
  { filter: 'eu-west' },
  { region: 'us-east-1' },
  { kind: 'rds-cluster-snapshot' },
  { finding: 'any' },
];

describe('the table of all snapshots', () => {
  const anyRows = fc.array(made, { maxLength: 25 });

  it('finds what its tabs find, each row once and by a number of its own', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom(...QUERIES), (rows, query) => {
        withRows(rows, (reader) => {
          const found = reader.order({ ...query, tab: TAB, sort: null });
          assert.equal(new Set(found.rows).size, found.rows.length);
          assert.equal(found.total, rows.length);
          const expected = rowsOfTabs(reader, { ...query, sort: null }).map(told);
          assert.deepEqual(rowsOf(reader, { ...query, tab: TAB, sort: null }).map(told), expected);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('sorts across its tabs as a table does, the unknown last', () => {
    fc.assert(
      fc.property(anyRows, fc.boolean(), fc.constantFrom(...QUERIES), (rows, descending, query) => {
        withRows(rows, (reader) => {
          const sort = { column: 'size', descending };
          const sizes = rowsOf(reader, { ...query, tab: TAB, sort }).map(({ values }) => values.size);
          const all = rowsOfTabs(reader, { ...query, sort: null }).map(({ values }) =>
            Number(values.size ?? NaN),
          );
          const known = all
            .filter((size) => !Number.isNaN(size))
            .sort((a, b) => (descending ? b - a : a - b));
          assert.deepEqual(sizes, [
            ...known,
            ...Array.from({ length: all.length - known.length }, () => null),
          ]);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('counts values, adds up and completes over all of them', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        withRows(rows, (reader) => {
          const facet: FacetQuery = {
            ...{ query: { tab: TAB, sort: null }, columns: ['service'], measure: 'size', limit: 9 },
          };
          const services = new Map<unknown, number>();
          for (const { values } of rows)
            services.set(values.service, (services.get(values.service) ?? 0) + 1);
          const { groups } = drained(reader.facetSteps(facet));
          assert.deepEqual(new Map(groups.map(({ values, count }) => [values[0], count])), services);
          const known = rows.flatMap(({ values }) => (typeof values.size === 'number' ? [values.size] : []));
          const amounts: AmountsQuery = { tab: TAB, rows: null, size: 'size', low: null, high: null };
          const sums = { sum: known.reduce((a, b) => a + b, 0), unknown: rows.length - known.length };
          const order = reader.order({ tab: TAB, sort: { column: 'size', descending: true } });
          for (const wanted of [null, order.rows]) {
            const { count, size } = drained(reader.amountSteps({ ...amounts, rows: wanted }));
            assert.deepEqual({ count, size }, { count: rows.length, size: sums });
          }
          const values = drained(reader.valueSteps(TAB, 'deletability', 'can', 9));
          const candidates = rows.filter(({ values: { deletability } }) => deletability === 'candidate');
          assert.deepEqual(
            values,
            candidates.length === 0 ? [] : [{ value: 'candidate', count: candidates.length }],
          );
          const inRegions = drained(reader.valueSteps(TAB, 'region', '', 9)).map(({ count }) => count);
          assert.equal(
            inRegions.reduce((sum, count) => sum + count, 0),
            rows.length,
          );
        });
      }),
      { numRuns: 60 },
    );
  });

  it('has no rows in a scan of none of its kinds', () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, 'scan.sqlite');
    const kinds = RESOURCE_KINDS.filter(({ id }) => id === 'datasync-task');
    makeScanFile(file, {
      kinds,
      cells: [{ region: 'us-east-1', kind: 'datasync-task', outcome: 'done', rows: [{ task_name: 'n' }] }],
    });
    const reader = openScanReader(file);
    const { rows, total } = reader.order({ tab: TAB, sort: null });
    assert.deepEqual([rows.length, total, reader.window(TAB, [1])], [0, 0, []]);
    reader.close();
  });
});
