import type { SourceTotal, SummaryReport } from '../../../analysis/summary.ts';
import { counted } from '../../../model/words.ts';
import { sourceColumns } from '../../state/sources.ts';
import { snapshotsOfSource } from './panels/source-panel.ts';
import type { SummaryList } from './summary-list.ts';

/** All sources, the largest first. */
export function sourcesList(report: SummaryReport): SummaryList<SourceTotal> {
  const { sources, sourcesLeftOut } = report;
  return {
    id: 'sources',
    title: 'Kept by source',
    notes: [
      [counted(sources.length, 'source'), 'plain'],
      ...(sourcesLeftOut === undefined
        ? []
        : [
            [
              `${counted(sourcesLeftOut, 'smaller one')} left out; the workbook has them all`,
              'quiet',
            ] as const,
          ]),
    ],
    columns: sourceColumns(report),
    items: sources,
    usualOrder: 'largest first',
    none: 'No snapshots, so no sources.',
    isMarked: ({ sourceExists }) => sourceExists === 'no',
    isShort: 'never',
    opens: (source) => snapshotsOfSource(report, source),
  };
}
