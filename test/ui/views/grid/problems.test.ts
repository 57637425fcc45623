import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Phase, scannedCells } from '../../../../source/model/cell.ts';
import { totalsOf } from '../../../../source/model/totals.ts';
import { cellText } from '../../../../source/ui/kit/cells.ts';
import { isRunning, rowsByTab } from '../../../../source/ui/state/scan-totals.ts';
import { problemsOf, problemsTitle, withoutRepeats } from '../../../../source/ui/views/grid/problems.ts';
import { fakeScan, midScan, REGIONS, SCAN_START } from '../../helpers/fake-scan.ts';
import { finishedManyScan } from '../../helpers/many-scan.ts';

describe('problems', () => {
  test('come with the gravest first', () => {
    assert.deepEqual(
      problemsOf(midScan(), SCAN_START).map((problem) => problem.phase),
      ['denied', 'failed', 'throttled', 'partial', 'waiting', 'stopped'],
    );
  });

  test('that are the same in several regions are said once', () => {
    const denied = (region: string) => ({
      phase: 'denied' as const,
      error: { code: 'AccessDenied', message: `not in ${region}`, advice: 'add it' },
    });
    const scan = fakeScan(
      Object.fromEntries(REGIONS.map((region) => [`${region} datasync-agent`, denied(region)])),
    );
    assert.deepEqual(problemsOf(scan, SCAN_START), [
      {
        phase: 'denied',
        accounts: [],
        regions: REGIONS,
        kind: 'Agents',
        text: 'AccessDenied: not in {region}',
        advice: 'add it',
      },
    ]);
  });

  test('of one account say its id, and those of many accounts what they share', () => {
    const message = 'arn:aws:iam::123456789012:role/Audit may not';
    const error = { code: 'X', message };
    const scan = fakeScan({
      'us-east-1 ebs-snapshot': { phase: 'denied', error, rows: 0 },
      'us-west-2 ebs-snapshot': { phase: 'denied', error, rows: 0 },
    });
    assert.deepEqual(
      problemsOf(scan, SCAN_START).map(({ text, accounts }) => [text, accounts]),
      [[`X: ${message}`, []]],
    );
    assert.deepEqual(
      problemsOf(finishedManyScan(), SCAN_START).map(({ text, accounts }) => [text, accounts.length]),
      [
        ['role Audit cannot be assumed (AccessDenied)', 2],
        ['UnauthorizedOperation: not authorized', 10],
      ],
    );
  });

  test('of a stopped scan are one, not one a cell', () => {
    const stopped = Object.fromEntries(
      REGIONS.flatMap((region) => [
        [`${region} ebs-snapshot`, { phase: 'stopped' as const }],
        [`${region} rds-snapshot`, { phase: 'stopped' as const }],
      ]),
    );
    assert.deepEqual(problemsOf(fakeScan(stopped, { stage: 'stopped' }), SCAN_START), [
      { phase: 'stopped', accounts: [], regions: REGIONS, kind: null, text: '', advice: null },
    ]);
  });

  test('count down to the next try of a cell that waits', () => {
    const waiting = problemsOf(midScan(), SCAN_START + 3000).find((problem) => problem.phase === 'waiting');
    assert.equal(waiting?.text, 'RequestLimitExceeded: attempt 3, next try in 0.3s');
    const due = problemsOf(midScan(), SCAN_START + 3290).find((problem) => problem.phase === 'waiting');
    assert.equal(due?.text, 'RequestLimitExceeded: attempt 3, trying again');
  });

  test('are counted as the header and the footer count them, and cells that wait beside them', () => {
    const { problems } = totalsOf(scannedCells(midScan()));
    assert.equal(problemsTitle(midScan()), `Problems (${problems}), 1 waiting`);
    const denied = Object.fromEntries(
      REGIONS.map((region) => [`${region} datasync-agent`, { phase: 'denied' as const }]),
    );
    assert.equal(problemsOf(fakeScan(denied), SCAN_START).length, 1);
    assert.equal(problemsTitle(fakeScan(denied)), `Problems (${REGIONS.length})`);
    assert.equal(problemsTitle(fakeScan({ 'us-east-1 ebs-snapshot': { phase: 'waiting' } })), 'Waiting (1)');
  });

  test('do not say the code of an error twice', () => {
    const scan = fakeScan({
      'us-east-1 ebs-snapshot': {
        phase: 'failed',
        error: { code: 'ECONNRESET', message: 'read ECONNRESET' },
      },
    });
    assert.equal(problemsOf(scan, SCAN_START)[0]?.text, 'read ECONNRESET');
  });
});

