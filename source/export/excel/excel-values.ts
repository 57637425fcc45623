/**
 * Values as cells of an Excel sheet. Text is always stored as text, so that nothing is run as a formula; dates are
 * days since 1899-12-30 and durations days, because that is what Excel's own are.
 */

import { fileText } from '../../base/safe-text.ts';
import type { ColumnType, Value } from '../../model/columns.ts';
import { type ByteUnit, formatDuration, isoInstant } from '../../model/format.ts';
import { joinedItems } from '../../model/list-items.ts';
import { cutText } from '../text/plain-text.ts';

/** The longest text that a cell may hold, in UTF-16 units (Excel specifications and limits). */
export const LONGEST_TEXT = 32_767;

/** The most rows that a sheet may have, its header included. */
export const MOST_ROWS = 1_048_576;

/** Excel's number for 1970-01-01, in days. */
const UNIX_EPOCH_DAYS = 25_569;

/** Its first real day behind the leap day of 1900, which never was, and the day after its last: 9999-12-31. */
const [FIRST_DATE, END_OF_DATES] = [61, 2_958_466];

const DAY = 86_400_000;

/** How Excel shows instants, durations and whole numbers. */
const NUMBER_FORMATS: Partial<Record<ColumnType, string>> = {
  instant: 'yyyy-mm-dd hh:mm:ss',
  duration: '[h]:mm:ss',
  integer: '#,##0',
  money: '"$"#,##0.00##',
};

/**
 * How Excel shows bytes: a number format can divide by thousands only, and tell two limits apart. So sizes from
 * 1 GB read in GB, from 1 MB in MB, smaller ones in bytes; a fixed decimal unit is kept.
 */
export function byteFormat(unit: ByteUnit): string {
  switch (unit) {
    case 'B':
      return '#,##0" B"';
    case 'KB':
      return '#,##0.0," KB"';
    case 'MB':
      return '#,##0.0,," MB"';
    case 'GB':
      return '#,##0.0,,," GB"';
    case 'TB':
      return '#,##0.0,,,," TB"';
    default:
      return '[>=1000000000]#,##0.0,,," GB";[>=1000000]#,##0.0,," MB";#,##0" B"';
  }
}

const DECIMAL_UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/**
 * How Excel shows the bytes of a column up to the largest, all in one unit of 1000s; a fixed decimal unit is kept. What is
 * much smaller than the unit, and would read as nothing, has as many decimals as it takes.
 */
export function columnByteFormat(unit: ByteUnit, largest: number): string {
  const fixed = DECIMAL_UNITS.some((name) => name === unit);
  if (fixed) return byteFormat(unit);
  const power = DECIMAL_UNITS.findLastIndex((_, index) => largest >= 1000 ** index);
  if (power <= 0) return byteFormat('B');
  const name = DECIMAL_UNITS[power] ?? 'B';
  const commas = ','.repeat(power);
  return `[=0]0.0" ${name}";[<${1000 ** power / 20}]0.00####${commas}" ${name}";#,##0.0${commas}" ${name}"`;
}

const BINARY_UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** How sizes up to the largest read in 1024s: in how many bytes, and with which unit; null where the unit is of 1000s. */
export function binaryScale(
  unit: ByteUnit,
  largest: number,
): { readonly per: number; readonly numFmt: string } | null {
  const fixed = BINARY_UNITS.find((name) => name === unit);
  if (fixed === undefined && unit !== 'auto' && unit !== 'binary') return null;
  const fitting = BINARY_UNITS.findLast((_, index) => largest >= 1024 ** (index + 1));
  const chosen = fixed ?? fitting;
  if (chosen === undefined) return { per: 1, numFmt: '#,##0" B"' };
  return { per: 1024 ** (BINARY_UNITS.indexOf(chosen) + 1), numFmt: scaledFormat(chosen) };
}

/** With one decimal; what is much smaller than the unit, and would read as nothing, with as many as it takes. */
function scaledFormat(unit: string): string {
  return `[=0]0.0" ${unit}";[<0.05]0.00####" ${unit}";#,##0.0" ${unit}"`;
}

/** The number format of a column; undefined for text. */
export function numberFormat(type: ColumnType, unit: ByteUnit): string | undefined {
  return type === 'bytes' ? byteFormat(unit) : NUMBER_FORMATS[type];
}

/** A header, with the zone where the column holds instants. */
export function excelHeader(column: { readonly header: string; readonly type: ColumnType }): string {
  return column.type === 'instant' ? `${column.header} (UTC)` : column.header;
}

/**
 * A value as Excel holds it: a number, a text, or null for an empty cell. An instant or duration that Excel has no
 * date for becomes text.
 */
export function excelValue(type: ColumnType, value: Value): number | string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return excelText(value);
  if (typeof value === 'object') return value.length === 0 ? null : excelText(joinedItems(value));
  if (!Number.isFinite(value)) return null;
  if (type === 'instant') return excelDate(value);
  if (type === 'duration') return value < 0 ? formatDuration(value) : value / DAY;
  return value;
}

function excelDate(time: number): number | string | null {
  const days = time / DAY + UNIX_EPOCH_DAYS;
  return days >= FIRST_DATE && days < END_OF_DATES ? days : isoInstant(time) || null;
}

function excelText(text: string): string | null {
  return text === '' ? null : cutText(fileText(text), LONGEST_TEXT);
}

/** Printable ASCII without the signs that mean something in XML, and without `_`. */
const PLAIN = /^[\x20-\x25\x27-\x3b\x3d\x3f-\x5e\x60-\x7e]+$/;

/** True for most texts: those that stand in a cell just as they are, without blanks at an end that might be lost. */
export function isPlain(text: string): boolean {
  const { length } = text;
  if (length > LONGEST_TEXT || text.charCodeAt(0) === BLANK || text.charCodeAt(length - 1) === BLANK) {
    return false;
  }
  return PLAIN.test(text);
}

const BLANK = 0x20;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text between two tags. `_x0041_` would be read as the letter A (ECMA-376 ST_Xstring), so its `_` is written out. */
export function xmlText(text: string): string {
  return text
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(/[&<>\t\n\r]/g, (character) => ESCAPES[character] ?? '');
}

/** Any text as the content of a cell. */
export function textXml(text: string): string {
  if (isPlain(text)) return `<t>${text}</t>`;
  return `<t${/^\s|\s$/.test(text) ? ' xml:space="preserve"' : ''}>${xmlText(text)}</t>`;
}

/** The letters of a column, counted from 0: A, B, … Z, AA. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

/** What Excel does not take in the name of a sheet. */
const NOT_IN_SHEET_NAMES = /[[\]:*?/\\\p{C}\ufffd]/gu;

/** Excel's longest name of a sheet. */
const LONGEST_SHEET_NAME = 31;

/** A name that Excel takes for a sheet and that none of `taken` has (in any case), which it then joins. */
export function sheetName(wanted: string, taken: Set<string>): string {
  const plain = wanted
    .replace(NOT_IN_SHEET_NAMES, '-')
    .replace(/^'+|'+$/g, '')
    .trim();
  const allowed = plain === '' || plain.toLowerCase() === 'history' ? `Sheet ${plain}`.trim() : plain;
  for (let number = 1; ; number++) {
    const ending = number === 1 ? '' : ` (${number})`;
    const name =
      allowed
        .slice(0, LONGEST_SHEET_NAME - ending.length)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd() + ending;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}
