import type { DatabaseSync } from 'node:sqlite';
import { matchesPattern } from '../../base/matches-pattern.ts';
import { HOLDS_WORD, holdsWord } from '../conditions.ts';
import { MATCHES_PATTERN } from './like-condition.ts';

/** Gives a connection the functions that conditions call. */
export function registerFunctions(database: DatabaseSync): void {
  database.function(HOLDS_WORD, { deterministic: true }, holdsWord);
  database.function(MATCHES_PATTERN, { deterministic: true }, matchesPattern);
}
