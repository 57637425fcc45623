/** What numbers of the Summary were in the scan before that they can be compared with. */
import { isReadAlike } from '../../../../analysis/past/compared-kinds.ts';
import type { SummaryReport } from '../../../../analysis/summary.ts';
import { findKind } from '../../../../kinds/registry.ts';
import { formatBytes, signedChange } from '../../../../model/format.ts';
import { countWithin } from '../../../kit/cells.ts';
import { moneyWithin } from '../../../kit/money.ts';
import { fitted } from '../../../kit/text.ts';
import type { CountedCells, PanelContext, PanelPiece } from './panel.ts';

/** Cells of a change of a count, the blank before it included. */
const CHANGE_WIDTH = 7;

/** In the place of a change: the two scans did not read the same of it. */
const NOT_COMPARED = '?';

/** The totals of the scan before; null: there is none, or it is not read yet. */
export function reportBefore({ past }: Pick<PanelContext, 'past'>): SummaryReport | null {
  return past === null || past === 'reading' ? null : (past.before?.report ?? null);
}

/** Cells that changes take on a line: none where there is no scan to compare with, and all while one is looked for. */
export function changeRoom({ past }: Pick<PanelContext, 'past'>, room = Number.POSITIVE_INFINITY): number {
  const isThere = past === 'reading' || (past !== null && past.before !== null);
  return isThere && room >= CHANGE_WIDTH ? CHANGE_WIDTH : 0;
}

/** By how much a count changed, at the right of its column; nothing where it did not. */
export function changeCell(
  context: PanelContext,
  of: CountedCells,
  countOf: (report: SummaryReport) => number,
): PanelPiece {
  const room = changeRoom(context);
  const text = changeOfCount(context, of, countOf, room - 1);
  return [fitted(text, room, 'right'), 'quiet'];
}

/** The same in at most so many cells. */
export function changeOfCount(
  context: PanelContext,
  of: CountedCells,
  countOf: (report: SummaryReport) => number,
  width: number,
): string {
  return change(context, of, countOf, (size) => countWithin(size, width - 1));
}

/** By how many bytes a size changed; nothing where it did not, or where one of them is not known. */
export function changeOfBytes(
  context: PanelContext,
  of: CountedCells,
  bytesOf: (report: SummaryReport) => number | null,
): string {
  return change(context, of, bytesOf, (size) => formatBytes(size, context.unit));
}

/** By how many dollars a bound of a cost changed, in at most so many cells. */
export function changeOfCost(
  context: PanelContext,
  of: CountedCells,
  dollarsOf: (report: SummaryReport) => number | null,
  width: number,
): string {
  return change(context, of, dollarsOf, (size) => moneyWithin(size, width - 1));
}

function change(
  context: PanelContext,
  of: CountedCells,
  numberIn: (report: SummaryReport) => number | null,
  format: (size: number) => string,
): string {
  const before = reportBefore(context);
  if (before === null) return '';
  const isMeant = (kind: string) =>
    (of.kind === undefined || of.kind === kind) && (of.tab === undefined || findKind(kind)?.tab === of.tab);
  if (!isReadAlike(context.report, before, isMeant)) return NOT_COMPARED;
  const [now, was] = [numberIn(context.report), numberIn(before)];
  const text = signedChange(now, was, format);
  // What reads as nothing is no change.
  return text === null || text === format(0) ? '' : text;
}
