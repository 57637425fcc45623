import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summarize } from '../../source/analysis/summary-from-scan-file.ts';
import { summaryPage } from '../../source/ui/draw/summary-page.ts';
import { initialTable, queryOf } from '../../source/ui/state/table-state.ts';
import { scanDemo } from '../helpers/scan.ts';

test('every number of the summary opens just as many rows as it says', async () => {
  const regions = ['us-east-1', 'eu-west-1', 'ap-southeast-1'];
  // A machine that is busy must not make the scan miss anything.
  const retry = { requestTimeoutMs: 30_000, connectTimeoutMs: 30_000 };
  await scanDemo({ regions, retry }, ({ reader }) => {
    const report = summarize(reader.database);
    const page = summaryPage({ report, cells: reader.cells(), unit: 'auto', width: 120 });
    const numbers = page.links.flatMap(({ link }) =>
      link.to.to === 'table' ? [{ id: link.id, rows: link.rows, to: link.to }] : [],
    );
    const wrong = numbers.flatMap(({ id, rows, to }) => {
      const opened = reader.order(queryOf({ ...initialTable(to.tab), filter: to.filter })).rows.length;
      return opened === rows ? [] : [{ id, filter: to.filter.text, rows, opened }];
    });
    assert.deepEqual(wrong, []);
    for (const start of [
      'service ',
      'age ',
      'status ',
      'origin ',
      'source ',
      'tasks ',
      'executions ',
      'kind ',
    ])
      assert.ok(
        numbers.some(({ id }) => id.startsWith(start)),
        `there are numbers of ${start}`,
      );
    assert.equal(new Set(page.links.map(({ link }) => link.id)).size, page.links.length, 'ids are unique');
  });
});
