import type { SQLInputValue } from 'node:sqlite';

/** A part of a WHERE clause with the values that it binds. */
export interface SqlPart {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

/** A part of a WHERE clause of a table of rows. */
export interface Condition extends SqlPart {
  /** The same of the table of cells, where nothing but a row's cell decides. */
  readonly cells?: SqlPart;
  /** What it was put together from. */
  readonly made?: { readonly by: 'all' | 'any' | 'not'; readonly from: readonly Condition[] };
}

/** Rows of the cells for which this holds. */
export function ofCells({ sql, values }: SqlPart): Condition {
  return { sql: `cell IN (SELECT id FROM cell WHERE ${sql})`, values, cells: { sql, values } };
}

/** All of these conditions together. */
export function allOf(conditions: readonly Condition[]): Condition {
  const made = { by: 'all', from: conditions } as const;
  return conditions.length === 0
    ? { sql: '1', values: [], made }
    : { ...combined(conditions, ' AND '), made };
}

/** No row at all. */
export const NEVER: Condition = { sql: '0', values: [], cells: { sql: '0', values: [] } };

/** Any of these conditions. */
export function anyOf(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return NEVER;
  return { ...combined(conditions, ' OR '), made: { by: 'any', from: conditions } };
}

/** What the condition leaves out. Unknown is neither true nor false to SQL; here a row passes it or its negation. */
export function not(condition: Condition): Condition {
  const negated = ({ sql, values }: SqlPart): SqlPart => ({ sql: `NOT ifnull(${sql}, 0)`, values });
  const ofCells = condition.cells === undefined ? {} : { cells: negated(condition.cells) };
  return { ...negated(condition), ...ofCells, made: { by: 'not', from: [condition] } };
}

/** The same with another condition in the place of each that is about cells alone. */
export function withCellsAs(condition: Condition, other: (cells: SqlPart) => Condition): Condition {
  const { cells, made } = condition;
  if (cells !== undefined) return other(cells);
  if (made === undefined) return condition;
  const from = made.from.map((one) => withCellsAs(one, other));
  return made.by === 'not' ? not(allOf(from)) : made.by === 'any' ? anyOf(from) : allOf(from);
}

/** The conditions that a condition is all of, however they were put together. */
export function partsOf(condition: Condition): readonly Condition[] {
  return condition.made?.by === 'all' ? condition.made.from.flatMap(partsOf) : [condition];
}

/** These together by an operator of SQL. */
export function joined(parts: readonly SqlPart[], by: ' AND ' | ' OR '): SqlPart {
  return {
    sql: `(${parts.map(({ sql }) => sql).join(by)})`,
    values: parts.flatMap(({ values }) => values),
  };
}

function combined(conditions: readonly Condition[], by: ' AND ' | ' OR '): Condition {
  const cells = conditions.flatMap((condition) => condition.cells ?? []);
  const ofAll = cells.length === conditions.length ? { cells: joined(cells, by) } : {};
  return { ...joined(conditions, by), ...ofAll };
}
