/** The differences between two scans in plain text: an overview by kind, then rows. */
import { safeText } from '../../base/safe-text.ts';
import { type ChangeCounts, type DifferingRow, ROW_CHANGES } from '../../model/diff.ts';
import { type ByteUnit, formatBytes, formatInstant, formatMoney, shownValue } from '../../model/format.ts';
import { counted } from '../../model/words.ts';
import type { Sums } from '../../store/diff/cell-sums.ts';
import { type TextColumn, textTable } from '../text-table.ts';
import type { KindChanges } from './change-tally.ts';
import type { ScanDiff } from './scan-diff.ts';

/** The signs of rows, as in lists of differences. */
export const CHANGE_SIGNS: Readonly<Record<DifferingRow['change'], string>> = {
  new: '+',
  gone: '-',
  changed: '~',
  unknown: '?',
  'aged-out': '.',
};

/** The columns of the overview. */
export const OVERVIEW_COLUMNS: readonly TextColumn[] = [
  { header: '', type: 'text', isWhole: true },
  ...['New', 'Gone', 'Changed', 'Unknown', 'Aged out', 'Bytes', 'Cost a month'].map(
    (header): TextColumn => ({ header, type: 'integer' }),
  ),
];

/** Both scans in a line: when they were made, and of how many accounts. */
export function diffTitle({ sides: { old, new: now } }: Pick<ScanDiff, 'sides'>): string {
  const times = [old, now].map(({ facts }) => formatInstant(facts.startedAt));
  return `${times.join(' → ')} UTC · ${counted(now.accounts.size, 'account')}`;
}

/** The overview: a line a kind in which something differs, and all of them together. */
export function overviewLines(
  kinds: readonly KindChanges[],
  total: ChangeCounts,
  byteUnit: ByteUnit,
): readonly string[] {
  const rows = overviewRows(kinds, total, byteUnit);
  if (rows.length === 0) return ['Nothing differs.'];
  return textTable(OVERVIEW_COLUMNS, rows, byteUnit, Number.POSITIVE_INFINITY);
}

/** The same as rows under `OVERVIEW_COLUMNS`; none where nothing differs. */
export function overviewRows(
  kinds: readonly KindChanges[],
  total: ChangeCounts,
  byteUnit: ByteUnit,
): readonly (readonly (string | number)[])[] {
  const differing = kinds.filter(({ counts }) => ROW_CHANGES.some((change) => counts[change] > 0));
  const sums = differing.flatMap((kind) => (kind.sums === null ? [] : [kind.sums]));
  const sum = (of: keyof Sums): number => sums.reduce((total, one) => total + one[of], 0);
  const all = sums.length === 0 ? null : { size: sum('size'), low: sum('low'), high: sum('high') };
  return [
    ...differing.map(({ kind, counts, sums: own }) => overviewRow(kind.title, counts, own, byteUnit)),
    ...(differing.length < 2 ? [] : [overviewRow('Total', total, all, byteUnit)]),
  ];
}

function overviewRow(
  name: string,
  counts: ChangeCounts,
  sums: Sums | null,
  byteUnit: ByteUnit,
): readonly (string | number)[] {
  const bytes = sums === null || sums.size === 0 ? '' : moreBytes(sums.size, byteUnit);
  return [name, ...ROW_CHANGES.map((change) => counts[change]), bytes, sums === null ? '' : costWords(sums)];
}

/** `+1.2 TiB`, `-512 B`. */
export function moreBytes(bytes: number, unit: ByteUnit): string {
  return `${bytes < 0 ? '-' : '+'}${formatBytes(Math.abs(bytes), unit)}`;
}

/** `+$12.00 … +$61.00`; nothing where no bound moved by a cent. */
export function costWords({ low, high }: Pick<Sums, 'low' | 'high'>): string {
  const words = (dollars: number): string => `${dollars < 0 ? '-' : '+'}${formatMoney(Math.abs(dollars))}`;
  if (Math.abs(low) < 0.005 && Math.abs(high) < 0.005) return '';
  return [low, high]
    .toSorted((one, other) => one - other)
    .map(words)
    .join(' … ');
}

/** What a row was and is, column by column, or why nobody knows: `size: 1.0 GiB → 2.0 GiB`. */
export function rowWords({ values, why }: DifferingRow, byteUnit: ByteUnit): string {
  const told = values.map(({ column, type, old, new: now }) => {
    const [before, after] = [old, now].map((value) => shownValue({ type }, value, byteUnit) || '(nothing)');
    return `${column}: ${before} → ${after}`;
  });
  return [...told, ...(why === null ? [] : [safeText(why)])].join(', ');
}

/** A row in a line: `~ ebs-snapshot us-east-1 snap-1  size: 1.0 GiB → 2.0 GiB`. */
export function rowLine(row: DifferingRow, byteUnit: ByteUnit): string {
  const { kind, region, key, change } = row;
  const behind = rowWords(row, byteUnit);
  return `${CHANGE_SIGNS[change]} ${kind} ${region} ${safeText(key)}${behind === '' ? '' : `  ${behind}`}`;
}
