/**
 * Cron expressions in the dialect of Amazon EventBridge, which schedules of DataSync use: six fields (minutes, hours, day of
 * month, month, day of week, year), always in UTC. One of the two fields of days is `?`. Only what EventBridge documents is
 * read; of anything else it is said why it is not.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */

/** A cron expression, read: when it is due. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** From 1 (January). */
  readonly months: readonly number[];
  readonly years: readonly number[];
  /** The days of a month (from 1) of a year, in order. */
  readonly daysOf: (year: number, month: number) => readonly number[];
}

/** An expression that AWS would refuse, and why. */
export class BadSchedule extends Error {}

/** What a field may hold. */
interface Field {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Words for its values, the first for `low`. */
  readonly words?: readonly string[];
  readonly noSteps?: boolean;
}

const MINUTES: Field = { name: 'minutes', low: 0, high: 59 };
const HOURS: Field = { name: 'hours', low: 0, high: 23 };
const DAYS: Field = { name: 'day of month', low: 1, high: 31 };
const MONTHS: Field = {
  name: 'month',
  low: 1,
  high: 12,
  words: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
};
const WEEKDAYS: Field = {
  name: 'day of week',
  low: 1,
  high: 7,
  words: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
  noSteps: true,
};
const YEARS: Field = { name: 'year', low: 1970, high: 2199 };

const [SUNDAY, SATURDAY] = [1, 7];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Reads the six fields; throws a `BadSchedule`. */
export function parseCron(text: string): Cron {
  const fields = text.trim().split(/\s+/);
  const [minutes, hours, day, month, weekday, year] = fields;
  if (
    fields.length !== 6 ||
    minutes === undefined ||
    hours === undefined ||
    day === undefined ||
    month === undefined ||
    weekday === undefined ||
    year === undefined
  )
    throw new BadSchedule('a cron expression has six fields');
  if ((day === '?') === (weekday === '?'))
    throw new BadSchedule('one of day of month and day of week has to be ?, and only one');
  return {
    minutes: valuesOf(minutes, MINUTES),
    hours: valuesOf(hours, HOURS),
    months: valuesOf(month, MONTHS),
    years: valuesOf(year, YEARS),
    daysOf: day === '?' ? byWeekday(weekday.toUpperCase()) : byDay(day.toUpperCase()),
  };
}

/** The values of a list of single ones, ranges and steps, in order. */
function valuesOf(text: string, field: Field): readonly number[] {
  const values = new Set<number>();
  for (const part of text.toUpperCase().split(',')) {
    const { first, last, step } = rangeOf(part, field);
    const size = field.high - field.low + 1;
    // A range may go over the end of its field: the hours 20-2 are those of an evening and the night after it.
    const end = last < first ? last + size : last;
    for (let value = first; value <= end; value += step)
      values.add(value > field.high ? value - size : value);
  }
  return [...values].sort((one, other) => one - other);
}

function rangeOf(part: string, field: Field): { first: number; last: number; step: number } {
  const [, range = '', step] = /^([^/]*)(?:\/(\d+))?$/.exec(part) ?? [];
  const refused = new BadSchedule(`${field.name}: ${part === '' ? 'a value is missing' : `not ${part}`}`);
  if (range === '' || (step !== undefined && field.noSteps === true) || Number(step) === 0) throw refused;
  const [from = '', to, ...others] = range.split('-');
  if (others.length > 0 || (to !== undefined && range.includes('*'))) throw refused;
  const first = from === '*' ? field.low : fieldValue(from, field);
  const open = from === '*' || (to === undefined && step !== undefined);
  const last = open ? field.high : fieldValue(to ?? from, field);
  if (first === null || last === null) throw refused;
  if (last < first && field === YEARS) throw new BadSchedule(`year: ${part} ends before it begins`);
  return { first, last, step: Number(step ?? 1) };
}

/** A value by its number or word; null: it is none of the field. */
function fieldValue(text: string, { low, high, words = [] }: Field): number | null {
  const place = words.indexOf(text);
  if (place !== -1) return low + place;
  const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return value >= low && value <= high ? value : null;
}

