import { safeText } from '../../base/safe-text.ts';
import type { ColumnFacts, GivenValue, Value } from '../../model/columns.ts';
import { isListItem } from '../../model/list-items.ts';

/** A value fit for its column, and what was wrong with the given one if anything was. */
export interface CheckedValue {
  readonly value: Value;
  readonly problem?: string;
}

/** How far a clock of AWS may be ahead of ours before an instant counts as in the future. */
const CLOCK_TOLERANCE_MS = 15 * 60_000;

/**
 * Checks a given value against its column's type. What AWS did not give is unknown (`null`); what cannot be
 * is kept where it can be shown, and named in `problem`.
 */
export function checkedValue(column: ColumnFacts, given: GivenValue, now: Date): CheckedValue {
  if (given === undefined || given === null) return { value: null };
  switch (column.type) {
    case 'text':
    case 'arn':
    case 'enum':
      return typeof given === 'string' ? { value: given === '' ? null : given } : unfit(column, given);
    case 'list':
      return Array.isArray(given)
        ? { value: given.filter((item) => typeof item === 'string') }
        : unfit(column, given);
    case 'tags':
      return Array.isArray(given) ? { value: given.filter(isListItem) } : unfit(column, given);
    case 'boolean':
      return typeof given === 'boolean' ? { value: given } : unfit(column, given);
    case 'instant':
      return checkedInstant(column, given, now);
    case 'integer':
    case 'bytes':
    case 'duration':
    case 'money':
      if (typeof given !== 'number' || !Number.isFinite(given)) return unfit(column, given);
      return given < 0 && column.mayBeNegative !== true
        ? { value: given, problem: `${column.header} is negative` }
        : { value: given };
  }
}

function checkedInstant(column: ColumnFacts, given: GivenValue, now: Date): CheckedValue {
  const time = given instanceof Date ? given.getTime() : given;
  if (typeof time !== 'number' || !Number.isFinite(time)) return unfit(column, given);
  return time > now.getTime() + CLOCK_TOLERANCE_MS && column.mayBeFuture !== true
    ? { value: time, problem: `${column.header} lies in the future` }
    : { value: time };
}

function unfit(column: ColumnFacts, given: GivenValue): CheckedValue {
  return {
    value: null,
    problem: `${column.header} was no ${column.type} but ${safeText(String(given)).slice(0, 60)}`,
  };
}
