/** Schedules of DataSync tasks: cron and rate expressions of EventBridge, both in UTC. */
import { toString as inWords } from 'cronstrue';
import { BadSchedule, type Cron, nextTime, parseCron } from './aws-cron.ts';

/** When a task is due. */
export type Schedule =
  | { readonly is: 'cron'; readonly cron: Cron; readonly words: string }
  /** So many milliseconds after another; AWS documents no phase, so all that is told of one is "about". */
  | { readonly is: 'rate'; readonly every: number; readonly words: string }
  /** AWS would refuse it, so nothing is known of when it runs. */
  | { readonly is: 'unknown'; readonly why: string };

const MINUTE = 60_000;
const UNITS: Readonly<Record<string, number>> = { minute: MINUTE, hour: 60 * MINUTE, day: 1440 * MINUTE };

/** Reads `cron(…)`, its six fields alone, and `rate(…)`; throws nothing. */
export function readSchedule(text: string): Schedule {
  try {
    const rate = /^\s*rate\((.*)\)\s*$/i.exec(text);
    if (rate !== null) return readRate(rate[1] ?? '');
    const fields = /^\s*cron\((.*)\)\s*$/i.exec(text)?.[1] ?? text;
    const cron = parseCron(fields);
    return { is: 'cron', cron, words: cronWords(fields.trim()) };
  } catch (error) {
    if (error instanceof BadSchedule) return { is: 'unknown', why: error.message };
    throw error;
  }
}

function readRate(text: string): Schedule {
  const [, count = '', unit = '', plural] = /^\s*(\d{1,6})\s+(minute|hour|day)(s?)\s*$/.exec(text) ?? [];
  const value = Number(count);
  const length = UNITS[unit];
  if (length === undefined || value === 0 || (plural === 's') === (value === 1))
    throw new BadSchedule('a rate is a number and minutes, hours or days (rate(1 hour), rate(2 hours))');
  return {
    is: 'rate',
    every: value * length,
    words: value === 1 ? `about every ${unit}` : `about every ${value} ${unit}s`,
  };
}

function cronWords(fields: string): string {
  try {
    const words = inWords(fields, { dayOfWeekStartIndexZero: false, use24HourTimeFormat: true });
    return `${words} (UTC)`;
  } catch {
    // It has no words for every range that AWS takes.
    return `${fields} (UTC)`;
  }
}

/**
 * The first time after `now` that it is due; of a rate about then, counted on from `lastStart`. Null: never again, or
 * not known.
 */
export function nextRun(schedule: Schedule, now: number, lastStart: number | null): number | null {
  if (schedule.is === 'cron') return nextTime(schedule.cron, now);
  if (schedule.is === 'unknown' || lastStart === null) return null;
  const passed = Math.max(0, Math.floor((now - lastStart) / schedule.every));
  return lastStart + (passed + 1) * schedule.every;
}
