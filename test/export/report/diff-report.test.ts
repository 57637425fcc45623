import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openScanDiff } from '../../../source/analysis/diff/scan-diff.ts';
import { gatherDiff } from '../../../source/export/report/diff-gathered.ts';
import { diffReport } from '../../../source/export/report/diff-report.ts';
import { htmlReport } from '../../../source/export/report/html/html-report.ts';
import { markdownReport } from '../../../source/export/report/markdown/markdown-report.ts';
import type { Report } from '../../../source/export/report/report.ts';
import { makePlace, type Place } from '../../helpers/run-snapdeck.ts';
import { type MadeCell, makeScanFile, SCAN_START } from '../../helpers/scan-files.ts';

const DAY = 86_400_000;

let place: Place;
let report: Report;
before(async () => {
  place = makePlace();
  const cell = (rows: MadeCell['rows']): MadeCell => ({
    ...{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done' },
    rows: rows.map((row) => ({ key: row.snapshot_id ?? null, ...row })),
  });
  const [old, now] = [place.file('old.scan'), place.file('new.scan')];
  makeScanFile(old, {
    cells: [
      cell([
        { snapshot_id: 'snap-1', size: 2 ** 30, monthly_cost_low: 1, monthly_cost_high: 2 },
        { snapshot_id: 'snap-2', name: '<b>a|b</b>' },
      ]),
    ],
  });
  makeScanFile(now, {
    facts: { startedAt: SCAN_START + DAY, endedAt: SCAN_START + DAY + 1000 },
    cells: [cell([{ snapshot_id: 'snap-2', name: '@everyone' }])],
  });
  const diff = openScanDiff({ old, new: now, kinds: null, columns: [], filter: null });
  try {
    report = diffReport(diff, await gatherDiff(diff), 'auto');
  } finally {
    diff.close();
  }
});
after(() => place.remove());

describe('the report of what differs between two scans', () => {
  it('says in markdown what is new, gone and changed, and from what to what', () => {
    const text = markdownReport(report, 'auto').text;
    assert.match(text, /^# Differences 2026-11-21 09:30 → 2026-11-22 09:30 UTC · 1 account\n/);
    assert.match(text, /\n\*\*1 gone, 1 changed\*\*\n/);
    assert.match(
      text,
      /\n\| EBS snapshots \| 0 \| 1 \| 1 \| 0 \| 0 \| -1\.0 GiB \| -\$2\.00 … -\$1\.00 \|\n/,
    );
    assert.match(text, /\n\| snap-1 \| EBS snapshots \| us-east-1 \| {2}\|\n/);
    assert.ok(text.includes('| name: &lt;b&gt;a\\|b&lt;/b&gt; → @&#8203;everyone |'));
  });

  it('says the same in html, with a chart by kind', () => {
    const page = htmlReport(report, 'auto').text;
    assert.match(page, /<p class="state plain">1 gone, 1 changed<\/p>/);
    assert.match(page, /<title id="s0c0t">Rows that differ<\/title>/);
    assert.ok(page.includes('<td>name: &lt;b&gt;a|b&lt;/b&gt; → @everyone'));
  });
});
