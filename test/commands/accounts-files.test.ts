/** What a scan of many accounts prints and writes, through the real program against a simulated organization. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { type Run, runSnapdeck } from '../helpers/run-snapdeck.ts';
import { simulatedCompany } from '../helpers/simulated-company.ts';

suite('the files of a scan of many accounts', () => {
  const company = simulatedCompany(runSnapdeck);
  const run = (...args: readonly string[]): Promise<Run> => company.run(args);

  /** Their names without the date. */
  const names = (): readonly string[] =>
    readdirSync(company.file('out'))
      .map((name) => name.replace(/-export-[\d.]+\d{4}/, ''))
      .toSorted();

  const few = ['--kind', 'ebs-snapshot', '--region', 'us-east-1', '--format', 'ndjson', '--output', 'out'];

  test('are named after the organization, and the summary is of it', async () => {
    const { exitCode, stdout, stderr } = await run(
      'scan',
      ...few,
      '--accounts',
      'org',
      '--role',
      'LarkspurAudit',
    );
    assert.equal(exitCode, 3, stderr);
    assert.deepEqual(names(), ['ORG-snapshots-us-east-1.ndjson']);
    assert.match(stdout, /^organization o-lk7spur4fr · 24 accounts · 1 region · /);
    assert.match(stdout, /\ncomplete, 1 of 24 accounts with problems; see Coverage\n/);
    assert.match(
      stdout,
      /\nCoverage of 24 accounts: 21 done, 1 denied, 2 skipped\n {2}denied {2}602233445566 mueller-erp: arn:/,
    );
  });

  test('are one an account beside the whole with --split account, of the scan and of its export', async () => {
    const chosen = [
      '--accounts',
      'wms-*,mueller-erp',
      '--role',
      'LarkspurAudit',
      '--scan-file',
      'scan.sqlite',
    ];
    const scan = await run('scan', ...few, ...chosen, '--split', 'account');
    assert.equal(scan.exitCode, 3, scan.stderr);
    const expected = [
      '3-ACCOUNTS-snapshots-us-east-1.ndjson',
      'mueller-erp-602233445566-snapshots-us-east-1.ndjson',
      'wms-prod-302233445566-snapshots-us-east-1.ndjson',
      'wms-staging-402233445566-snapshots-us-east-1.ndjson',
    ];
    assert.deepEqual(names(), expected);
    assert.equal(scan.stdout.split('\n').filter((line) => line.startsWith('written: out/')).length, 4);

    const again = await run(
      'export',
      'scan.sqlite',
      '--split',
      'account',
      '--format',
      'json',
      '--output',
      'all.json',
    );
    assert.equal(again.exitCode, 0, again.stderr);
    const one = JSON.parse(readFileSync(company.file('all-wms-prod-302233445566.json'), 'utf8'));
    assert.deepEqual(
      one.accounts.map(({ account }: { readonly account: string }) => account),
      ['302233445566'],
    );
  });

  test('are refused before anything is asked where they have no place, or are split by something else', async () => {
    const cases = [
      [
        ['scan', '--split', 'account', '--format', 'ndjson', '--output', '-'],
        'snapdeck: Cannot split an export into accounts on standard output: give a folder or a file (--output reports/)\n',
      ],
      [['export', 'last', '--split', 'region'], 'snapdeck: --split takes account (given: "region")\n'],
    ] as const;
    for (const [args, stderr] of cases) {
      const refused = await run(...args);
      assert.deepEqual([refused.exitCode, refused.stderr, refused.stdout], [2, stderr, '']);
    }
    assert.deepEqual(company.aws.counters().byCall, {});
  });
});
