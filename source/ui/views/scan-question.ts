import { formatCount } from '../../model/format.ts';
import { totalsOfScan } from '../../model/totals.ts';
import { linesOnly } from '../kit/drawing.ts';
import type { AppState } from '../state/app-state.ts';
import type { ViewDrawing } from './view.ts';

/** A question about the scan that is open: what there is of it so far, what becomes of it, and which keys answer. */
export function drawScanQuestion(
  { scan }: Pick<AppState, 'scan'>,
  { question, rows, keys }: { readonly question: string; readonly rows: string; readonly keys: string },
): ViewDrawing {
  const totals = totalsOfScan(scan);
  const table = {
    'Cells finished': `${totals.finished} of ${totals.cells}`,
    Rows: formatCount(totals.rows),
    Calls: formatCount(totals.calls),
  };
  return { ...linesOnly([]), middle: { above: question, table, below: [rows, '', keys] } };
}
