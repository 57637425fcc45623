import type { FlatRow, ResourceKind } from '../source/kinds/define/define-resource.ts';
import { findKind } from '../source/kinds/registry.ts';
import type { AccountState } from '../source/model/account.ts';
import type { Cell } from '../source/model/cell.ts';
import type { Column, Value } from '../source/model/columns.ts';
import { createScanFile } from '../source/store/scan-file.ts';
import { openScanWriter, type ScanWriter } from '../source/store/scan-writer.ts';
import type { CellSources } from '../source/store/stored-sources.ts';

/** How many rows of which kind. */
export interface MadeKind {
  readonly id: string;
  readonly rows: number;
}

/** What writing a made scan file cost, in milliseconds; the rows were made outside of it. */
export interface Written {
  readonly writing: number;
  /** Moving the write-ahead log into the file. */
  readonly checkpoint: number;
}

const PAGE = 1000;
/** As many as an account has by itself; snapshots are in the first ones. */
const REGIONS = [
  ...['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-1', 'ap-northeast-1'],
  ...['ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-2', 'ca-central-1', 'eu-north-1'],
  ...['eu-west-2', 'eu-west-3', 'sa-east-1', 'us-east-2', 'us-west-1'],
];
const REGIONS_WITH_ROWS = 5;
const ACCOUNT = '123456789012';
const SCAN_START = Date.UTC(2026, 10, 21, 9, 30);
const MINUTE = 60_000;

/** The kinds of an estate of so many rows, as the design's largest one has them. */
export function madeKinds(rows: number): readonly MadeKind[] {
  return [
    { id: 'ebs-snapshot', rows: rows * 0.6 },
    { id: 'efs-recovery-point', rows: rows * 0.25 },
    { id: 'datasync-execution', rows: rows * 0.1 },
    { id: 'rds-snapshot', rows: rows * 0.03 },
    { id: 'rds-cluster-snapshot', rows: rows * 0.01 },
    { id: 'datasync-location', rows: rows * 0.01 },
  ];
}

/** The kind with this id. */
export function kindOf(id: string): ResourceKind {
  const kind = findKind(id);
  if (kind === undefined) throw new Error(`There is no kind ${id}`);
  return kind;
}

/** Values of the row with this number, by column, in the place of made-up ones. */
type ValuesOf = (kind: string, index: number) => Readonly<Record<string, Value>>;

/** What a made scan is of. */
export interface MadeScan {
  readonly kinds: readonly MadeKind[];
  /** Absent: all values are made up. */
  readonly valuesOf?: ValuesOf;
  /** What the rows of a cell can be made of, by its number of rows; absent: the file does not tell. */
  readonly sourcesOf?: (cell: Cell, first: number, end: number) => CellSources;
  /** So many accounts, which have about as many rows each; 0: the caller's own alone. */
  readonly accounts: number;
}

/** Writes a scan file of made-up rows, as wide as real ones, through the scan's own writer. */
export function writeScanFile(file: string, scan: MadeScan): Written {
  const { kinds, accounts } = scan;
  const ids = kinds.map(({ id }) => id);
  const among = Math.max(1, accounts);
  createScanFile(file, madeFacts(ids));
  const writer = openScanWriter(file);
  writer.saveAccounts(Array.from({ length: accounts }, (_, index) => madeAccount(index)));
  let writing = 0;
  for (let account = 0; account < among; account += 1) {
    const id = accounts === 0 ? ACCOUNT : accountId(account);
    const cells = writer.planCells(
      ids.flatMap((kind) => REGIONS.map((region) => ({ account: id, partition: 'aws', region, kind }))),
    );
    for (const cell of cells) {
      const all = kinds.find(({ id: kind }) => kind === cell.kind)?.rows ?? 0;
      const place = account * REGIONS_WITH_ROWS + REGIONS.indexOf(cell.region);
      const part = (index: number): number => Math.round((index / (among * REGIONS_WITH_ROWS)) * all);
      const isEmpty = REGIONS.indexOf(cell.region) >= REGIONS_WITH_ROWS;
      const [first, end] = isEmpty ? [0, 0] : [part(place), part(place + 1)];
      writing += writeCell(writer, cell, [first, end], scan);
    }
  }
  const started = performance.now();
  writer.finish(SCAN_START + MINUTE, true);
  const checkpoint = performance.now() - started;
  writer.close();
  return { writing, checkpoint };
}

