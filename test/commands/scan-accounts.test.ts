/** A scan of many accounts, through the real program against a simulated organization. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import type { Run } from '../helpers/run-snapdeck.ts';
import { profileOfRole, simulatedCompany, USER } from '../helpers/simulated-company.ts';

suite('snapdeck scan of many accounts', () => {
  const company = simulatedCompany();

  function scan(args: readonly string[], keys: NodeJS.ProcessEnv = USER): Promise<Run> {
    const few = ['--kind', 'ebs-snapshot', '--region', 'us-east-1', '--format', 'ndjson'];
    return company.run(['scan', ...few, '--output', company.file('rows.ndjson'), ...args], keys);
  }

  /** The lines of accounts, each without the number and the times. */
  function endings({ stderr }: Run): readonly string[] {
    return stderr
      .split('\n')
      .filter((line) => line.startsWith('['))
      .map((line) => line.replace(/^\[ *\d+\/(\d+)\] (\d+) (.*?) {2,}(\S+) +\d+ rows?.*/, '$2 $3 $4 of $1'))
      .toSorted();
  }

  test('takes the accounts that are chosen, each by the role, and names them', async () => {
    const run = await scan(['--accounts', 'wms-*,104729310482', '--role', 'LarkspurAudit']);
    assert.equal(run.exitCode, 0, run.stderr);
    assert.deepEqual(endings(run), [
      '104729310482 Larkspur Freight done of 3',
      '302233445566 wms-prod done of 3',
      '402233445566 wms-staging done of 3',
    ]);
    assert.equal(run.stderr.split('\n')[0], BANNER);
  });

  test('ends with 3 where an account cannot be entered, and says what is missing in its line', async () => {
    const run = await scan(['--accounts', 'mueller-erp,wms-prod', '--role', 'LarkspurAudit']);
    assert.equal(run.exitCode, 3);
    assert.deepEqual(endings(run), [
      '302233445566 wms-prod done of 2',
      '602233445566 mueller-erp denied of 2',
    ]);
    assert.match(run.stderr, /arn:aws:iam::602233445566:role\/LarkspurAudit cannot be assumed/);
  });

  test('takes every profile as an account; one that has no way in is a problem of its own', async () => {
    const lines = [profileOfRole('one', '301122334455'), profileOfRole('two', '302233445566')];
    writeFileSync(
      company.file('aws-config'),
      [...lines, '[profile three]', 'region = us-east-1', ''].join('\n'),
    );
    const run = await scan(['--profile', 'one,t*'], {});
    assert.equal(run.exitCode, 3, run.stderr);
    assert.deepEqual(endings(run).slice(0, 2), [
      '301122334455 dispatch-prod done of 3',
      '302233445566 wms-prod done of 3',
    ]);
    assert.match(run.stderr, /profile three/);
  });

  test('asks for the choice before anything is scanned, and refuses what cannot be meant', async () => {
    for (const [args, exitCode, stderr] of REFUSED) {
      const run = await scan(args);
      assert.deepEqual([args, run.exitCode, run.stderr], [args, exitCode, stderr]);
    }
    assert.equal(company.aws.counters().byCall['ec2:DescribeSnapshots:us-east-1'], undefined);
  });

  test('takes the choice and the role from the configuration', async () => {
    writeFileSync(
      company.file('config.json'),
      JSON.stringify({ accounts: ['wms-prod'], role: 'LarkspurAudit' }),
    );
    const run = await scan(['--config', company.file('config.json')]);
    assert.equal(run.exitCode, 0, run.stderr);
    assert.deepEqual(endings(run), ['302233445566 wms-prod done of 1']);
  });
});

const BANNER =
  '3 accounts · keys from the environment · as arn:aws:iam::104729310482:user/demo · AWS Commercial';

const REFUSED: readonly (readonly [readonly string[], number, string])[] = [
  [
    ['--accounts', 'nobody-*', '--role', 'LarkspurAudit'],
    2,
    'No account in the organization o-lk7spur4fr has a name like "nobody-*".\n',
  ],
  [
    ['--role', 'LarkspurAudit'],
    2,
    'snapdeck: --role says how accounts are entered, and none is chosen: choose them with --accounts, such as --accounts org.\n',
  ],
  [
    ['--accounts', '12345', '--role', 'LarkspurAudit'],
    2,
    'snapdeck: --accounts: "12345" is not an account id (12 digits).\n',
  ],
  [['--accounts', 'org,!*'], 2, 'No account is left of 24: 24 left out by !*.\n'],
  [
    ['--accounts', 'sso'],
    4,
    'No profile or [sso-session] of your AWS configuration says where to sign in to IAM Identity Center. To set one up: aws configure sso\n',
  ],
  [['--check'], 2, 'snapdeck: --check is for snapdeck accounts.\n'],
  [['--profile', 'one,two'], 4, 'snapdeck: There is no profile "one" in your AWS configuration.\n'],
];
