/** Whole texts in any case, with `*` for any run of characters. */
import { type Condition, NEVER } from '../condition.ts';

/** The name of the function that compares with patterns beyond ASCII; see `matchesPattern`. */
export const MATCHES_PATTERN = 'snapdeck_matches_pattern';

/** Beyond this SQLite refuses a pattern; no text of AWS's is as long. */
const LONGEST_PATTERN = 10_000;

/**
 * A whole value in any case. SQLite knows the case of ASCII letters only, and is several times faster than a function
 * of ours, which compares patterns with others.
 */
export function likeCondition(
  of: (sql: (value: string) => string, ...bound: Condition['values']) => Condition,
  pattern: string,
): Condition {
  if (pattern.length > LONGEST_PATTERN) return NEVER;
  if (!/^[\x20-\x7e]*$/.test(pattern))
    return of((name) => `${MATCHES_PATTERN}(${name}, ?)`, pattern.toLowerCase());
  if (!pattern.includes('*')) return of((name) => `${name} = ? COLLATE NOCASE`, pattern);
  return of((name) => `${name} LIKE ? ESCAPE '\\'`, likePattern(pattern));
}

/** The pattern as SQLite's LIKE has it, with `\\` as its escape. */
export function likePattern(pattern: string): string {
  return pattern.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%');
}

/** True where JSON writes a text of this pattern as it is. */
export function isSameInJson(pattern: string): boolean {
  return /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(pattern);
}
