/** How the numbers of the filter language read: sizes, spans of time, dates, plain numbers, yes and no. */
import type { Span } from './expression.ts';

const SIZE_UNITS: Readonly<Record<string, number>> = Object.fromEntries([
  ['', 1],
  ['b', 1],
  ...['k', 'm', 'g', 't', 'p', 'e'].flatMap((letter, index) => [
    [`${letter}b`, 1000 ** (index + 1)],
    [`${letter}ib`, 1024 ** (index + 1)],
  ]),
]);

/** A plain number: `1234`, `1,234`, `-3.5`. Undefined where it is none. */
export function readNumber(text: string): number | undefined {
  if (!/^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(text)) return undefined;
  return finite(Number(text.replaceAll(',', '')));
}

/** Bytes: `100GiB` in 1024s, `100GB` in 1000s, `512` and `512B`; a rate's `/s` may follow. */
export function readBytes(text: string): number | undefined {
  const [, number = '', unit = ''] = /^(-?[\d.,]+)\s*([a-z]*)(?:\/s)?$/i.exec(text) ?? [];
  return finite((readNumber(number) ?? Number.NaN) * (SIZE_UNITS[unit.toLowerCase()] ?? Number.NaN));
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A year has 365 days, as in the summary's date ranges. */
const SPAN_UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: SECOND,
  min: MINUTE,
  m: MINUTE,
  h: HOUR,
  d: DAY,
  w: 7 * DAY,
  y: 365 * DAY,
};

/** A span of time in milliseconds, with the least unit that it names. */
export interface TimeSpan {
  readonly milliseconds: number;
  readonly unit: number;
}

/** Spans: `90d`, `1.5h`, `4m05s`, `1h 05m`, `0`. Undefined where it is none. */
export function readSpan(text: string): TimeSpan | undefined {
  if (/^0+$/.test(text)) return { milliseconds: 0, unit: 1 };
  if (!/^(\d+(\.\d+)?(ms|s|min|m|h|d|w|y)\s*)+$/i.test(text)) return undefined;
  let milliseconds = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [, amount = '', name = ''] of text.matchAll(/(\d+(?:\.\d+)?)([a-z]+)/gi)) {
    const unit = SPAN_UNITS[name.toLowerCase()] ?? 0;
    milliseconds += Number(amount) * unit;
    least = Math.min(least, unit);
  }
  return finite(milliseconds) === undefined ? undefined : { milliseconds, unit: least };
}

/** True for a span of `m`, which may be minutes or months. */
export function namesMonthsOrMinutes(text: string): boolean {
  return /\dm(?![a-z])/i.test(text);
}

function finite(number: number): number | undefined {
  return Number.isFinite(number) ? number : undefined;
}

/** `yes`, `no` and their like. Undefined where it is neither. */
export function readBoolean(text: string): boolean | undefined {
  if (/^(yes|y|true)$/i.test(text)) return true;
  return /^(no|n|false)$/i.test(text) ? false : undefined;
}

const DATE =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/i;

/**
 * A date or instant as what it spans, in milliseconds since 1970 UTC, the end excluded: `2026`, `2026-10`,
 * `2026-10-03`, `2026-10-03T09:12`, `2026-10-03T09:12:45Z`. UTC unless an offset is given. Undefined where it is none.
 */
export function readDate(text: string): Span | undefined {
  const found = DATE.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction] = found;
  const parts = [year, month ?? '01', day ?? '01', hour ?? '00', minute ?? '00', second ?? '00'].map(Number);
  const [y = 0, mo = 1, d = 1, h = 0, mi = 0, s = 0] = parts;
  const start = instantOf(y, mo, d, h, mi, s) + Number((fraction ?? '').padEnd(3, '0'));
  // A day that its month lacks, and a month that no year has, are one of another month.
  if (new Date(start).getUTCMonth() !== mo - 1 || h > 23 || mi > 59 || s > 59) return undefined;
  const offset = offsetOf(found[8]);
  if (offset === undefined) return undefined;
  return { start: start - offset, end: endOf(found, start, y, mo) - offset };
}

function endOf(found: readonly (string | undefined)[], start: number, year: number, month: number): number {
  if (found[2] === undefined) return instantOf(year + 1, 1, 1);
  if (found[3] === undefined) return instantOf(year, month + 1, 1);
  const [, , , , hour, minute, second, fraction] = found;
  if (fraction !== undefined) return start + 10 ** (3 - fraction.length);
  if (second !== undefined) return start + SECOND;
  if (minute !== undefined) return start + MINUTE;
  return start + (hour === undefined ? DAY : HOUR);
}

// Date.UTC takes the years 0 to 99 for 1900 to 1999.
function instantOf(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hour, minute, second, 0);
}

function offsetOf(zone: string | undefined): number | undefined {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * HOUR + minutes * MINUTE);
}
