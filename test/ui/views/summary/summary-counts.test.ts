import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { summarize } from '../../../../source/analysis/summary-from-scan-file.ts';
import { plannedFaults } from '../../../../source/demo/faults.ts';
import { TABS } from '../../../../source/kinds/tabs.ts';
import { textWidth } from '../../../../source/ui/kit/text.ts';
import { initialTable, type TableFilter } from '../../../../source/ui/state/table.ts';
import { queryOf } from '../../../../source/ui/state/table-state.ts';
import { type SummaryPage, summaryPage } from '../../../../source/ui/views/summary/summary-page.ts';
import { summaryPanels } from '../../../../source/ui/views/summary/summary-panels.ts';
import { type DemoScanOptions, type DemoScanResult, scanDemo } from '../../../helpers/scan.ts';
import { WITHOUT_PAST } from '../../helpers/fake-history.ts';

/** A machine that is busy must not make the scan miss anything. */
const PATIENT = { retry: { requestTimeoutMs: 30_000, connectTimeoutMs: 30_000 } };

/** The page of a scan on a screen of so many cells. */
function pageOf({ reader }: DemoScanResult, width: number): SummaryPage {
  const context = {
    ...{ report: summarize(reader.database), cells: reader.cells(), accounts: [] },
    ...{ unit: 'auto' as const, ...WITHOUT_PAST, width },
  };
  return summaryPage(context, 30);
}

/** Finds the numbers of a page that open another number of rows than they say; pages of a scan have many in common. */
function wrongNumbersOf({ reader }: DemoScanResult): (page: SummaryPage) => readonly unknown[] {
  const counted = new Map<string, number>();
  const count = (tab: string, filter: TableFilter): number => {
    const key = JSON.stringify([tab, filter]);
    const rows = counted.get(key) ?? reader.order(queryOf({ ...initialTable(tab), filter })).rows.length;
    counted.set(key, rows);
    return rows;
  };
  return (page) =>
    page.links.flatMap(({ link: { id, rows, to } }) => {
      if (to.to !== 'table') return [];
      const opened = count(to.tab, to.filter);
      return opened === rows ? [] : [{ id, filter: to.filter, rows, opened }];
    });
}

/** The first words of the numbers' names: which panels have any. */
function panelsOf(page: SummaryPage): readonly string[] {
  const named = page.links.map(({ link: { id } }) =>
    id
      .split(' ')
      .slice(0, id.startsWith('cost') ? 2 : 1)
      .join(' '),
  );
  return [...new Set(named)].sort();
}

/** Counts on the page that nothing can be opened by and that look as if; a zero has nothing to open. */
function deadCounts({ lines }: SummaryPage): readonly string[] {
  return lines
    .flat()
    .filter(
      ([text, tone, link]) =>
        link === undefined && tone !== 'quiet' && /^\d[\d,.]*[kMG]?$/.test(text) && text !== '0',
    )
    .map(([text]) => text);
}

/** The lines with numbers, whichever of its tabs each has room for. */
function linesOf({ links }: SummaryPage): readonly string[] {
  const tab = new RegExp(` (?:all|${TABS.map(({ id }) => id).join('|')})$`);
  const ids = links.map(({ link }) => link.id).filter((id) => !/^(cost owner|tier) /.test(id));
  return [...new Set(ids.map((id) => id.replace(tab, '')))].sort();
}

/** The lines of panels that are wider than their panel may be, at each of the widths that a panel can have. */
function tooWide({ reader }: DemoScanResult): readonly unknown[] {
  const report = summarize(reader.database);
  const widths = Array.from({ length: 111 }, (_, index) => 50 + index);
  return widths.flatMap((width) =>
    summaryPanels({
      report,
      cells: reader.cells(),
      accounts: [],
      unit: 'auto',
      ...WITHOUT_PAST,
      width,
    }).flatMap(({ title, lines }) =>
      lines
        .map((pieces) => pieces.map(([text]) => text).join(''))
        .filter((text) => textWidth(text.trimEnd()) > width)
        .map((text) => ({ width, title, text })),
    ),
  );
}

const EVERY_PANEL = [
  ...[
    'age',
    'agents',
    'candidates',
    'card',
    'cost all',
    'cost owner',
    'cost region',
    'cost service',
    'cost source',
    'encryption',
  ],
  ...[
    'executions',
    'finding',
    'kind',
    'locations',
    'origin',
    'protection',
    'service',
    'source',
    'sources',
    'status',
    'tasks',
  ],
  'tier',
  'where',
];

const estates: readonly { readonly title: string; readonly options: DemoScanOptions }[] = [
  {
    title: 'every region of the demo estate',
    options: { regions: ['all'], faults: plannedFaults, ...PATIENT },
  },
  {
    title: 'a scan that asked for sharing and tags, too',
    options: { collect: { attributes: true, tags: true }, ...PATIENT },
  },
];

describe('every number of the summary opens just as many rows as it says', () => {
  for (const { title, options } of estates) {
    it(`in ${title}`, async () => {
      await scanDemo(options, (result) => {
        const page = pageOf(result, 120);
        const wrongNumbers = wrongNumbersOf(result);
        assert.deepEqual(wrongNumbers(page), []);
        assert.deepEqual(deadCounts(page), []);
        assert.deepEqual(tooWide(result), [], 'no panel reaches into the one beside it');
        assert.deepEqual(panelsOf(page), EVERY_PANEL);
        assert.equal(
          new Set(page.links.map(({ link }) => link.id)).size,
          page.links.length,
          'ids are unique',
        );
        for (const width of [60, 64, 80, 110, 200]) {
          const narrower = pageOf(result, width);
          assert.deepEqual(wrongNumbers(narrower), [], `at ${width} cells`);
          assert.deepEqual(linesOf(narrower), linesOf(page), `as many at ${width} cells`);
        }
      });
    });
  }
});
