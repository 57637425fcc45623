/**
 * Which digit opens which tab. Scan and Summary have 1 and 2; then each tab has the one of its place among all tabs, in
 * every scan the same. Where there are more tabs than digits, those beyond take the digits of tabs that a scan does not
 * have, and when it has ended, of tabs without rows. No digit that leads to rows ever changes while a scan is open.
 */
import { DIGITS, FIRST_VIEWS } from '../settings/main-views.ts';

/** Digits by the ids of their views. */
export type Digits = Readonly<Record<string, string>>;

const TAB_DIGITS = DIGITS.slice(FIRST_VIEWS.length);

/** The digits of these tabs of a scan. `known`: all tabs that there are, in their order. */
export function dealtDigits(known: readonly string[], tabs: readonly string[]): Digits {
  const usual = known.slice(0, TAB_DIGITS.length);
  const free = TAB_DIGITS.filter((_, place) => !tabs.includes(usual[place] ?? ''));
  const beyond = tabs.filter((tab) => !usual.includes(tab)).slice(0, free.length);
  return Object.fromEntries([
    ...FIRST_VIEWS.map(({ id }, place) => [id, DIGITS[place] ?? '']),
    ...tabs.flatMap((tab) => (usual.includes(tab) ? [[tab, TAB_DIGITS[usual.indexOf(tab)] ?? '']] : [])),
    ...beyond.map((tab, place) => [tab, free[place] ?? '']),
  ]);
}

/** The digits after a scan has ended: tabs with rows and no digit take those of tabs without rows, in their order. */
export function settledDigits(
  digits: Digits,
  tabs: readonly string[],
  rows: Readonly<Record<string, number>>,
): Digits {
  const hasRows = (tab: string) => (rows[tab] ?? 0) > 0;
  const wanting = tabs.filter((tab) => hasRows(tab) && digits[tab] === undefined);
  const idle = tabs.filter((tab) => !hasRows(tab) && digits[tab] !== undefined).slice(0, wanting.length);
  if (idle.length === 0) return digits;
  const kept = Object.entries(digits).filter(([id]) => !idle.includes(id));
  return Object.fromEntries([...kept, ...idle.map((tab, at) => [wanting[at] ?? '', digits[tab] ?? ''])]);
}
