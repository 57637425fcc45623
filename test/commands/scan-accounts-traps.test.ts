/** What trips tools that go through many accounts, through the real program against a company whose answers are changed. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, suite, type TestContext, test } from 'node:test';
import type { Call } from '../../source/demo/protocols/call.ts';
import { type Alter, alteredAws } from '../helpers/altered-aws.ts';
import { openTerminal } from '../helpers/pty.ts';
import { makePlace, type Place, PROGRAM, type Run } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';
import { linesOf, outcomesIn } from '../helpers/simulated-company.ts';
import { refusedBySts } from '../helpers/stand-in.ts';

const WMS = '302233445566';
const DISPATCH = '301122334455';
const SINGAPORE = '307788990011';
const keyOf = (account: string): string => `ASIADEMO${account}`;
const USER_KEYS =
  '<Credentials><AccessKeyId>AKIASNAPDECKDEMO0000</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken></Credentials>';

/** Windows has no pseudo-terminal of this kind. */
const PTY = { skip: process.platform === 'win32' };

suite('a scan of many accounts', () => {
  let place: Place;
  beforeEach(() => {
    place = makePlace();
  });
  afterEach(() => place.remove());

  /** A company that answers so, and all calls that it gets. */
  async function company(context: TestContext, alter: Alter = () => undefined) {
    const calls: Call[] = [];
    const keep: Alter = (call, answer) => {
      calls.push(call);
      return alter(call, answer);
    };
    const aws = await alteredAws(context, keep, { organization: true });
    const scan = (args: readonly string[], environment = aws.environment): Promise<Run> =>
      runWarm(place, ['scan', '--format', 'ndjson', '--output', place.file('rows.ndjson'), ...args], {
        ...environment,
      });
    return { aws, calls, scan };
  }

  const lines = (kind: string) => linesOf(place.file('rows.ndjson'), kind);
  const outcomes = () => outcomesIn(place.file('rows.ndjson'));

  test('goes on by another region’s STS where the nearest is switched off, for the caller’s roles and inside them', async (context) => {
    const off = refusedBySts('RegionDisabledException', 'STS is not activated in this region');
    const isOff = ({ service, operation, region, accessKeyId }: Call) =>
      service === 'sts' &&
      region === 'eu-west-1' &&
      (operation === 'AssumeRole' || accessKeyId?.startsWith('ASIADEMO') === true);
    const { aws, calls, scan } = await company(context, (call) =>
      isOff(call) ? { status: off[0], body: off[1] } : undefined,
    );
    const args = ['--accounts', 'wms-prod,dispatch-prod', '--role', 'LarkspurAudit'];
    const run = await scan([...args, '--kind', 'ebs-snapshot', '--region', 'eu-west-1,us-east-1'], {
      ...aws.environment,
      AWS_REGION: 'eu-west-1',
    });
    assert.equal(run.exitCode, 0, run.stderr);
    assert.deepEqual(outcomes(), { 'wms-prod': 'done', 'dispatch-prod': 'done' });
    assert.deepEqual(
      calls
        .filter(({ operation }) => operation === 'AssumeRole')
        .map(({ region }) => region)
        .toSorted(),
      ['eu-west-1', 'eu-west-1', 'us-east-1', 'us-east-1'],
    );
    assert.deepEqual(
      lines('coverage').map(({ outcome }) => outcome === 'done' || outcome === 'empty'),
      [true, true, true, true],
    );
  });

  test('takes the regions that each account has opted in to, which the caller’s own may not have', async (context) => {
    const { scan } = await company(context);
    const args = [
      '--accounts',
      'singapore-prod,wms-prod',
      '--role',
      'LarkspurAudit',
      '--kind',
      'datasync-agent',
    ];
    const all = await scan(args);
    assert.equal(all.exitCode, 0, all.stderr);
    const regionsOf = (account: string) =>
      lines('coverage')
        .filter((line) => line.account === account && line.outcome !== 'skipped')
        .map(({ region }) => region);
    assert.equal(regionsOf(SINGAPORE).includes('ap-southeast-3'), true);
    assert.deepEqual(
      regionsOf(SINGAPORE)
        .filter((region) => region !== 'ap-southeast-3')
        .toSorted(),
      regionsOf(WMS).toSorted(),
    );

    const one = await scan([...args, '--region', 'ap-southeast-3']);
    assert.equal(one.exitCode, 0, one.stderr);
    assert.match(one.stderr, /singapore-prod +done/);
    assert.match(one.stderr, /wms-prod +skipped/);
  });

  test('takes every account’s rows with the credentials of that account and its own role, and of no other', async (context) => {
    const { calls, scan } = await company(context);
    writeFileSync(
      place.file('config.json'),
      JSON.stringify({
        role: 'LarkspurAudit',
        account_exceptions: {
          [WMS]: { role: 'partners/PartnerAudit', external_id: 'larkspur-7731' },
          [DISPATCH]: { role: 'AWSControlTowerExecution' },
        },
      }),
    );
    const run = await scan([
      ...['--config', place.file('config.json'), '--accounts', 'wms-prod,dispatch-prod,sap-prod'],
      ...['--kind', 'snapshots', '--region', 'us-east-1'],
    ]);
    assert.equal(run.exitCode, 0, run.stderr);
    const used = calls
      .filter(({ service }) => service !== 'sts' && service !== 'organizations')
      .map(({ accessKeyId, token }) => {
        const { account, role } = JSON.parse(Buffer.from(token ?? '', 'base64url').toString());
        assert.equal(accessKeyId, keyOf(account));
        return `${account} ${role}`;
      });
    assert.deepEqual(
      [...new Set(used)].toSorted(),
      [
        `${DISPATCH} AWSControlTowerExecution`,
        `${WMS} PartnerAudit`,
        '306677889900 LarkspurAudit',
      ].toSorted(),
    );
    assert.equal(calls.filter(({ operation }) => operation === 'AssumeRole').length, 3);
  });

  test('stores no row where the credentials turn out to be of another account, and lists nothing with them', async (context) => {
    const { calls, scan } = await company(context, (call) =>
      call.operation === 'AssumeRole' && call.parameters.text('RoleArn')?.includes(WMS) === true
        ? {
            status: 200,
            body: `<AssumeRoleResponse><AssumeRoleResult>${USER_KEYS}</AssumeRoleResult></AssumeRoleResponse>`,
          }
        : undefined,
    );
    const args = ['--accounts', 'wms-prod,dispatch-prod', '--role', 'LarkspurAudit'];
    const run = await scan([...args, '--kind', 'ebs-snapshot', '--region', 'us-east-1,eu-west-1']);
    assert.equal(run.exitCode, 3, run.stderr);
    assert.deepEqual(outcomes(), { 'wms-prod': 'failed', 'dispatch-prod': 'done' });
    assert.match(run.stderr, /302233445566 was meant, and the credentials are of 104729310482/);
    assert.deepEqual([...new Set(lines('ebs-snapshot').map(({ account }) => account))], [DISPATCH]);
    const listed = calls
      .filter(({ operation }) => operation === 'DescribeSnapshots')
      .map(({ accessKeyId }) => accessKeyId);
    assert.deepEqual([...new Set(listed)], [keyOf(DISPATCH)]);
  });

  test('needs no name inside of an account: nothing but the kinds, their prices, its regions and its identity is asked there', async (context) => {
    const { calls, scan } = await company(context);
    const args = ['--accounts', 'wms-prod,dispatch-prod', '--role', 'LarkspurAudit'];
    const run = await scan([...args, '--kind', 'ebs-snapshot', '--region', 'us-east-1']);
    assert.equal(run.exitCode, 0, run.stderr);
    const inside = calls.filter(({ accessKeyId }) => accessKeyId?.startsWith('ASIADEMO') === true);
    const asked = new Set(inside.map(({ service, operation }) => `${service}:${operation}`));
    assert.deepEqual([...asked].toSorted(), [
      'dlm:GetLifecyclePolicies',
      'ec2:DescribeFastSnapshotRestores',
      'ec2:DescribeImages',
      'ec2:DescribeLaunchTemplateVersions',
      'ec2:DescribeLockedSnapshots',
      'ec2:DescribeRegions',
      'ec2:DescribeSnapshots',
      'ec2:DescribeVolumes',
      'pricing:GetProducts',
      'sts:GetCallerIdentity',
    ]);
    assert.equal(
      calls.some(({ operation }) => operation === 'DescribeAccount'),
      false,
    );
    assert.deepEqual(
      [...new Set(lines('ebs-snapshot').map(({ account_name: name, ou }) => `${name} ${ou}`))],
      ['dispatch-prod Workloads/Prod'],
    );
  });

  test('goes on where two accounts have one name that would act on a terminal: ids are shown, and nothing acts', async (context) => {
    const named = 'a\u001b[2Jb\u202ec';
    const { scan } = await company(context, ({ operation }, { body }) =>
      operation === 'ListAccounts'
        ? { body: body.replace(/"(wms|dispatch)-prod"/g, JSON.stringify(named)) }
        : undefined,
    );
    const args = ['--accounts', `${WMS},${DISPATCH}`, '--role', 'LarkspurAudit', '--kind', 'ebs-snapshot'];
    const run = await scan([...args, '--region', 'us-east-1']);
    assert.equal(run.exitCode, 0, run.stderr);
    assert.deepEqual(
      run.stderr.split('\n').filter((line) => line.startsWith('notice: ')),
      [`notice: 2 accounts are called a\ufffd[2Jb\ufffdc: ${DISPATCH}, ${WMS}`],
    );
    const printed = [...run.stdout.split('\n'), ...run.stderr.split('\n')];
    assert.deepEqual(
      printed.filter((line) => /[\p{Cc}\p{Cf}]/u.test(line)),
      [],
    );
    assert.deepEqual(
      lines('account').map(({ account, outcome }) => [account, outcome]),
      [
        [DISPATCH, 'done'],
        [WMS, 'done'],
      ],
    );
  });

  for (const command of ['scan', 'accounts']) {
    test(`asks for one MFA code, whatever many accounts ${command} enters`, PTY, async (context) => {
      const { aws, calls } = await company(context, (call) =>
        call.parameters.text('SerialNumber') === undefined
          ? undefined
          : {
              status: 200,
              body: `<AssumeRoleResponse><AssumeRoleResult>${USER_KEYS}</AssumeRoleResult></AssumeRoleResponse>`,
            },
      );
      const serial = 'arn:aws:iam::104729310482:mfa/me';
      writeFileSync(
        place.file('aws-config'),
        `[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = secret\n[profile admin]\nregion = us-east-1\nsource_profile = base\nrole_arn = arn:aws:iam::104729310482:role/admin\nmfa_serial = ${serial}\n`,
      );
      const which = 'wms-prod,dispatch-prod,customs-prod,sap-prod';
      const args =
        command === 'scan'
          ? [
              'scan',
              '--accounts',
              which,
              '--kind',
              'ebs-snapshot',
              '--region',
              'us-east-1,eu-west-1',
              '--format',
              'ndjson',
            ]
          : ['accounts', which, '--check'];
      await using terminal = openTerminal({
        args: [PROGRAM, ...args, '--role', 'LarkspurAudit', '--profile', 'admin'],
        cwd: place.folder,
        env: { ...place.environment, AWS_ENDPOINT_URL: aws.url },
      });
      await terminal.waitForText(`MFA code for ${serial}:`);
      terminal.type('123456\r');
      assert.equal((await terminal.exit).exitCode, 0, terminal.allLines().join('\n'));
      const assumed = calls.filter(({ operation }) => operation === 'AssumeRole');
      assert.deepEqual(
        assumed.flatMap((call) => call.parameters.text('TokenCode') ?? []),
        ['123456'],
      );
      assert.equal(assumed.length, 5);
      assert.equal(terminal.rawOutput().split('MFA code for').length - 1, 1);
    });
  }
});
