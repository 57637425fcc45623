/** The figures of a scan that stand on top of its workbook, with how they changed since the scan before. */

import { type KeyFigure, keyFigures } from '../../analysis/key-figures.ts';
import type { ScanBefore } from '../../analysis/past/scan-past.ts';
import { atLeastLine } from '../../analysis/shortfall.ts';
import type { SummaryReport } from '../../analysis/summary.ts';
import type { ByteUnit } from '../../model/format.ts';
import { formatInstant } from '../../model/format.ts';
import { binaryScale, byteFormat } from './excel-values.ts';
import {
  type FormattedCell,
  formattedRow,
  type SheetRows,
  textRow,
  type WorkbookContext,
} from './sheet-rows.ts';

/** Writes them; nothing where nothing was read. `before`: the scan that they are compared with. */
export async function writeGlance(
  context: WorkbookContext,
  rows: SheetRows,
  report: SummaryReport,
  before: ScanBefore | null,
): Promise<void> {
  const figures = keyFigures(report);
  if (figures.length === 0) return;
  const earlier = new Map(
    before === null ? [] : keyFigures(before.report).map(({ label, value }) => [label, value]),
  );
  rows.skip();
  const heading = textRow(context);
  await rows.add(heading, ['At a glance']);
  const note = textRow(context, { bold: 0 });
  for (const line of notesOf(report, before)) await rows.add(note, [line]);
  await rows.add(
    heading,
    before === null ? ['Figure', 'Now', 'Note'] : ['Figure', 'Now', 'Before', 'Change', 'Note'],
  );
  for (const figure of figures) {
    const { label, value } = figure;
    const was = earlier.get(label) ?? null;
    const change = value === null || was === null ? null : value - was;
    const { plain, signed } = cellsOf(figure, was, context.byteUnit);
    const of: readonly FormattedCell[] = before === null ? [plain] : [plain, plain, signed];
    const values = before === null ? [value] : [value, was, change];
    const write = formattedRow(context, [{ type: 'text' }, ...of, { type: 'text' }]);
    await rows.add(write, [label, ...values, figure.note]);
  }
}

function notesOf({ shortfall }: SummaryReport, before: ScanBefore | null): readonly string[] {
  const atLeast = atLeastLine(shortfall);
  const was =
    before === null
      ? []
      : [
          `Before is the last scan of the same accounts, regions and kinds: ${formatInstant(before.outline.startedAt)} UTC${nameOf(before)}`,
        ];
  return [...(atLeast === undefined ? [] : [atLeast]), ...was];
}

function nameOf({ id, outline: { name } }: ScanBefore): string {
  const told = name ?? id;
  return told === null ? '' : ` (${told})`;
}

/** How a figure is written, and how its change is. */
interface FigureCells {
  readonly plain: FormattedCell;
  readonly signed: FormattedCell;
}

function cellsOf({ type, value }: KeyFigure, was: number | null, unit: ByteUnit): FigureCells {
  if (type === 'bytes') return bytesCells(Math.max(value ?? 0, was ?? 0), unit);
  const numFmt = FORMATS[type];
  const cell = type === 'percent' ? 'integer' : type;
  return { plain: { type: cell, numFmt }, signed: { type: cell, numFmt: withSign(numFmt) } };
}

const FORMATS = { integer: '#,##0', money: '"$"#,##0.00', percent: '0" %"' } as const;

function bytesCells(largest: number, unit: ByteUnit): FigureCells {
  const scale = binaryScale(unit, largest);
  // What tells sizes apart by their limits has no place for a sign.
  if (scale === null) {
    const numFmt = byteFormat(unit);
    return { plain: { type: 'bytes', numFmt }, signed: { type: 'bytes', numFmt: withSign(numFmt) } };
  }
  const { per, numFmt } = scale;
  const ofUnit = numFmt.split(';').at(-1) ?? numFmt;
  return {
    plain: { type: 'bytes', numFmt, per },
    signed: { type: 'bytes', numFmt: withSign(ofUnit.replace('#,##0.0', '#,##0.00')), per },
  };
}

function withSign(numFmt: string): string {
  return `+${numFmt};-${numFmt};${numFmt}`;
}
