import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { makePlace, type Place, runSnapdeck } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';
import { makeScanFile } from '../helpers/scan-files.ts';

const NOTHING = 'snapdeck deletes nothing, ever: it only writes what you may run yourself.\n';

let place: Place;
let scanFile: string;
before(() => {
  place = makePlace();
  scanFile = place.file('made.scan');
  const stays = { deletability: 'in use', deletability_reasons: ['used by AMI ami-1'] };
  const goes = { deletability: 'candidate', monthly_cost_low: 0, monthly_cost_high: 5 };
  makeScanFile(scanFile, {
    facts: { startedAt: Date.now() - 3_600_000 },
    cells: [
      {
        ...{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done' },
        rows: [
          { snapshot_id: 'snap-1', size: 2 ** 40, ...goes },
          { snapshot_id: 'snap-2', size: 2 ** 30, ...stays },
        ],
      },
    ],
  });
});
after(() => place.remove());

const run = (...args: readonly string[]) => runWarm(place, ['delete-plan', ...args]);

test('a delete plan is written as a script, and what is said of it names the script and how it is run', async () => {
  const { exitCode, stdout, stderr } = await run(scanFile, '--output', 'plans/a b.sh');
  assert.deepEqual({ exitCode, stderr }, { exitCode: 0, stderr: '' });
  assert.equal(
    stdout,
    '1 of 2 rows may go: 1.0 TiB, $0.00 to $5.00 a month.\n' +
      '  left out: 1 row, in use: used by AMI ami-1\n' +
      'written: plans/a b.sh\n' +
      'Read it first: without CONFIRM=yes it only prints what it would do.\n' +
      "to delete: CONFIRM=yes sh 'plans/a b.sh'\n" +
      NOTHING,
  );
  assert.match(readFileSync(place.file('plans/a b.sh'), 'utf8'), /^row 'snap-1 in us-east-1' aws ec2/m);
});

test('a delete plan on standard output is nothing but that', async () => {
  const { exitCode, stdout, stderr } = await run(
    scanFile,
    '--format',
    'json',
    '--output',
    '-',
    '--filter',
    'size>1TB',
  );
  const where = { kind: 'ebs-snapshot', account: '123456789012', region: 'us-east-1', id: 'snap-1' };
  const command = ['aws', 'ec2', 'delete-snapshot', '--snapshot-id', 'snap-1', '--region', 'us-east-1'];
  assert.deepEqual(JSON.parse(stdout), { rows: [{ ...where, command }], left_out: [] });
  assert.equal(exitCode, 0);
  assert.equal(
    stderr,
    `filter size>1TB: 1 of 2 rows kept\n1 of 1 row may go: 1.0 TiB, $0.00 to $5.00 a month.\n${NOTHING}`,
  );
});

test('a delete plan of nothing is no file, and no failure', async () => {
  const { exitCode, stdout } = await run(scanFile, '--filter', 'snap-2', '--output', 'none.sh');
  assert.equal(exitCode, 0);
  assert.equal(stdout, `Nothing may go of 1 row.\n  left out: 1 row, in use: used by AMI ami-1\n${NOTHING}`);
});

test('a delete plan of a scan over 24 hours old says so even when it is to be quiet', async () => {
  const old = place.file('old.scan');
  const rows = [{ snapshot_id: 'snap-1', deletability: 'candidate' }];
  makeScanFile(old, {
    facts: { startedAt: Date.now() - 50 * 3_600_000 },
    cells: [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows }],
  });
  const { stdout, stderr } = await run(old, '--output', 'old.sh', '--quiet');
  assert.equal(stdout, '');
  assert.match(stderr, /^Stale: read 2d ago \(.* UTC\), what it says may be true no more\. [^\n]*\n$/);
});

const WRONG: readonly (readonly [args: readonly string[], said: string])[] = [
  [['--shell', 'zsh'], '--shell takes sh or powershell (given: "zsh")'],
  [['--format', 'csv'], 'snapdeck delete-plan takes --format json, or none for a script (given: csv).'],
  [['--format', 'json', '--shell', 'sh'], '--shell is for a script: with --format json there is none.'],
  [
    ['--kind', 'ebs'],
    'snapdeck delete-plan has no use for --kind: snapdeck help delete-plan lists its options.',
  ],
  [
    ['--output', 'plan.ps1'],
    'Cannot write this delete plan to plan.ps1: name a folder, or a file that ends in .sh',
  ],
  [['--filter', 'nothing:x'], '--filter: there is no field nothing'],
];
for (const [args, said] of WRONG) {
  test(`bad usage is told in a line: delete-plan ${args.join(' ')}`, async () => {
    const { exitCode, stdout, stderr } = await run(scanFile, ...args);
    assert.deepEqual({ exitCode, stdout }, { exitCode: 2, stdout: '' });
    assert.ok(stderr.startsWith(`snapdeck: ${said}`), stderr);
  });
}

