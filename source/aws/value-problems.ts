/**
 * Values of an answer that are not what the service's model says (a time that is none, a text where a number belongs).
 * Each costs its own field: the reader leaves it out and hangs the problem on the row that it belongs to, which is the
 * outermost item of a list, or on the answer as a whole.
 */
import type { NormalizedSchema } from '@smithy/core/schema';
import { safeText } from '../base/safe-text.ts';

/** Survives a spread, and stays out of what lists an object's members. */
const PROBLEMS = Symbol('value problems');

interface Marked {
  readonly [PROBLEMS]?: readonly string[];
}

/** Most rows of most scans have none: not even a look is taken before the first one. */
let areThereAny = false;

/** The value does not fit the service's model. */
export class MalformedValue extends Error {
  override readonly name = 'MalformedValue';
}

/** What could not be read of a part of an answer, in words: `StartTime cannot be read: yesterday`. */
export function valueProblems(part: unknown): readonly string[] {
  return areThereAny && isMarked(part) ? (part[PROBLEMS] ?? []) : [];
}

/** The problems of a row that was put together from parts of answers. */
export function problemsOfRow(row: object): readonly string[] {
  return areThereAny ? [row, ...Object.values(row)].flatMap(valueProblems) : [];
}

/** The row, with the problems of a part of an answer whose values it took over, beside those that it has. */
export function withProblemsOf<Row extends object>(part: unknown, row: Row): Row {
  const problems = valueProblems(part);
  if (problems.length > 0) mark(row, [...valueProblems(row), ...problems]);
  return row;
}

function isMarked(part: unknown): part is Marked {
  return typeof part === 'object' && part !== null;
}

function mark(part: object, problems: readonly string[]): void {
  areThereAny = true;
  Object.assign(part, { [PROBLEMS]: problems });
}

/** Follows a reader down one answer that is known to hold such a value. */
export class ProblemKeeper {
  readonly #ofAnswer: string[] = [];
  #ofRow: string[] | null = null;
  #isInList = false;

  /** Reads a part of the answer with all that is in it; what cannot be read is left out. */
  reading(schema: NormalizedSchema, given: unknown, read: () => unknown): unknown {
    const isItem = this.#isInList;
    const row = isItem && this.#ofRow === null && schema.isStructSchema() ? [] : null;
    if (row !== null) this.#ofRow = row;
    this.#isInList = schema.isListSchema();
    try {
      const value = read();
      if (row !== null && row.length > 0 && isMarked(value)) mark(value, row);
      return Array.isArray(value) ? value.filter((item) => item !== undefined) : value;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      (this.#ofRow ?? this.#ofAnswer).push(wordsOf(isItem ? 'an item' : schema.getMemberName(), given));
      if (row === null) return undefined;
      // Nothing of it can be read, and yet it is there.
      const nothing = {};
      mark(nothing, row);
      return nothing;
    } finally {
      this.#isInList = isItem;
      if (row !== null) this.#ofRow = null;
    }
  }

  /** The answer as a whole: its lists carry its problems too, since the SDK takes it apart again. */
  ended(answer: unknown): unknown {
    if (this.#ofAnswer.length === 0 || !isMarked(answer)) return answer;
    mark(answer, this.#ofAnswer);
    for (const member of Object.values(answer)) if (Array.isArray(member)) mark(member, this.#ofAnswer);
    return answer;
  }
}

function wordsOf(name: string, given: unknown): string {
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  return `${name} cannot be read: ${safeText(text.replace(/\s+/g, ' ')).slice(0, 60)}`;
}