function byDay(text: string): Cron['daysOf'] {
  if (text === 'L') return (year, month) => [daysIn(year, month)];
  const [, day] = /^(\d+)W$/.exec(text) ?? [];
  if (day !== undefined) {
    const value = fieldValue(day, DAYS);
    if (value === null) throw new BadSchedule(`day of month: not ${text}`);
    return (year, month) => nearestWorkday(year, month, value);
  }
  const days = valuesOf(text, DAYS);
  return (year, month) => days.filter((each) => each <= daysIn(year, month));
}

function byWeekday(text: string): Cron['daysOf'] {
  // The last day of the week is a Saturday.
  if (text === 'L') return (year, month) => weekdaysIn(year, month, [SATURDAY]);
  const [, weekday = '', last, nth] = /^(\w+?)(?:(L)|#([1-5]))$/.exec(text) ?? [];
  const value = fieldValue(weekday, WEEKDAYS);
  if (value !== null && last !== undefined)
    return (year, month) => weekdaysIn(year, month, [value]).slice(-1);
  if (value !== null && nth !== undefined)
    return (year, month) => weekdaysIn(year, month, [value]).slice(Number(nth) - 1, Number(nth));
  const values = valuesOf(text, WEEKDAYS);
  return (year, month) => weekdaysIn(year, month, values);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** From 1 (Sunday). */
function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
}

function weekdaysIn(year: number, month: number, wanted: readonly number[]): readonly number[] {
  const days = Array.from({ length: daysIn(year, month) }, (_, index) => index + 1);
  return days.filter((day) => wanted.includes(weekdayOf(year, month, day)));
}

/** Monday to Friday, as close as can be within the month; none where the month has no such day. */
function nearestWorkday(year: number, month: number, day: number): readonly number[] {
  const last = daysIn(year, month);
  if (day > last) return [];
  const weekday = weekdayOf(year, month, day);
  if (weekday === SATURDAY) return [day === 1 ? 3 : day - 1];
  if (weekday === SUNDAY) return [day === last ? day - 2 : day + 1];
  return [day];
}

/** The first time that it is due after `after` (milliseconds since 1970 UTC); null: never again. */
export function nextTime(cron: Cron, after: number): number | null {
  const from = new Date(after).getUTCFullYear();
  for (const year of cron.years) {
    if (year < from) continue;
    for (const month of cron.months) {
      if (Date.UTC(year, month) <= after) continue;
      const found = firstOfMonth(cron, year, month, after);
      if (found !== null) return found;
    }
  }
  return null;
}

function firstOfMonth(cron: Cron, year: number, month: number, after: number): number | null {
  for (const day of cron.daysOf(year, month)) {
    const midnight = Date.UTC(year, month - 1, day);
    if (midnight + DAY <= after) continue;
    for (const hour of cron.hours) {
      for (const minute of cron.minutes) {
        const time = midnight + hour * HOUR + minute * MINUTE;
        if (time > after) return time;
      }
    }
  }
  return null;
}

/** The times before `before` that it was due, back to `from`, the newest first (milliseconds since 1970 UTC). */
export function* timesBefore(cron: Cron, before: number, from: number): Generator<number, void, undefined> {
  for (const year of cron.years.toReversed()) {
    if (Date.UTC(year, 0) >= before) continue;
    for (const month of cron.months.toReversed()) {
      if (Date.UTC(year, month) <= from) return;
      if (Date.UTC(year, month - 1) < before) yield* timesOfMonth(cron, year, month, before, from);
    }
  }
}

function* timesOfMonth(
  cron: Cron,
  year: number,
  month: number,
  before: number,
  from: number,
): Generator<number, void, undefined> {
  const [hours, minutes] = [cron.hours.toReversed(), cron.minutes.toReversed()];
  for (const day of cron.daysOf(year, month).toReversed()) {
    const midnight = Date.UTC(year, month - 1, day);
    if (midnight >= before || midnight + DAY <= from) continue;
    for (const hour of hours) {
      for (const minute of minutes) {
        const time = midnight + hour * HOUR + minute * MINUTE;
        if (time < before && time >= from) yield time;
      }
    }
  }
}
