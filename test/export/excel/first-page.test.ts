import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ScanPast } from '../../../source/analysis/past/scan-past.ts';
import { summarize } from '../../../source/analysis/summary-from-scan-file.ts';
import { readOutline } from '../../../source/store/history/scan-outline.ts';
import { openForReading } from '../../../source/store/scan-file.ts';
import { DAY, KINDS, SCAN_START, temporaryFolder, writeExampleScan } from '../example-scan.ts';
import { unzip } from './unzip.ts';
import { EBS, rowsOf, SNAPSHOT, workbookOf } from './written-workbook.ts';

const TODAY = [{ ...EBS, rows: [SNAPSHOT, { ...SNAPSHOT, snapshot_id: 'snap-2', size: null }] }];

describe('the first page of a workbook', () => {
  it('says in one place what was found, and what is not known of it', async (test) => {
    const written = await workbookOf(test, TODAY);
    const rows = rowsOf(written, 'Summary');
    const start = rows.findIndex(([first]) => first === 'At a glance');
    assert.deepEqual(
      rows.slice(start + 1, start + 7).map((row) => row.filter((value) => value !== null)),
      [
        ['Figure', 'Now', 'Note'],
        ['Resources found', 2],
        ['Snapshots and backups', 2],
        ['Their size', 8, 'without 1 unknown size'],
        ['Cost a month, low (estimate)', 'without 2 snapshots of unknown cost'],
        ['Cost a month, high (estimate)', 'without 2 snapshots of unknown cost'],
      ],
    );
  });

  it('says when the scan began in local time too', async (test) => {
    const [line] = rowsOf(await workbookOf(test, TODAY), 'Summary').filter(
      ([name]) => name === 'Started (UTC)',
    );
    assert.match(String(line?.[2]), /^2026-11-2[12] \d\d:\d\d:00 [+-]\d\d:\d\d local$/);
  });

  it('compares with the scan before, and shows the trend of all in a sheet with its charts', async (test) => {
    const file = writeExampleScan(temporaryFolder(test), [EBS], { startedAt: SCAN_START - DAY });
    const database = openForReading(file);
    const before = { id: '1b77d3e0', file, outline: readOutline(database, () => false) };
    const past: ScanPast = {
      hasAllRuns: false,
      trend: [before, { id: null, file: '', outline: { ...before.outline, startedAt: SCAN_START, rows: 2 } }],
      before: { ...before, report: summarize(database, KINDS) },
    };
    database.close();
    const written = await workbookOf(test, TODAY, { past });
    const rows = rowsOf(written, 'Summary');
    const start = rows.findIndex(([first]) => first === 'At a glance');
    assert.deepEqual(rows.slice(start + 1, start + 4), [
      ['Before is the last scan of the same accounts, regions and kinds: 2026-11-20 12:00 UTC (1b77d3e0)'],
      ['Figure', 'Now', 'Before', 'Change', 'Note'],
      ['Resources found', 2, 1, 1],
    ]);
    const [header, first, last] = rowsOf(written, 'Trends');
    assert.deepEqual(header?.slice(0, 5), ['Scan (UTC)', 'Id', 'Name', 'Rows', 'Size']);
    assert.deepEqual(
      [first?.slice(0, 5), last?.slice(0, 5)],
      [
        ['2026-11-20 12:00', '1b77d3e0', null, 1, 8],
        ['2026-11-21 12:00', null, null, 2, 8],
      ],
    );
    const charts = [...unzip(written.file)].filter(([name]) => name.startsWith('xl/charts/'));
    const titles = charts.map(([, xml]) => /<a:t>([^<]*)</.exec(xml)?.[1]);
    assert.deepEqual(titles.sort(), [
      'Protection of sources',
      'Resources over time',
      'Resources over time',
      'Size of snapshots and backups over time',
      'Size of snapshots and backups over time',
      'Snapshots by age',
    ]);
  });
});
