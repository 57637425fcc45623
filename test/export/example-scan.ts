import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import type { KindGroup, ResourceKind, SheetSpec } from '../../source/kinds/define/define-resource.ts';
import type { CellState } from '../../source/model/cell.ts';
import { type Column, type ColumnType, columnId, type Value } from '../../source/model/columns.ts';
import type { ScanFacts } from '../../source/model/scan-facts.ts';
import { createScanFile } from '../../source/store/scan-file.ts';
import { openScanWriter } from '../../source/store/scan-writer.ts';
import { NOTHING_MORE } from '../helpers/nothing-more.ts';

/** The start of every example scan. */
export const SCAN_START = Date.UTC(2026, 10, 21, 12, 0, 0);

export const DAY = 86_400_000;

export const ACCOUNT = '123456789012';

/** The facts of a complete scan of two regions. */
export const FACTS: ScanFacts = {
  identity: {
    account: ACCOUNT,
    callerArn: `arn:aws:iam::${ACCOUNT}:user/ops`,
    partition: 'aws',
    accountName: 'PROD',
  },
  profile: 'prod',
  regions: ['us-east-1', 'eu-west-1'],
  regionsOff: ['af-south-1'],
  kinds: ['datasync-task', 'datasync-execution', 'ebs-snapshot', 'rds-snapshot'],
  startedAt: SCAN_START,
  endedAt: SCAN_START + 3_200,
  complete: true,
  version: '0.1.0',
  options: { regions: ['all'], execution_days: 3, tags: false },
};

function column(header: string, type: ColumnType): Column {
  return { id: columnId(header), header, type, width: 12, shown: true, about: 'An example.' };
}

function kind(
  id: string,
  group: KindGroup,
  service: string,
  tab: string,
  sheets: readonly SheetSpec[],
  columns: readonly Column[],
): ResourceKind {
  return {
    ...NOTHING_MORE,
    sample: () => {
      throw new Error('an example has no sample');
    },
    tabTitle: tab,
    tabOrder: 'none',
    tabGlance: ['name'],
    id,
    title: `${id}s`,
    group,
    service,
    gridHeader: service,
    tab,
    sheets,
    columns,
    actions: [],
    optionalActions: { attributes: [], tags: [] },
    askedLater: [],
    collect: () => {
      throw new Error('an example collects nothing');
    },
  };
}

const SNAPSHOT_COLUMNS = [
  column('Service', 'enum'),
  column('Region', 'text'),
  column('Snapshot ID', 'text'),
  column('Source', 'text'),
  column('Source Name', 'text'),
  column('Size', 'bytes'),
  column('Status', 'enum'),
  column('Creation Time', 'instant'),
  column('Encrypted', 'boolean'),
  column('Source Exists', 'enum'),
  column('Origin', 'enum'),
  column('Storage Tier', 'enum'),
  column('Tags', 'list'),
  column('Volume IOPS', 'integer'),
];

/** Kinds with the columns that summaries count by, whatever the registry's own look like. */
export const KINDS: readonly ResourceKind[] = [
  kind(
    'datasync-task',
    'datasync',
    'DataSync',
    'tasks',
    [
      { name: 'Tasks', position: 2 },
      { name: 'Active Tasks', position: 6, where: { column: 'status', oneOf: ['AVAILABLE'] } },
    ],
    [
      column('Task Name', 'text'),
      column('Status', 'enum'),
      column('Schedule', 'text'),
      column('Schedule Status', 'enum'),
    ],
  ),
  kind(
    'datasync-execution',
    'datasync',
    'DataSync',
    'executions',
    [
      { name: 'Recent Executions', position: 5 },
      { name: 'Failed Executions', position: 7, where: { column: 'status', oneOf: ['ERROR'] } },
    ],
    [
      column('Status', 'enum'),
      column('Start Time', 'instant'),
      column('Duration', 'duration'),
      column('Bytes Transferred', 'bytes'),
      column('Launch Time', 'instant'),
    ],
  ),
  kind('ebs-snapshot', 'snapshots', 'EBS', 'ebs', [{ name: 'EBS Snapshots', position: 8 }], SNAPSHOT_COLUMNS),
  kind('rds-snapshot', 'snapshots', 'RDS', 'rds', [{ name: 'RDS Snapshots', position: 9 }], SNAPSHOT_COLUMNS),
];

/** A row by column id; what is left out is unknown. */
export type ExampleRow = Readonly<Record<string, Value>>;

export interface ExampleCell {
  readonly region: string;
  readonly kind: string;
  readonly phase?: CellState['phase'];
  readonly error?: CellState['error'];
  /** Null where not given: the file does not say. */
  readonly read?: CellState['read'];
  readonly rows?: readonly ExampleRow[];
}

/** A folder of its own for one test, gone after it. */
export function temporaryFolder(test: TestContext): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-test-'));
  test.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a scan file with these cells; a row's `problem` is its problem. Returns the path. */
export function writeExampleScan(
  folder: string,
  cells: readonly ExampleCell[],
  facts: Partial<ScanFacts> = {},
  kinds: readonly ResourceKind[] = KINDS,
): string {
  const file = path.join(folder, 'example.scan');
  createScanFile(file, { ...FACTS, ...facts }, kinds);
  const writer = openScanWriter(file);
  const planned = writer.planCells(
    cells.map(({ region, kind: id }) => ({ account: ACCOUNT, partition: 'aws', region, kind: id })),
  );
  for (const [index, cell] of planned.entries()) {
    const given = cells[index];
    const described = kinds.find(({ id }) => id === cell.kind);
    if (given === undefined || described === undefined) throw new Error(`no kind ${cell.kind}`);
    if (given.phase === 'queued') continue;
    writer.startCells([cell.id], SCAN_START);
    const rows = (given.rows ?? []).map((row, position) => ({
      key: `key-${position}`,
      values: described.columns.map(({ id }) => row[id] ?? null),
      problem: typeof row.problem === 'string' ? row.problem : null,
    }));
    if (rows.length > 0) writer.writePage(cell, described, { rows, cursor: null });
    if (given.phase === 'running') continue;
    writer.finishCell({
      ...cell,
      phase: given.phase ?? (rows.length > 0 ? 'done' : 'empty'),
      rows: rows.length,
      calls: 2,
      retries: 0,
      read: given.read ?? null,
      startedAt: SCAN_START,
      endedAt: SCAN_START + 900,
      error: given.error ?? null,
      waiting: null,
    });
  }
  writer.finish(SCAN_START + 3_200, facts.complete ?? true);
  writer.close();
  return file;
}
