/**
 * How values read as text, on screen and on the console. What is unknown (`null`) is the empty text everywhere,
 * never a zero; instants are UTC, which the header beside them says.
 */
import { filesize } from 'filesize';
import { safeText } from '../base/safe-text.ts';
import type { Column, ColumnType, Value } from './columns.ts';
import { joinedItems } from './list-items.ts';

/** How bytes are shown: automatic by size in 1024s (`auto`, `binary`) or 1000s (`decimal`), or in one unit. */
export type ByteUnit =
  | 'auto'
  | 'binary'
  | 'decimal'
  | 'B'
  | 'KiB'
  | 'MiB'
  | 'GiB'
  | 'TiB'
  | 'KB'
  | 'MB'
  | 'GB'
  | 'TB';

/** All of them, as `--byte-unit` lists them. */
export const BYTE_UNITS: readonly ByteUnit[] = [
  'auto',
  'binary',
  'decimal',
  'B',
  'KiB',
  'MiB',
  'GiB',
  'TiB',
  'KB',
  'MB',
  'GB',
  'TB',
];

const BINARY = { base: 2, standard: 'iec', round: 1, output: 'array' } as const;
const DECIMAL = { base: 10, standard: 'si', round: 1, output: 'array', symbols: { kB: 'KB' } } as const;

