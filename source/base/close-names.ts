import { distance } from 'fastest-levenshtein';

/** True where somebody may have meant the one name and typed the other: two letters apart, or a third of it. */
function isClose(typed: string, far: number): boolean {
  return far <= Math.max(2, Math.floor(typed.length / 3)) && far < typed.length;
}

/** Those of `all` of which one of their names is nearly what was typed, nearest first, at most three. */
export function closest<One>(
  typed: string,
  all: readonly One[],
  namesOf: (one: One) => readonly string[],
): readonly One[] {
  return all
    .map((one) => ({ one, far: Math.min(...namesOf(one).map((name) => distance(typed, name))) }))
    .filter(({ far }) => isClose(typed, far))
    .sort((first, second) => first.far - second.far)
    .slice(0, 3)
    .map(({ one }) => one);
}
