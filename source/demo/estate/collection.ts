/** What a field of an AWS row can hold; times are dates until a protocol writes them its own way. */
export type Value = string | number | boolean | Date | undefined | readonly Value[] | Row;

/** A resource in AWS's own field names. */
export interface Row {
  readonly [field: string]: Value;
}

/** Rows made on demand: `at` is a pure function of seed, region and index. */
export interface Collection {
  readonly count: number;
  readonly at: (index: number) => Row;
}

export const emptyCollection: Collection = {
  count: 0,
  at: () => {
    throw new RangeError('The collection is empty.');
  },
};

/** The same rows in another order, as AWS lists in none that means anything. */
export function shuffled(collection: Collection): Collection {
  const { count } = collection;
  if (count < 3) return collection;
  let step = Math.max(1, Math.floor(count * 0.618));
  while (greatestCommonDivisor(step, count) !== 1) step++;
  return { count, at: (position) => collection.at((position * step + 1) % count) };
}

export function concatenated(parts: readonly Collection[]): Collection {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  return {
    count,
    at: (index) => {
      let rest = index;
      for (const part of parts) {
        if (rest < part.count) return part.at(rest);
        rest -= part.count;
      }
      throw new RangeError(`No row ${index} of ${count}.`);
    },
  };
}

export function collectionOf(rows: readonly Row[]): Collection {
  return {
    count: rows.length,
    at: (index) => {
      const row = rows[index];
      if (row === undefined) throw new RangeError(`No row ${index} of ${rows.length}.`);
      return row;
    },
  };
}

/** Keeps the rows that were made, where there are few enough of them to keep. */
export function remembered(collection: Collection): Collection {
  if (collection.count > 20_000) return collection;
  const rows: (Row | undefined)[] = [];
  return {
    count: collection.count,
    at: (index) => {
      rows[index] ??= collection.at(index);
      return rows[index];
    },
  };
}

export function* rowsOf(collection: Collection): Generator<Row> {
  for (let index = 0; index < collection.count; index++) yield collection.at(index);
}

/** Looks at one row after the other: for the few questions that no id answers by itself. */
export function findRow(collection: Collection, matches: (row: Row) => boolean): Row | undefined {
  for (const row of rowsOf(collection)) if (matches(row)) return row;
  return undefined;
}

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right);
}