/** Writes the rows of a cell from the first one up to the end; returns the milliseconds that the writer took. */
function writeCell(
  writer: ScanWriter,
  cell: Cell,
  [first, end]: readonly [number, number],
  { valuesOf, sourcesOf }: MadeScan,
): number {
  const kind = kindOf(cell.kind);
  let writing = 0;
  const timed = (work: () => void): void => {
    const started = performance.now();
    work();
    writing += performance.now() - started;
  };
  timed(() => writer.startCells([cell.id], SCAN_START));
  for (let from = first; from < end; from += PAGE) {
    const rows = Array.from({ length: Math.min(PAGE, end - from) }, (_, index) =>
      madeRow(kind, from + index, valuesOf),
    );
    const cursor = from + PAGE < end ? String(from) : null;
    timed(() => void writer.writePage(cell, kind, { rows, cursor }));
  }
  const times = { startedAt: SCAN_START, endedAt: SCAN_START + MINUTE, read: null };
  const phase = end === first ? 'empty' : 'done';
  const counts = { calls: Math.max(1, Math.ceil((end - first) / PAGE)), rows: end - first, retries: 0 };
  const state = { ...cell, ...times, phase, ...counts, error: null, waiting: null } as const;
  const found = sourcesOf?.(cell, first, end);
  timed(() => writer.finishCell(state, found));
  return writing;
}

/** The id of one of many accounts, by its place. */
export function accountId(index: number): string {
  return String(100_000_000_000 + index * 7919);
}

/** Ten units of a hundred accounts where there are a thousand. */
function madeAccount(index: number): AccountState {
  const times = { startedAt: SCAN_START, endedAt: SCAN_START + MINUTE };
  return {
    ...{ id: accountId(index), name: `team-${index}`, ou: `Workloads/Unit${index % 10}`, state: 'ACTIVE' },
    ...{ entry: 'role Audit', phase: 'done', regions: REGIONS, error: null, kinds: [], ...times },
  };
}

function madeFacts(kinds: readonly string[]) {
  const callerArn = `arn:aws:iam::${ACCOUNT}:user/bench`;
  return {
    identity: { account: ACCOUNT, callerArn, partition: 'aws', accountName: 'BENCH' },
    profile: null,
    regions: REGIONS,
    regionsOff: [],
    kinds,
    startedAt: SCAN_START,
    endedAt: null,
    complete: false,
    version: 'bench',
    options: {},
  };
}

/** A row whose values scatter: a multiplicative step over the index stands in for chance. */
function madeRow(kind: ResourceKind, index: number, valuesOf?: ValuesOf): FlatRow {
  const given = valuesOf?.(kind.id, index) ?? {};
  const chance = (Math.imul(index + 1, 0x9e3779b1) >>> 0) / 2 ** 32;
  const hex = (Math.imul(index + 7, 0x85ebca6b) >>> 0).toString(16).padStart(8, '0');
  return {
    key: typeof given.key === 'string' ? given.key : `made-${hex}${index}`,
    problem: null,
    values: kind.columns.map((column, position) => {
      const value = given[column.id];
      return value === undefined ? madeValue(column, position, chance, hex) : value;
    }),
  };
}

function madeValue(column: Column, position: number, chance: number, hex: string): Value {
  if ((position + Math.floor(chance * 1000)) % 4 === 0) return null;
  switch (column.type) {
    case 'instant':
      return SCAN_START - Math.floor(chance * 1000 * 86_400_000);
    case 'integer':
    case 'bytes':
    case 'duration':
      return Math.floor(chance * 16 * 2 ** 40);
    case 'money':
      return Math.floor(chance * 100_000) / 100;
    case 'boolean':
      return chance < 0.7;
    case 'enum':
      return ['completed', 'pending', 'error'][Math.floor(chance * 3)] ?? null;
    case 'list':
      return [`team-${hex.slice(0, 1)}`, `web-${hex.slice(0, 3)}`];
    case 'tags':
      return [
        ['team', hex.slice(0, 1)],
        ['Name', `web-${hex.slice(0, 3)}`],
      ];
    case 'arn':
      return `arn:aws:ec2:us-east-1:${ACCOUNT}:snapshot/snap-${hex}`;
    case 'text':
      return `${column.id.slice(0, 6)}-${hex}`;
  }
}
