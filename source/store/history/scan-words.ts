/** The words that stand for a scan, and what a name of one may be. */

/** `last`, `last~2`. */
export const LAST = /^last(?:~(?<back>\d+))?$/;

/** A UTC day. */
export const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** An id. */
export const ID = /^[0-9a-f]{8}$/;

/** So much of an id as may tell it from others. */
export const ID_BEGINNING = /^[0-9a-f]{4,7}$/;

/** What stands for a scan other than its path, for whoever is told of it. */
export const SCAN_WORDS = 'last, last~2, a UTC day such as 2026-11-28, a name, an id, or a path';

/** True for a word that no scan can be named: it would mean another one, or a path. */
function isReservedWord(word: string): boolean {
  return LAST.test(word) || DAY.test(word) || ID.test(word) || isPathLike(word);
}

/** True for what can be nothing but a path. */
export function isPathLike(word: string): boolean {
  return /[\\/]/.test(word) || word.endsWith('.sqlite');
}

/** Names differ by more than the case of their letters. */
export function sameName(one: string | null, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** What is wrong with a name; undefined: nothing. */
export function wrongScanName(name: string): string | undefined {
  if (!NAME.test(name)) return 'takes a name of letters, digits, dots, dashes and underscores, at most 64';
  return isReservedWord(name) ? 'takes a name that is no id, no day, no path and not last' : undefined;
}
