import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { showsOnlyPlannedProblems } from '../../source/commands/demo.ts';
import { demoCompany } from '../../source/commands/demo-company.ts';
import { demoServerCommand } from '../../source/commands/demo-server.ts';
import { parseCommandLine } from '../../source/commands/flags.ts';
import type { AccountState } from '../../source/model/account.ts';
import type { CellState } from '../../source/model/cell.ts';
import { queuedAccount } from '../../source/scan/accounts-run.ts';
import { fakeScan } from '../ui/helpers/fake-scan.ts';

const queued = queuedAccount({
  ...{ id: '302233445566', name: 'wms-prod', ou: null, state: 'ACTIVE' },
  entry: { way: 'own' },
});

const companyOf = (...argv: readonly string[]) => demoCompany(parseCommandLine(argv).flags);

test('the simulated company has 24 accounts, as many as are asked for, or a thousand where it is large', () => {
  assert.deepEqual(companyOf('--demo'), {});
  assert.deepEqual(companyOf('--demo', '--demo-size', 'large'), {});
  assert.deepEqual(companyOf('--demo-org'), { organization: true });
  assert.deepEqual(companyOf('--demo-accounts', '40'), { organization: true, accounts: 40 });
  assert.deepEqual(companyOf('--demo-org', '--demo-size', 'large'), { organization: true, accounts: 1000 });
  assert.deepEqual(companyOf('--demo-org', '--demo-size', 'large', '--demo-accounts', '12'), {
    organization: true,
    accounts: 12,
  });
  assert.deepEqual(companyOf('--demo-org', '--demo-session', '60'), {
    organization: true,
    sessionSeconds: 60,
  });
});

test('a number of accounts that no company has is refused', () => {
  for (const [given, why] of [
    ['1', 'must be at least 2'],
    ['5001', 'must be at most 5000'],
    ['2.5', 'takes a whole number'],
  ] as const)
    assert.throws(() => companyOf('--demo-accounts', given), {
      message: `--demo-accounts ${why} (given: ${given})`,
    });
});

test('the demo server says how many accounts and rows its company has', async () => {
  const stdout = new PassThrough();
  const abort = new AbortController();
  const { signal } = abort;
  const options = { size: 'small', faults: 'none', organization: true, accounts: 1200, latency: 0 } as const;
  const ended = demoServerCommand(options, { stdout, stderr: new PassThrough(), signal });
  const [chunk] = await stdout.take(1).toArray();
  abort.abort();
  assert.equal(await ended, 0);
  const [, rows, accounts] = String(chunk).split('\n');
  assert.equal(rows, '  estate small, seed 1, 97,637 rows, faults none');
  assert.match(
    accounts ?? '',
    /^ {2}1,200 accounts, each with its rows: http:\/\/127\.0\.0\.1:\d+\/_demo\/accounts$/,
  );
});

test('the problems of a company are planned where roles refuse, and not where an account fails', () => {
  const [cell] = fakeScan({}).cells;
  assert.ok(cell !== undefined);
  const denied: CellState = { ...cell, region: 'ap-southeast-1', kind: 'datasync-agent', phase: 'denied' };
  const isPlanned = (phase: AccountState['phase'], problems: readonly CellState[]) =>
    showsOnlyPlannedProblems({ accounts: [{ ...queued, phase }], cells: [], problems });
  assert.deepEqual(
    [isPlanned('denied', []), isPlanned('partial', [denied]), isPlanned('skipped', [])],
    [true, true, true],
  );
  assert.deepEqual(
    [
      isPlanned('partial', [denied, { ...denied, region: 'eu-west-1' }]),
      isPlanned('failed', []),
      isPlanned('stopped', []),
    ],
    [false, false, false],
  );
});
