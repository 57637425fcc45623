import type { FlatPage, FlatRow, ResourceKind } from '../../source/kinds/define/define-resource.ts';
import type { ListedSource } from '../../source/kinds/define/listed-source.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import type { AccountState, ListedAccount } from '../../source/model/account.ts';
import type { Cell, CellError, CellState, Outcome, ReadTime } from '../../source/model/cell.ts';
import type { Value } from '../../source/model/columns.ts';
import type { KindSum } from '../../source/model/kind-sum.ts';
import type { ScanFacts } from '../../source/model/scan-facts.ts';
import { createScanFile } from '../../source/store/scan-file.ts';
import { openScanWriter } from '../../source/store/scan-writer.ts';
import type { CellSources } from '../../source/store/stored-sources.ts';

/** A cell of a made scan file with its rows. */
export interface MadeCell {
  /** `123456789012` where not given. */
  readonly account?: string;
  readonly region: string;
  /** Id of a resource kind. */
  readonly kind: string;
  /** Null: the cell was at work when the scan was killed. */
  readonly outcome: Outcome | null;
  /** Values by column id; those not given are unknown. `problem` marks the row, `key` names it. */
  readonly rows: readonly Readonly<Record<string, Value>>[];
  readonly error?: CellError;
  readonly calls?: number;
  /** Null where not given: the file does not say. */
  readonly read?: ReadTime;
  /** What its rows can be made of; where not given the file does not say, as those of earlier versions. */
  readonly found?: CellSources;
}

/** A source as AWS lists it: a volume where nothing else is given. */
export function madeSource(key: string, given: Partial<ListedSource> = {}): ListedSource {
  return {
    ...{ key, id: key, arn: undefined, service: 'EBS', name: undefined, size: undefined, state: 'in-use' },
    ...{ inUseBy: null, restorableFrom: undefined, restorableTo: undefined, encrypted: undefined, tags: [] },
    ...{ replicaOf: undefined, problem: null, ...given },
  };
}

/** Sources that were listed to the end, beside backups of which none is missing. */
export function madeSources(sources: readonly ListedSource[], given: Partial<CellSources> = {}): CellSources {
  return { sources, failure: null, lacking: null, ...given };
}

/** What a made scan file holds. */
export interface MadeScan {
  readonly facts?: Partial<ScanFacts>;
  readonly cells: readonly MadeCell[];
  /** Of a scan of many accounts; else none. */
  readonly accounts?: readonly AccountState[];
  /** Every account of its organization, where that was listed. */
  readonly listed?: readonly ListedAccount[];
  /** The registry's kinds where not given. */
  readonly kinds?: readonly ResourceKind[];
}

/** 2026-11-21 09:30 UTC: when made scans start. They end two minutes later. */
export const SCAN_START = Date.UTC(2026, 10, 21, 9, 30);

/** Facts of a complete scan of two regions. */
export function madeFacts(given: Partial<ScanFacts> = {}): ScanFacts {
  return {
    identity: {
      account: '123456789012',
      callerArn: 'arn:aws:iam::123456789012:user/reader',
      partition: 'aws',
      accountName: 'PROD-ACCOUNT',
    },
    profile: null,
    regions: ['eu-west-1', 'us-east-1'],
    regionsOff: [],
    kinds: [],
    startedAt: SCAN_START,
    endedAt: SCAN_START + 120_000,
    complete: true,
    version: '0.1.0',
    options: {},
    ...given,
  };
}

/** An account of a scan of many that was entered by a role and read without a problem, but for what is given. */
export function madeAccount(id: string, given: Partial<AccountState> = {}): AccountState {
  return {
    id,
    name: null,
    ou: null,
    state: 'ACTIVE',
    entry: 'role Audit',
    phase: 'done',
    error: null,
    regions: ['us-east-1'],
    kinds: [],
    startedAt: SCAN_START,
    endedAt: SCAN_START + 1000,
    ...given,
  };
}

/** So many cells of an account, so many of them with problems. */
export function madeSum(cells: number, problems = 0): KindSum {
  const phase = problems === 0 ? 'done' : 'partial';
  return { kind: 'ebs-snapshot', phase, cells, finished: cells, problems, rows: 0, calls: 0, retries: 0 };
}

/** Why the role `Audit` of an account cannot be entered. */
export function roleRefused(id: string): CellError {
  return { code: 'AccessDenied', message: `arn:aws:iam::${id}:role/Audit cannot be assumed (AccessDenied)` };
}

/** Writes a whole scan file, each cell's rows as one page. */
export function makeScanFile(
  path: string,
  { facts = {}, cells, accounts = [], listed = [], kinds = RESOURCE_KINDS }: MadeScan,
): void {
  const used = [...new Set(cells.map((cell) => cell.kind))];
  const regions = [...new Set(cells.map((cell) => cell.region))];
  const whole = madeFacts({ kinds: used, regions, ...facts });
  createScanFile(path, whole, kinds);
  const writer = openScanWriter(path);
  writer.saveAccounts(accounts);
  writer.saveListedAccounts(listed);
  const planned = writer.planCells(
    cells.map(({ account = '123456789012', region, kind }) => ({ account, partition: 'aws', region, kind })),
  );
  for (const [index, cell] of planned.entries()) {
    const made = cells[index];
    const kind = kinds.find(({ id }) => id === cell.kind);
    if (made === undefined || kind === undefined) throw new Error(`There is no kind ${cell.kind}`);
    writer.startCells([cell.id], whole.startedAt);
    const rows = writer.writePage(cell, kind, madePage(kind, made.rows));
    if (made.outcome === null) continue;
    writer.finishCell(madeState(cell, made, made.outcome, rows, whole.startedAt), made.found);
  }
  if (whole.endedAt !== null) writer.finish(whole.endedAt, whole.complete);
  writer.close();
}

/** A page of rows given by column id. */
export function madePage(
  kind: ResourceKind,
  rows: readonly Readonly<Record<string, Value>>[],
  cursor: string | null = null,
): FlatPage {
  return { rows: rows.map((row) => madeRow(kind, row)), cursor };
}

function madeRow(kind: ResourceKind, row: Readonly<Record<string, Value>>): FlatRow {
  const known = new Set(['key', 'problem', ...kind.columns.map((column) => column.id)]);
  const unknown = Object.keys(row).filter((id) => !known.has(id));
  if (unknown.length > 0) throw new Error(`${kind.id} has no column ${unknown.join(', ')}`);
  return {
    key: typeof row.key === 'string' ? row.key : undefined,
    problem: typeof row.problem === 'string' ? row.problem : null,
    values: kind.columns.map((column) => row[column.id] ?? null),
  };
}

function madeState(cell: Cell, made: MadeCell, phase: Outcome, rows: number, startedAt: number): CellState {
  return {
    ...cell,
    phase,
    rows,
    calls: made.calls ?? 1,
    retries: 0,
    read: made.read ?? null,
    startedAt,
    endedAt: startedAt + 1000,
    error: made.error ?? null,
    waiting: null,
  };
}
