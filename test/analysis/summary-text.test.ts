import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import stringWidth from 'string-width';
import { summaryText } from '../../source/analysis/summary-text.ts';
import { FACTS } from '../export/example-scan.ts';
import { cell, finding, noCost, REPORT, TWO } from './example-report.ts';

const CELLS = [
  cell('datasync-task'),
  cell('ebs-snapshot', {
    phase: 'partial',
    error: {
      code: 'AccessDeniedException',
      message: 'not authorized to perform ec2:DescribeVolumes because no policy allows it',
      advice: 'add ec2:DescribeVolumes to the role',
    },
  }),
];

describe('the summary as text', () => {
  it('holds who and when, every table, the problems with advice, and the regions that are off', () => {
    assert.equal(
      summaryText(REPORT, { facts: FACTS, cells: CELLS, accounts: [] }, 'auto', 80),
      `PROD 123456789012 · 2 regions · 2026-11-21 12:00:00 UTC · 3.2s
complete, 1 of 2 cells with problems; see Coverage

Resources found
  Kind            Count
  DataSync tasks      3
  EBS snapshots       2

DataSync
  Metric                          Count
  Total Tasks                         3
  Tasks AVAILABLE                     2
  Tasks RUNNING                       1
  Tasks with a schedule               1
  Tasks with a disabled schedule      1
  Total Locations                     0
  Total Agents                        0
  Agents ONLINE                       0
  Agents OFFLINE                      0
  Total Executions (30 days)          1
  Executions SUCCESS                  0
  Executions ERROR                    1
  Executions in progress              0

Snapshots by service
  Service        Count     Size  Unsized  Oldest (UTC)      Newest (UTC)
  EBS                2  3.0 GiB        0  2026-11-12 12:00  2026-11-21 12:00
  RDS instances      1  1.0 GiB        0  2026-11-21 12:00  2026-11-21 12:00
  RDS clusters       1                 1

Snapshots by age
  Date Range   Count     Size  Unsized
  0-7 days         2  3.0 GiB        0
  unknown age      0      0 B        0

Snapshots by status
  Status     Count     Size  Unsized
  completed      2  3.0 GiB        0

Snapshots by encryption
  Encryption  Count     Size  Unsized
  encrypted       2  3.0 GiB        0

Snapshots by origin
  Origin  Count  Size  Unsized
  manual      2              2

Cost a month by service (USD)
  Service  Count    Low    High  Without Estimate
  EBS          2  $1.50  $12.35                 0
  RDS          1                                1
  Total        3  $1.50  $12.35                 1
  Bounds in US dollars a month, not a bill: AWS charges for what each snapshot
  adds to the others of its source, which it does not tell. Low counts each
  source once, high counts every snapshot whole.
  RDS keeps backups free up to the storage of its databases, so their low bound
  is 0.
  Prices of 2026-01-31 (a contract); known for us-east-1. What has no price or
  size is unknown, not zero, and in no sum.
  Cost known for 2 of 3 snapshots: 1 without a price. snapdeck prices prints the
  price list to fill in; scan again with --prices FILE.

Candidates for deletion
  Service        Count     Size  Unsized    Low   High  Without Estimate
  EBS                1  1.0 GiB        0  $0.00  $4.50                 0
  RDS instances      1                 1                               1
  None of them is the newest good backup of its source. What was not checked
  stands in the reasons of each.

Findings
  Finding                        Severity  Count  Not Checked  Cells Not Read
  EBS snapshots that are public  high          3            0               0
  EBS snapshots that are shared  low           0+           2+              1
  Not checked: sharing was not asked for (--attributes).

Coverage: 1 of 2 cells with problems
  partial us-east-1 EBS snapshots, 2 rows kept
    AccessDeniedException: not authorized to perform ec2:DescribeVolumes because
    no policy allows it
    add ec2:DescribeVolumes to the role

1 region not enabled for this account: af-south-1
`,
    );
  });

  it('keeps to the width that it is given, wide characters counted as they are shown', () => {
    const wide = { ...FACTS, regionsOff: Array.from({ length: 17 }, (_, index) => `region-${index}`) };
    const report = { ...REPORT, byStatus: [{ label: '日本'.repeat(40), value: 'x', ...TWO }] };
    for (const width of [80, 100, 120]) {
      const lines = summaryText(report, { facts: wide, cells: CELLS, accounts: [] }, 'auto', width).split(
        '\n',
      );
      assert.deepEqual(
        lines.filter((line) => stringWidth(line) > width),
        [],
      );
    }
  });

  it('leaves out what there is nothing of, and says what is not known', () => {
    const facts = { ...FACTS, identity: null, regions: ['us-east-1'], regionsOff: [], endedAt: null };
    const kinds = [{ kind: 'of-tomorrow', rows: 1204 }];
    const report = { ...REPORT, kinds, findings: [finding({ count: 0 })] };
    assert.equal(
      summaryText(report, { facts, cells: [cell('of-tomorrow')], accounts: [] }, 'auto', 80),
      `unknown account · 1 region · 2026-11-21 12:00:00 UTC
complete

Resources found
  Kind         Count
  of-tomorrow  1,204
`,
    );
  });

  it('lists cells with problems, without rows or a reason where there is none, and every region that is off', () => {
    const cells = [
      cell('of-tomorrow', { phase: 'failed', rows: 0 }),
      cell('ebs-snapshot', { phase: 'denied', rows: 0, error: { code: 'AccessDenied', message: 'no' } }),
      cell('ebs-snapshot', { region: 'af-south-1', phase: 'failed' }),
    ];
    const facts = { ...FACTS, regionsOff: ['af-south-1', 'me-south-1'] };
    const report = { ...REPORT, kinds: [], findings: [], cost: { ...REPORT.cost, total: noCost.total } };
    assert.equal(
      summaryText(report, { facts, cells, accounts: [] }, 'auto', 60),
      `PROD 123456789012 · 2 regions · 2026-11-21 12:00:00 UTC ·
3.2s
complete, 2 of 2 cells with problems; see Coverage

Coverage: 2 of 2 cells with problems
  failed us-east-1 of-tomorrow
  denied us-east-1 EBS snapshots
    AccessDenied: no

2 regions not enabled for this account: af-south-1,
me-south-1
`,
    );
  });

  it('under a filter says what it kept, and that every total is of that', () => {
    const filter = { text: 'size>1GiB', kinds: [{ kind: 'ebs-snapshot', found: 5, kept: 2, lacking: [] }] };
    const scan = { facts: FACTS, cells: [cell('ebs-snapshot')], accounts: [] };
    const lines = summaryText({ ...REPORT, filter }, scan, 'auto', 80).split('\n');
    assert.deepEqual(lines.slice(1, 6), [
      'complete',
      'filter size>1GiB: 2 of 5 rows kept; every total below is of these',
      '',
      'Rows kept by the filter',
      '  Kind           Found  Kept  Why None',
    ]);
  });

  it('cuts no text of a table that may be as wide as it is, and wraps its sentences all the same', () => {
    const title =
      'EFS recovery points in a central vault without a lock, which whoever may use it can delete';
    const report = {
      ...REPORT,
      findings: [finding({ title, count: 1, notChecked: 1, notCheckedReason: title })],
    };
    const printed = (tableWidth?: number) =>
      summaryText(report, { facts: FACTS, cells: CELLS, accounts: [] }, 'auto', 80, tableWidth).split('\n');
    const lineOf = (lines: readonly string[]) => lines.find((line) => line.startsWith('  EFS recovery'));
    assert.match(lineOf(printed()) ?? '', /^ {2}EFS recovery [^…]*… /);
    const whole = printed(Number.POSITIVE_INFINITY);
    assert.equal(lineOf(whole), `  ${title}  low           1            1               0`);
    assert.deepEqual(
      whole.filter((line) => line.length > 80 && !line.includes('  low  ')).map((line) => line.slice(0, 9)),
      ['  Finding'],
    );
  });

  it('says that a scan was stopped before its end', () => {
    const cells = [cell('ebs-snapshot'), cell('rds-snapshot', { phase: 'stopped' })];
    const [, second] = summaryText(REPORT, { facts: FACTS, cells, accounts: [] }, 'auto', 80).split('\n');
    assert.equal(second, 'PARTIAL: 1 of 2 cells were not finished, so rows may be missing; see Coverage');
  });
});
