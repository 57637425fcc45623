import type { FlatRow, ResourceKind } from '../source/kinds/define/define-resource.ts';
import { findKind } from '../source/kinds/registry.ts';
import type { Column, Value } from '../source/model/columns.ts';
import { createScanFile } from '../source/store/scan-file.ts';
import { openScanWriter } from '../source/store/scan-writer.ts';

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
const REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-1'];
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

/** Writes a scan file of made-up rows, as wide as real ones, through the scan's own writer. */
export function writeScanFile(file: string, kinds: readonly MadeKind[]): Written {
  const ids = kinds.map(({ id }) => id);
  createScanFile(file, madeFacts(ids));
  const writer = openScanWriter(file);
  const cells = writer.planCells(
    ids.flatMap((kind) => REGIONS.map((region) => ({ account: ACCOUNT, partition: 'aws', region, kind }))),
  );
  let writing = 0;
  for (const cell of cells) {
    const kind = kindOf(cell.kind);
    const all = kinds.find(({ id }) => id === cell.kind)?.rows ?? 0;
    const first = Math.round((REGIONS.indexOf(cell.region) / REGIONS.length) * all);
    const end = Math.round(((REGIONS.indexOf(cell.region) + 1) / REGIONS.length) * all);
    writer.startCell(cell.id, SCAN_START);
    for (let from = first; from < end; from += PAGE) {
      const rows = Array.from({ length: Math.min(PAGE, end - from) }, (_, index) =>
        madeRow(kind, from + index),
      );
      const started = performance.now();
      writer.writePage(cell, kind, { rows, cursor: from + PAGE < end ? String(from) : null });
      writing += performance.now() - started;
    }
    const [phase, calls] = ['done', Math.ceil((end - first) / PAGE)] as const;
    const times = { startedAt: SCAN_START, endedAt: SCAN_START + MINUTE };
    writer.finishCell({
      ...cell,
      ...times,
      phase,
      calls,
      rows: end - first,
      retries: 0,
      read: null,
      error: null,
      waiting: null,
    });
  }
  const started = performance.now();
  writer.finish(SCAN_START + MINUTE, true);
  const checkpoint = performance.now() - started;
  writer.close();
  return { writing, checkpoint };
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
function madeRow(kind: ResourceKind, index: number): FlatRow {
  const chance = (Math.imul(index + 1, 0x9e3779b1) >>> 0) / 2 ** 32;
  const hex = (Math.imul(index + 7, 0x85ebca6b) >>> 0).toString(16).padStart(8, '0');
  return {
    key: `made-${hex}${index}`,
    problem: null,
    values: kind.columns.map((column, position) => madeValue(column, position, chance, hex)),
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
