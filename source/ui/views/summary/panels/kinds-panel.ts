import { barOf } from '../../../kit/charts.ts';
import { kindFacts } from '../../../kit/kinds.ts';
import { fitted } from '../../../kit/text.ts';
import { rowsOf } from '../../../state/destination.ts';
import { changeCell, changeRoom } from './change.ts';
import { COUNT_WIDTH, countCell, markOf, type Panel, type PanelContext, type PanelLine } from './panel.ts';

/** Rows of every kind that was scanned. */
export function kindsPanel(context: PanelContext): Panel {
  const { report, width } = context;
  const most = Math.max(1, ...report.kinds.map(({ rows }) => rows));
  const change = changeRoom(context);
  const label = Math.min(26, width - COUNT_WIDTH - 6 - change);
  const lines = report.kinds.map(({ kind, rows }): PanelLine => {
    const { tab, title } = kindFacts(kind);
    return [
      [` ${fitted(title, label)}`, 'plain'],
      ...countCell(
        rows,
        tab === null ? null : { id: `kind ${kind}`, to: rowsOf(tab, '', { kind }) },
        markOf(context, { kind }),
      ),
      changeCell(context, { kind }, ({ kinds }) => kinds.find((one) => one.kind === kind)?.rows ?? 0),
      [` ${barOf(rows, most, Math.min(40, width - label - COUNT_WIDTH - change - 3))}`, 'accent'],
    ];
  });
  return { title: 'Rows by kind', note: '', usualLines: 8, lines };
}
