/** The overview of a comparison as lines: what became of the rows of each kind, then findings, protection and verdicts. */
import { costWords, moreBytes } from '../../../analysis/diff/diff-text.ts';
import { safeText } from '../../../base/safe-text.ts';
import { kindName } from '../../../kinds/registry.ts';
import { ROW_CHANGES } from '../../../model/diff.ts';
import { type ByteUnit, formatCount } from '../../../model/format.ts';
import type { DiffReport, KindOfDiff } from '../../../queries/diff-messages.ts';
import { viewHeight } from '../../kit/layout.ts';
import { cut, fitted, textWidth, wrap } from '../../kit/text.ts';
import type { Piece, Tone } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import type { DifferencesState } from '../../state/differences-state.ts';

export type Line = readonly Piece[];

const HEADERS = ['', 'New', 'Gone', 'Changed', 'Unknown', 'Aged out', 'Bytes', 'Cost low … high'];
const AGED_OUT = 5;
/** Columns that are left out where there is no room, the first one first. */
const SPARED = [AGED_OUT, 7, 6];
const NONE = '·';
const NOTHING: Line = [[' Nothing differs.', 'good']];

/** The part of the overview that has the cursor, of all lines of the view but its title; with the last kind all behind it. */
export function overviewLines(
  state: AppState,
  { cursor, isDone }: DifferencesState,
  report: Omit<DiffReport, 'rows'>,
): readonly Line[] {
  const { size, setting } = state;
  const above = report.notes.flatMap((note) => said(safeText(note), 'warning', size.columns));
  const below = report.sections.flatMap(({ name, words }) =>
    said(`${name}: ${safeText(words)}`, 'plain', size.columns),
  );
  const table = tableLines(report.kinds, cursor, size.columns, setting.byteUnit);
  const nothing = isDone ? [NOTHING] : [];
  const all = [...above, [], ...(table.length === 0 ? nothing : table), [], ...below];
  const height = viewHeight(size) - 1;
  const at = above.length + 2 + cursor;
  const last = cursor >= report.kinds.length - 1 ? all.length - 1 : at;
  const top = Math.max(0, Math.min(last - height + 1, at));
  return all.slice(top, top + height);
}

function tableLines(
  kinds: readonly KindOfDiff[],
  cursor: number,
  room: number,
  unit: ByteUnit,
): readonly Line[] {
  const rows = kinds.map((kind) => cellsOf(kind, unit));
  if (rows.length === 0) return [];
  const widths = fittingWidths(rows, room);
  const line = (cells: readonly string[]): string => {
    const parts = cells.flatMap((cell, column) => {
      const width = widths[column] ?? 0;
      return width === 0 && column > 0 ? [] : [fitted(cell, width, column === 0 ? 'left' : 'right')];
    });
    return cut(` ${parts.join('  ')}`, room);
  };
  return [
    [[line(HEADERS), 'heading']],
    ...rows.map(
      (cells, index): Line => [[fitted(line(cells), room), index === cursor ? 'selected' : 'plain']],
    ),
  ];
}

/** 0: the column is left out. */
function fittingWidths(rows: readonly (readonly string[])[], room: number): readonly number[] {
  const widths = HEADERS.map((header, column) => {
    const cells = rows.map((row) => row[column] ?? '');
    if (column === AGED_OUT && cells.every((cell) => cell === NONE)) return 0;
    return Math.max(textWidth(header), ...cells.map(textWidth));
  });
  const total = (): number => widths.reduce((sum, width) => sum + (width === 0 ? 0 : width + 2), 0);
  for (const column of SPARED) if (total() > room) widths[column] = 0;
  return widths;
}

function cellsOf({ kind, counts, sums }: KindOfDiff, unit: ByteUnit): readonly string[] {
  return [
    kindName(kind),
    ...ROW_CHANGES.map((change) => (counts[change] === 0 ? NONE : formatCount(counts[change]))),
    sums === null || sums.size === 0 ? '' : moreBytes(sums.size, unit),
    sums === null ? '' : costWords(sums),
  ];
}

/** A sentence in as many lines as it takes. */
export function said(text: string, tone: Tone, width: number): readonly Line[] {
  return wrap(text, Math.max(1, width - 2)).map((line) => [[` ${line}`, tone]]);
}
