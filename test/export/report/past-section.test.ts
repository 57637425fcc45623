import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PastScan } from '../../../source/analysis/past/comparable.ts';
import { summarize } from '../../../source/analysis/summary-from-scan-file.ts';
import { pastSections } from '../../../source/export/report/past-section.ts';
import { outlineOf } from '../../../source/store/history/kept-scans.ts';
import { openForReading } from '../../../source/store/scan-file.ts';
import { makePlace } from '../../helpers/run-snapdeck.ts';
import { makeScanFile, SCAN_START } from '../../helpers/scan-files.ts';

const DAY = 86_400_000;

describe('what a report says of the scans before', () => {
  it('is what differs since the last one, and how it went over all of them', async (test) => {
    const place = makePlace();
    test.after(() => place.remove());
    const scans = [1, 2, 4].map((rows, day): PastScan => {
      const file = place.file(`${day}.scan`);
      const startedAt = SCAN_START + day * DAY;
      const ids = Array.from({ length: rows }, (_, index) => `snap-${index}`);
      makeScanFile(file, {
        facts: { startedAt, endedAt: startedAt + 1000 },
        cells: [
          {
            ...{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done' },
            rows: ids.map((id) => ({ key: id, snapshot_id: id, size: 2 ** 30 })),
          },
        ],
      });
      return { id: `scan${day}`, file, outline: outlineOf(file) };
    });
    const [, last] = scans;
    assert.ok(last);
    const database = openForReading(last.file);
    const report = summarize(database);
    database.close();
    const past = { trend: scans, before: { ...last, report }, hasAllRuns: false };
    const [section] = await pastSections(past, 'auto');
    assert.equal(section?.title, 'Since 2026-11-22 09:30 UTC');
    assert.deepEqual(section.sentences, [
      'since 2026-11-22 09:30 UTC (scan1): rows +2, size +2.0 GiB, as far as sizes and costs are known',
      'Row by row: snapdeck diff --format html.',
    ]);
    assert.deepEqual(
      section.charts.map(({ title }) => title),
      ['Rows that differ', 'Size of snapshots over time', 'Rows over time'],
    );
    assert.deepEqual(
      section.tables.map(({ title, rows }) => [title, ...rows()]),
      [
        ['What differs by kind', ['EBS snapshots', 2, 0, 0, 0, 0, '+2.0 GiB', '']],
        [
          'Scans that can be compared',
          ...[4, 2, 1].map((rows, index) => [
            ...[`scan${2 - index}`, SCAN_START + (2 - index) * DAY, rows, rows * 2 ** 30],
            ...[null, null, 0],
          ]),
        ],
      ],
    );
  });

  it('is nothing where there is none that can be compared', async () => {
    assert.deepEqual(await pastSections(null, 'auto'), []);
  });
});