test('advice that problems share is given once, and so is what stands in parentheses behind it', () => {
  const policy = '(snapdeck iam-policy prints the whole policy)';
  assert.deepEqual(
    withoutRepeats([
      `add datasync:ListAgents to the role ${policy}`,
      null,
      `add backup:ListBackupVaults to the role ${policy}`,
      `add datasync:ListAgents to the role ${policy}`,
      'wait',
    ]),
    [
      `add datasync:ListAgents to the role ${policy}`,
      null,
      'add backup:ListBackupVaults to the role',
      null,
      'wait',
    ],
  );
});

describe('totals', () => {
  test('leave out the cells of regions that are off', () => {
    const scan = fakeScan();
    const off = scan.cells.map((cell) => ({ ...cell, id: cell.id + 100, region: 'af-south-1' }));
    assert.equal(totalsOf(scannedCells({ ...scan, cells: [...scan.cells, ...off] })).cells, 40);
  });

  test('count rows by tab, and nothing for tabs that are not scanned', () => {
    assert.deepEqual(
      rowsByTab(fakeScan({ 'us-east-1 ebs-snapshot': { rows: 3 } }, { kinds: ['ebs-snapshot'] })),
      { ebs: 3 },
    );
  });

  test('say nothing of a tab without rows while one of its cells may yet have some', () => {
    const change = { rows: 0, phase: 'running' } as const;
    const kinds = ['ebs-snapshot', 'datasync-agent'];
    const scan = fakeScan(
      { 'us-east-1 ebs-snapshot': change, 'us-east-1 datasync-agent': { rows: 0 } },
      { kinds },
    );
    assert.deepEqual(rowsByTab(scan), { agents: 0 });
    assert.deepEqual(rowsByTab({ ...scan, stage: 'identifying', cells: [] }), {});
  });

  test('know when a scan runs', () => {
    const stages = ['identifying', 'scanning', 'complete', 'stopped', 'refused'] as const;
    assert.deepEqual(
      stages.map((stage) => isRunning(fakeScan({}, { stage }))),
      [true, true, false, false, false],
    );
  });
});

describe('a cell', () => {
  const cell = fakeScan().cells[0];
  const shown = (change: object, width: number) =>
    cell === undefined ? '' : cellText({ ...cell, ...change }, width);

  test('never takes more than its width', () => {
    const phases = [
      'queued',
      'running',
      'waiting',
      'done',
      'empty',
      'partial',
      'denied',
      'throttled',
      'failed',
      'skipped',
      'stopped',
    ];
    const rows = [0, 1, 999, 1000, 99_999, 1_234_567];
    const wide = phases.flatMap((phase) =>
      rows.flatMap((count) =>
        [4, 5, 6, 7, 10].filter((width) => shown({ phase, rows: count }, width).length > width),
      ),
    );
    assert.deepEqual(wide, []);
  });

  test('shows different things in different phases, however narrow', () => {
    const phases = [
      'queued',
      'running',
      'waiting',
      'done',
      'empty',
      'partial',
      'denied',
      'throttled',
      'failed',
      'skipped',
      'stopped',
    ];
    assert.deepEqual(
      phases.map((phase) => shown({ phase, rows: 0 }, 4)),
      ['.', '/', '~', '0', '-', '0 +!', 'denx', 'thr^', 'fai!', 'ski=', 'sto#'],
    );
  });

  test('a partial cell has its + where there is no room for both signs', () => {
    assert.deepEqual(
      [8, 7, 6, 5, 4].map((width) => cellText({ phase: 'partial', rows: 1442 }, width)),
      ['1,442 +!', '1,442+!', '1,442+', '1.4k+', '1k+!'],
    );
  });

  test('a number that something is missing from is at least, never rounded up, and nothing is 0+', () => {
    const short = (phase: Phase, rows: number, width: number) => cellText({ phase, rows }, width, true);
    assert.equal(short('empty', 0, 6), '0+');
    assert.equal(short('done', 56, 6), '56+');
    assert.deepEqual(
      [6, 5, 4].map((width) => short('done', 2988, width)),
      ['2,988+', '2.9k+', '2k+'],
    );
    assert.deepEqual(
      (['queued', 'denied', 'skipped'] as const).map((phase) => short(phase, 0, 7)),
      ['.', 'denied', 'skipped'],
    );
  });
});
