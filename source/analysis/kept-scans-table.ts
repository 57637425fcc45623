/** Kept scans as a table in plain text, for the console and for the screen. */
import path from 'node:path';
import { safeText } from '../base/safe-text.ts';
import type { Value } from '../model/columns.ts';
import { AT_LEAST, type ByteUnit, formatBytes, formatDuration, formatWholeDollars } from '../model/format.ts';
import type { CostBounds, KeptFault, KeptScan, ScanOutline } from '../model/kept-scan.ts';
import { counted } from '../model/words.ts';
import { type TextColumn, textTable } from './text-table.ts';

/** A line of headers, null where no scan can be read, and one a scan in the order given. */
export interface KeptScansTable {
  readonly head: string | null;
  readonly lines: readonly string[];
}

/** The table in so many cells: what there is no room for is left out. What cannot be read stands in its place and says why. */
export function keptScansTable(scans: readonly KeptScan[], unit: ByteUnit, width: number): KeptScansTable {
  const columns = listColumns(unit).filter(({ from }) => width >= from);
  const rows = scans.flatMap((kept) => {
    const { scan } = kept;
    return scan === null ? [] : [columns.map(({ value }) => value(scan, kept))];
  });
  const [head = null, ...table] = rows.length === 0 ? [] : textTable(columns, rows, unit, width);
  const lines = table.values();
  return {
    head,
    lines: scans.map((kept) => (kept.scan === null ? faultLine(kept) : (lines.next().value ?? ''))),
  };
}

/** What is said of a file that is no scan that can be read, in front of its name. */
const FAULTS: Readonly<Record<KeptFault['code'], string>> = {
  foreign: 'not named as a scan file, left alone',
  broken: 'no scan file of snapdeck, or a damaged one',
  newer: 'written by a newer snapdeck',
  unread: 'it cannot be read',
};

function faultLine({ id, file, fault }: KeptScan): string {
  return safeText(`${(id ?? '-').padEnd(8)}  ${FAULTS[fault?.code ?? 'unread']}: ${path.basename(file)}`);
}

/** A column of the list: from which width on it is there. */
interface ListColumn extends TextColumn {
  readonly from: number;
  readonly value: (scan: ScanOutline, kept: KeptScan) => Value;
}

function listColumns(unit: ByteUnit): readonly ListColumn[] {
  const whole = { type: 'text', isWhole: true } as const;
  return [
    { header: 'Id', ...whole, from: 0, value: (_, { id }) => id ?? '-' },
    { header: 'Name', type: 'text', from: 0, value: ({ name, isKept }) => name ?? (isKept ? '(kept)' : '') },
    { header: 'Started', type: 'instant', from: 0, value: ({ startedAt }) => startedAt },
    { header: 'Took', ...whole, from: 130, value: tookWords },
    { header: 'Accounts', type: 'text', from: 100, value: accountWords },
    { header: 'Regions', type: 'integer', from: 150, value: ({ regions }) => regions.length },
    { header: 'Kinds', type: 'integer', from: 150, value: ({ kinds }) => kinds.length },
    { header: 'Rows', type: 'integer', from: 0, value: ({ rows }) => rows },
    { header: 'Bytes', ...whole, from: 0, value: ({ bytes }) => bytesWords(bytes, unit) },
    { header: 'Cost a month', ...whole, from: 120, value: ({ cost }) => costWords(cost) },
    { header: 'Problems', type: 'integer', from: 110, value: ({ problems }) => problems },
    { header: 'On disk', ...whole, from: 90, value: (_, { sizeOnDisk }) => formatBytes(sizeOnDisk, unit) },
    { header: 'State', ...whole, from: 0, value: ({ state }) => state },
  ];
}

function tookWords({ startedAt, endedAt }: ScanOutline): string {
  return endedAt === null ? '-' : formatDuration(endedAt - startedAt);
}

/** Whose scan it is, in a few words. */
function accountWords({ account, accounts, accountWords: chosen }: ScanOutline): string {
  if (account !== null)
    return safeText(account.name === account.id ? account.id : `${account.name} ${account.id}`);
  const words = chosen.length === 0 ? '' : ` (${chosen.join(',')})`;
  return safeText(`${counted(accounts, 'account')}${words}`);
}

/** What they come to; `+`: at least. */
export function bytesWords(bytes: ScanOutline['bytes'], unit: ByteUnit): string {
  return bytes === null ? '-' : `${formatBytes(bytes.sum, unit)}${bytes.unknown > 0 ? AT_LEAST : ''}`;
}

/** The bounds of a cost; `+`: at least. */
export function costWords(cost: CostBounds | null): string {
  if (cost === null || (cost.low === null && cost.high === null)) return '-';
  const bound = (dollars: number | null): string => (dollars === null ? '?' : formatWholeDollars(dollars));
  return `${bound(cost.low)} – ${bound(cost.high)}${cost.unknown > 0 ? AT_LEAST : ''}`;
}
