/** The overview of a comparison as lines: what became of the rows of each kind, then findings, protection and verdicts. */
import type { FindingTally } from '../../../analysis/diff/change-tally.ts';
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
const SPARED = [7, 6, AGED_OUT];
const NONE = '·';
const FINDINGS = 'Findings';
const NOTHING: Line = [[' Nothing differs.', 'good']];

/** The overview: all of its lines, which of them is the first in sight, and how many are. */
interface Overview {
  readonly lines: readonly Line[];
  readonly top: number;
  readonly height: number;
}

/** The lines in sight, of all lines of the view but its title. The cursor goes over the kinds, and then down to the end. */
export function overviewOf(
  { size, setting }: Pick<AppState, 'size' | 'setting'>,
  { cursor, isDone }: Pick<DifferencesState, 'cursor' | 'isDone'>,
  report: Omit<DiffReport, 'rows'>,
): Overview {
  const above = report.notes.flatMap((note) => said(safeText(note), 'warning', size.columns));
  const table = tableLines(report.kinds, cursor, size.columns, setting.byteUnit);
  const nothing = isDone ? [NOTHING] : [];
  const lines = [
    ...above,
    [],
    ...(table.length === 0 ? nothing : table),
    ...sectionLines(report, size.columns),
  ];
  const height = viewHeight(size) - 1;
  const last = Math.max(0, report.kinds.length - 1);
  const at = above.length + 2 + Math.min(cursor, last);
  const top = Math.max(0, at - height + 1) + Math.max(0, cursor - last);
  return { lines, top: Math.min(top, Math.max(0, lines.length - height)), height };
}

/** How many places the cursor has: a kind each, and a step down for each line that is out of sight below the last one. */
export function cursorPlaces(state: AppState, open: DifferencesState): number {
  const { report } = open;
  if (report === null) return 0;
  const kinds = Math.max(1, report.kinds.length);
  const { lines, top, height } = overviewOf(state, { ...open, cursor: kinds - 1 }, report);
  return kinds + Math.max(0, lines.length - height - top);
}

/** Findings a line each, then protection and verdicts in words. */
function sectionLines({ findings, sections }: Omit<DiffReport, 'rows'>, width: number): readonly Line[] {
  const words = sections
    .filter(({ name }) => name !== FINDINGS)
    .flatMap((section) => said(`${section.name}: ${safeText(section.words)}`, 'plain', width));
  const table = findingLines(findings, width);
  return [...(table.length === 0 ? [] : [[], ...table]), ...(words.length === 0 ? [] : [[], ...words])];
}

const FINDING_CHANGES = [
  ['new', 'New', '+'],
  ['solved', 'Solved', '-'],
  ['unknown', 'Unknown', ''],
  ['aged-out', 'Aged out', ''],
] as const;

/** What became of each finding; a column that is empty is left out. */
function findingLines(findings: readonly FindingTally[], width: number): readonly Line[] {
  if (findings.length === 0) return [];
  const columns = FINDING_CHANGES.filter(([change]) => findings.some(({ counts }) => counts[change] > 0));
  const cells = columns.map(([, header]) => Math.max(7, header.length));
  const room = Math.max(10, width - 2 - cells.reduce((sum, cell) => sum + cell + 2, 0));
  const line = (title: string, texts: readonly string[]) =>
    ` ${fitted(cut(title, room), room)}${texts.map((text, index) => `  ${fitted(text, cells[index] ?? 0, 'right')}`).join('')}`;
  const headers = columns.map(([, header]) => header);
  return [
    [[line(FINDINGS, headers), 'heading']],
    ...findings.map(({ title, counts }): Line => {
      const texts = columns.map(([change, , sign]) =>
        counts[change] === 0 ? NONE : `${sign}${formatCount(counts[change])}`,
      );
      return [[line(title, texts), 'plain']];
    }),
  ];
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
      (cells, index): Line =>
        index === cursor
          ? [[fitted(`>${line(cells).slice(1)}`, room), 'selected']]
          : [[fitted(line(cells), room), 'plain']],
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
