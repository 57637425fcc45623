/** How much of each table there is room for. */

/** What tables have to share. */
export interface Wanting<Name> {
  readonly name: Name;
  /** How many rows it has. */
  readonly rows: number;
}

/** The bytes of lines, up to a most; the lines that fit. */
export function linesWithin(lines: Iterable<string>, most: number): readonly string[] {
  const fitting: string[] = [];
  let bytes = 0;
  for (const line of lines) {
    bytes += Buffer.byteLength(line);
    if (bytes > most) break;
    fitting.push(line);
  }
  return fitting;
}

/**
 * Writes each within a fair share of the room: those of few rows first, so that what they leave over goes to the others.
 * The answer is in the order given.
 */
export function shareRoom<Name>(
  wanting: readonly Wanting<Name>[],
  room: number,
  write: (name: Name, most: number) => string,
): readonly string[] {
  const texts = new Map<number, string>();
  let left = room;
  const inTurn = [...wanting.entries()].sort(([, one], [, other]) => one.rows - other.rows);
  for (const [turn, [place, { name }]] of inTurn.entries()) {
    const text = write(name, left / (inTurn.length - turn));
    texts.set(place, text);
    left -= Buffer.byteLength(text);
  }
  return wanting.map((_, place) => texts.get(place) ?? '');
}