const WHOLE = numbers({ maximumFractionDigits: 0 });
const ONE_DECIMAL = numbers({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
const FREE = numbers({ maximumFractionDigits: 3 });
const DOLLARS = numbers({ style: 'currency', currency: 'USD' });
const WHOLE_DOLLARS = numbers({ style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
const COMPACT = numbers({ notation: 'compact', maximumFractionDigits: 1 });
const COMPACT_DOWN = numbers({ notation: 'compact', maximumFractionDigits: 1, roundingMode: 'trunc' });

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365.25 * DAY;

/** Instants that a JavaScript date cannot hold lie beyond this many milliseconds from 1970. */
const LAST_INSTANT = 8.64e15;

/**
 * Bytes with one decimal and their unit: `2.0 TiB`, `512 B`. In a fixed unit a size that would read as zero but
 * is none reads `<0.1 GiB`.
 */
export function formatBytes(bytes: number | null, unit: ByteUnit): string {
  if (bytes === null || !Number.isFinite(bytes)) return '';
  switch (unit) {
    case 'auto':
    case 'binary':
      return scaled(filesize(bytes, BINARY));
    case 'decimal':
      return scaled(filesize(bytes, DECIMAL));
    case 'B':
      return `${WHOLE(bytes)} B`;
    case 'KiB':
    case 'MiB':
    case 'GiB':
    case 'TiB':
      return inUnit(bytes, 1024 ** ' KMGT'.indexOf(unit.charAt(0)), unit);
    case 'KB':
    case 'MB':
    case 'GB':
    case 'TB':
      return inUnit(bytes, 1000 ** ' KMGT'.indexOf(unit.charAt(0)), unit);
  }
}

function scaled([amount, symbol]: readonly [number | string, string]): string {
  // From 1,000 on a decimal says less than the room it takes: the widest is `1,023 GiB`.
  const format = symbol === 'B' || Number(amount) >= 1000 ? WHOLE : ONE_DECIMAL;
  return `${format(Number(amount))} ${symbol}`;
}

function inUnit(bytes: number, size: number, unit: string): string {
  const amount = bytes / size;
  if (amount !== 0 && Math.abs(amount) < 0.05) return `${amount < 0 ? '>-' : '<'}0.1 ${unit}`;
  return `${ONE_DECIMAL(amount)} ${unit}`;
}

/** Bytes a second: `12.5 MiB/s`. */
export function formatRate(bytesPerSecond: number | null, unit: ByteUnit): string {
  const bytes = formatBytes(bytesPerSecond, unit);
  return bytes === '' ? '' : `${bytes}/s`;
}

/** A count in full: `1,234`. */
export function formatCount(count: number | null): string {
  return count === null || !Number.isFinite(count) ? '' : FREE(count);
}

/** US dollars to the cent: `$1,234.50`. An amount that would read as nothing but is something reads `<$0.01`. */
export function formatMoney(dollars: number | null): string {
  if (dollars === null || !Number.isFinite(dollars)) return '';
  if (dollars !== 0 && Math.abs(dollars) < 0.005) return dollars < 0 ? '>-$0.01' : '<$0.01';
  return DOLLARS(dollars);
}

/** US dollars without cents: `$1,235`. */
export function formatWholeDollars(dollars: number): string {
  return WHOLE_DOLLARS(dollars);
}

/** A count where there is little room: `999`, `12.4k`, `1.2M`. Rounded down where it is said to be at least so much. */
export function shortCount(count: number | null, isLeast = false): string {
  if (count === null || !Number.isFinite(count)) return '';
  return (isLeast ? COMPACT_DOWN : COMPACT)(count).replace('K', 'k');
}

/** An instant to the minute: `2026-10-01 09:12`, in UTC. */
export function formatInstant(time: number | null): string {
  return isoInstant(time).replace('T', ' ').slice(0, -8);
}

/** An instant to the second: `2026-10-01 09:12:45`, in UTC. */
export function formatInstantSeconds(time: number | null): string {
  return isoInstant(time).replace('T', ' ').slice(0, -5);
}

/** An instant in the local time zone with its offset: `2026-10-01 11:12:45 +02:00`. */
export function localInstant(time: number): string {
  const offset = -new Date(time).getTimezoneOffset();
  const sign = offset < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  return `${formatInstantSeconds(time + offset * 60_000)} ${sign}${hours}:${minutes}`;
}

/** The day of an instant: `2026-10-01`, in UTC. */
export function formatDay(time: number | null): string {
  return isoInstant(time).split('T')[0] ?? '';
}

/** An instant in ISO 8601, in UTC to the millisecond: `2026-10-01T09:12:45.000Z`. */
export function isoInstant(time: number | null): string {
  return time === null || !(Math.abs(time) <= LAST_INSTANT) ? '' : new Date(time).toISOString();
}

/** Behind a number: it is at least this much, as a part of what it counts could not be read or is not known. */
export const AT_LEAST = '+';

/** A span of milliseconds by its two leading units: `340ms`, `3.2s`, `4m 05s`, `1h 05m`. */
export function formatDuration(milliseconds: number | null): string {
  if (milliseconds === null || !Number.isFinite(milliseconds)) return '';
  if (milliseconds < 0) return `-${formatDuration(-milliseconds)}`;
  if (milliseconds < SECOND) return `${Math.round(milliseconds)}ms`;
  if (milliseconds < MINUTE - 50) return `${(milliseconds / SECOND).toFixed(1)}s`;
  const seconds = Math.round(milliseconds / SECOND);
  if (seconds < HOUR / SECOND) return `${Math.floor(seconds / 60)}m ${twoDigits(seconds % 60)}s`;
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  // Thousands are told apart: what does that takes longer to load than a thousand durations take to be made.
  return `${hours < 1_000 ? hours : WHOLE(hours)}h ${twoDigits(minutes % 60)}m`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}

/** How long ago an instant was, by its leading unit: `45s`, `12m`, `5h`, `41d`, `2.3y`; `in 3d` where it is to come. */
export function formatAge(time: number | null, now: number): string {
  if (time === null || !Number.isFinite(time)) return '';
  const age = now - time;
  return age < 0 ? `in ${leadingUnit(-age)}` : leadingUnit(age);
}

function leadingUnit(span: number): string {
  if (span < MINUTE) return `${Math.floor(span / SECOND)}s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)}m`;
  if (span < DAY) return `${Math.floor(span / HOUR)}h`;
  if (span < 2 * YEAR) return `${Math.floor(span / DAY)}d`;
  return `${(span / YEAR).toFixed(1)}y`;
}

/** The text of a value in its column, safe for screen and console: lists joined by commas, yes and no. */
export function shownValue(column: Pick<Column, 'type'>, value: Value, unit: ByteUnit): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'object') return safeText(joinedItems(value));
  if (typeof value === 'string') return safeText(value);
  switch (column.type) {
    case 'bytes':
      return formatBytes(value, unit);
    case 'instant':
      return formatInstant(value);
    case 'duration':
      return formatDuration(value);
    case 'money':
      return formatMoney(value);
    default:
      return formatCount(value);
  }
}

/** True for values that are compared by their digits and so stand at the right of their column. */
export function isRightAligned(type: ColumnType): boolean {
  return type === 'integer' || type === 'bytes' || type === 'duration' || type === 'money';
}

/** Makes its format when it is first asked: the first of a process loads tables, and the first frame needs none. */
function numbers(options: Intl.NumberFormatOptions): (value: number) => string {
  let format: Intl.NumberFormat | undefined;
  return (value) => {
    format ??= new Intl.NumberFormat('en-US', options);
    return format.format(value);
  };
}

/** By how much a number changed, with its sign; what reads as nothing has none. Null: one of them is not known. */
export function signedChange(
  now: number | null | undefined,
  before: number | null | undefined,
  format: (size: number) => string,
): string | null {
  if (now === null || now === undefined || before === null || before === undefined) return null;
  const text = format(Math.abs(now - before));
  return text === format(0) ? text : `${now < before ? '-' : '+'}${text}`;
}
