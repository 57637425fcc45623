import type { AppState } from '../state/app-state.ts';

/** Why nothing of this scan can be watched; null: it can. */
export function whyNoWatch({ scan, source }: Pick<AppState, 'scan' | 'source'>): string | null {
  if (source === 'file') return 'this is a finished scan file: there is nothing to watch (Ctrl-R scans)';
  const isOfMany = (scan?.accounts.length ?? 0) > 0;
  return isOfMany ? 'many accounts are not watched: r and R run what is not done again' : null;
}

/** Which cells a watch reads. */
export type WatchScope = 'cell' | 'view' | 'all';

/** What `:watch` asks for. */
export type WatchAsk =
  | { readonly on: true; readonly scope: WatchScope; readonly intervalMs: number }
  | { readonly on: false };

/** What may stand behind `:watch`. */
export const WATCH_WORDS: readonly string[] = ['off', '30s', '1m', '5m', 'cell', 'view', 'all'];

/** A round begins at most so often. */
export const LEAST_INTERVAL_MS = 5000;
export const USUAL_INTERVAL_MS = 60_000;
const MOST_INTERVAL_MS = 24 * 3_600_000;

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** Reads what stands behind `:watch`: `off`, or which cells and how often, in any order. */
export function parseWatch(words: readonly string[]): WatchAsk | { readonly wrong: string } {
  if (words.length === 1 && words[0] === 'off') return { on: false };
  let scope: WatchScope = 'view';
  let intervalMs = USUAL_INTERVAL_MS;
  for (const word of words) {
    if (word === 'cell' || word === 'view' || word === 'all') {
      scope = word;
      continue;
    }
    const read = readInterval(word);
    if (typeof read !== 'number') return read;
    intervalMs = read;
  }
  return { on: true, scope, intervalMs };
}

function readInterval(word: string): number | { readonly wrong: string } {
  const [, digits = '', unit = ''] = /^(\d{1,6})([smh]?)$/.exec(word) ?? [];
  if (digits === '') return { wrong: ':watch takes cell, view or all, a time such as 30s or 5m, or off' };
  const interval = Number(digits) * (UNITS[unit] ?? 1000);
  if (interval < LEAST_INTERVAL_MS) return { wrong: ':watch reads at most every 5s' };
  return interval > MOST_INTERVAL_MS ? { wrong: ':watch reads at least once a day (24h)' } : interval;
}