for (const option of [['--shell', 'sh'], ['--recheck']]) {
  test(`${option[0]} is for no other command`, async () => {
    const { exitCode, stderr } = await runWarm(place, ['scan', ...option]);
    assert.deepEqual([exitCode, stderr], [2, `snapdeck: ${option[0]} is for snapdeck delete-plan.\n`]);
  });
}

test('--recheck plans from rows as AWS has them now', async () => {
  const demo = ['--demo', '--demo-size', 'small', '--latency', '0'];
  const file = place.file('demo.scan');
  const kinds = ['--kind', 'ebs', '--region', 'us-east-1,eu-west-1', '--faults', 'none'];
  await runSnapdeck(place, [
    'scan',
    ...demo,
    ...kinds,
    '--scan-file',
    file,
    '-q',
    '--output',
    'demo.ndjson',
    '--format',
    'ndjson',
  ]);
  const plan = ['delete-plan', file, '--format', 'json', '--output', '-', '--filter', 'region:eu-west-1'];
  const before = await runSnapdeck(place, plan);
  const again = await runSnapdeck(place, [...plan, '--recheck', ...demo, '--faults', 'none']);
  assert.match(again.stderr, /^reading again: 1 kind in 1 region\nfilter region:eu-west-1: /);
  assert.equal(again.exitCode, 0);
  const ids = (stdout: string): readonly string[] =>
    JSON.parse(stdout).rows.map(({ id }: { readonly id: string }) => id);
  assert.ok(ids(again.stdout).length > 0);
  assert.deepEqual(ids(again.stdout).toSorted(), ids(before.stdout).toSorted());
});

test('--recheck writes nothing where AWS cannot be asked', async () => {
  const { exitCode, stdout, stderr } = await runSnapdeck(place, [
    ...['delete-plan', scanFile, '--recheck', '--output', 'never.sh'],
  ]);
  assert.deepEqual([exitCode, stdout], [4, '']);
  assert.match(stderr, /credentials/);
});

test('--recheck plans nothing with the credentials of another account', async () => {
  const other = place.file('other.scan');
  const identity = { account: '999999999999', callerArn: 'arn', partition: 'aws', accountName: 'other' };
  const rows = [{ snapshot_id: 'snap-1', deletability: 'candidate' }];
  makeScanFile(other, {
    facts: { identity, startedAt: Date.now() - 3_600_000 },
    cells: [{ account: identity.account, region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows }],
  });
  const demo = ['--demo', '--demo-size', 'small', '--latency', '0', '--faults', 'none'];
  const { exitCode, stdout, stderr } = await runSnapdeck(place, [
    ...['delete-plan', other, '--recheck', '--output', 'never.sh', '-q', ...demo],
  ]);
  assert.deepEqual([exitCode, stdout], [2, '']);
  assert.equal(
    stderr,
    'snapdeck: --recheck: these credentials are of account 123456789012, the scan is of 999999999999: name its profile (--profile).\n',
  );
});

test('--recheck names what it could not read again, and ends with 3', async () => {
  const file = place.file('denied.scan');
  const rows = [{ recovery_point_arn: 'arn:point', deletability: 'candidate' }];
  makeScanFile(file, {
    facts: { startedAt: Date.now() - 3_600_000 },
    cells: [{ region: 'ap-southeast-1', kind: 'efs-recovery-point', outcome: 'done', rows }],
  });
  const demo = ['--demo', '--demo-size', 'small', '--latency', '0'];
  const { exitCode, stderr } = await runSnapdeck(place, [
    ...['delete-plan', file, '--recheck', '--format', 'json', '--output', '-', '-q', ...demo],
  ]);
  assert.equal(exitCode, 3);
  assert.match(
    stderr,
    /^not read again as a whole: EFS recovery points in ap-southeast-1 of 123456789012: .*finance-vault.*\n$/,
  );
});

test('a script for PowerShell says how that runs it', async () => {
  const { exitCode, stdout } = await run(scanFile, '--shell', 'powershell', '--output', "it's.ps1");
  assert.equal(exitCode, 0);
  assert.ok(stdout.includes("to delete: $env:CONFIRM = 'yes'; pwsh -File 'it''s.ps1'\n"), stdout);
});
