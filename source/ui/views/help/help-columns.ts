/** The lines of the help side by side where there is room, each group of keys kept together. */
import { cut, textWidth } from '../../kit/text.ts';
import type { Piece } from '../../kit/theme.ts';

/** A line, in pieces; one without any stands between groups. */
export type HelpLine = readonly Piece[];

/** Cells that a column has at least, and columns that there are at most. */
const LEAST_WIDTH = 65;
const MOST_COLUMNS = 3;

/** Cells between columns. */
const GAP = 2;

/** The lines in as many columns as fit into so many cells. */
export function inColumns(lines: readonly HelpLine[], width: number): readonly HelpLine[] {
  const count = Math.max(1, Math.min(MOST_COLUMNS, Math.floor((width + GAP) / (LEAST_WIDTH + GAP))));
  const room = Math.floor((width - GAP * (count - 1)) / count);
  const broken = lines.flatMap((line) => fittingLines(line, room));
  if (count === 1) return broken;
  const columns = dealt(groupsOf(broken), count);
  const height = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, at) =>
    columns.flatMap((column, index): HelpLine => {
      const line = column[at] ?? [];
      const taken = line.reduce((sum, [text]) => sum + textWidth(text), 0);
      const gap = index === columns.length - 1 ? 0 : room + GAP - taken;
      return [...line, [' '.repeat(gap), 'plain']];
    }),
  );
}

/** A line within so many cells; words that do not fit go on below the description. */
function fittingLines(line: HelpLine, width: number): readonly HelpLine[] {
  const [key, ...rest] = line;
  if (key === undefined) return [line];
  const indent = textWidth(key[0]);
  const words = rest.flatMap(([text, tone]) =>
    text.split(/(?<= )(?=[^ ])/).map((word): Piece => [word, tone]),
  );
  const lines: Piece[][] = [[key]];
  let left = width - indent;
  for (const [word, tone] of words) {
    const cells = textWidth(word.trimEnd());
    if (cells > left && left < width - indent) {
      lines.push([[' '.repeat(indent), 'plain']]);
      left = width - indent;
    }
    const begun = left === width - indent && lines.length > 1 ? word.trimStart() : word;
    // A blank at the end needs no room.
    const fits = textWidth(begun) > left ? begun.trimEnd() : begun;
    lines.at(-1)?.push([cut(fits, left), tone]);
    left -= textWidth(fits);
  }
  return lines.map(joined);
}

/** Neighbours of one tone as one piece. */
function joined(line: readonly Piece[]): HelpLine {
  const pieces: Piece[] = [];
  for (const [text, tone] of line) {
    const last = pieces.at(-1);
    if (last?.[1] === tone) pieces.splice(-1, 1, [last[0] + text, tone]);
    else pieces.push([text, tone]);
  }
  return pieces;
}

function groupsOf(lines: readonly HelpLine[]): readonly (readonly HelpLine[])[] {
  const groups: HelpLine[][] = [[]];
  for (const line of lines) {
    if (line.length === 0) groups.push([]);
    else groups.at(-1)?.push(line);
  }
  return groups;
}

/** The groups in so many columns: the first ones beside each other, then each where there is most room. */
function dealt(groups: readonly (readonly HelpLine[])[], count: number): readonly (readonly HelpLine[])[] {
  const columns = Array.from({ length: count }, (): HelpLine[] => []);
  for (const group of groups) {
    const least = Math.min(...columns.map(({ length }) => length));
    const column = columns.find(({ length }) => length === least);
    if (column !== undefined && column.length > 0) column.push([]);
    column?.push(...group);
  }
  return columns;
}
