/** The region that is asked first: what the real program does where it is off, none, or may not list the others. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, suite, test } from 'node:test';
import { makePlace, type Place, type Run } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';
import { refusedBySts, type StandIn, type StandInAnswer, startStandIn } from '../helpers/stand-in.ts';

const refusedByEc2 = (code: string): StandInAnswer => [
  401,
  `<Response><Errors><Error><Code>${code}</Code><Message>no</Message></Error></Errors></Response>`,
];
const BAD_TOKEN = refusedBySts('InvalidClientTokenId', 'The security token is invalid');
const SCAN = ['scan', '--kind', 'ebs-snapshot', '--format', 'ndjson', '--output', '-'];

suite('the region that is asked first', () => {
  let aws: StandIn;
  let place: Place;
  before(async () => {
    aws = await startStandIn();
  });
  after(() => aws.close());
  beforeEach(() => {
    place = makePlace();
    aws.answers.clear();
  });
  afterEach(() => place.remove());

  const run = (region: string, args: readonly string[]): Promise<Run> =>
    runWarm(place, args, {
      ...{ AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'secret' },
      ...{ AWS_ENDPOINT_URL: aws.url, AWS_REGION: region },
    });
  const notices = ({ stderr }: Run): readonly string[] =>
    stderr.split('\n').filter((line) => line.startsWith('notice: '));

  for (const [what, code] of [
    ['with a bad token', 'InvalidClientTokenId'],
    ['as a region that is off', 'RegionDisabledException'],
  ] as const) {
    test(`that is off for the account, which STS says ${what}, gives way to another of its partition`, async () => {
      aws.answers.set('GetCallerIdentity me-south-1', refusedBySts(code, 'no'));
      aws.answers.set('DescribeRegions me-south-1', refusedByEc2('AuthFailure'));
      const words =
        'me-south-1, the region that is set, is off for this account: us-east-1 was asked instead';
      const regions = await run('me-south-1', ['regions']);
      assert.equal(regions.exitCode, 0, regions.stderr);
      assert.deepEqual(notices(regions), [`notice: ${words}`]);
      const scan = await run('me-south-1', [...SCAN, '--region', 'us-east-1']);
      assert.equal(scan.exitCode, 0, scan.stderr);
      assert.deepEqual(notices(scan), [`notice: ${words}`]);
    });
  }

  test('that is none gives way, too, and is named', async () => {
    aws.answers.set('GetCallerIdentity us-est-1', BAD_TOKEN);
    aws.answers.set('DescribeRegions us-est-1', refusedByEc2('AuthFailure'));
    const { exitCode, stderr, ...rest } = await run('us-est-1', ['regions']);
    assert.equal(exitCode, 0, stderr);
    assert.deepEqual(notices({ exitCode, stderr, ...rest }), [
      'notice: us-est-1, the region that is set, is none that AWS lists for this account: us-east-1 was asked instead',
    ]);
  });

  test('that refuses keys which no other takes either is believed', async () => {
    aws.answers.set('GetCallerIdentity', BAD_TOKEN);
    const { exitCode, stderr } = await run('me-south-1', ['regions']);
    assert.equal(exitCode, 4);
    assert.match(
      stderr,
      /^AWS does not accept these credentials\.\nsts GetCallerIdentity: InvalidClientTokenId: /,
    );
  });

  test('that refuses the list though it knows the caller leaves it to --region, which could not be checked', async () => {
    for (const code of ['OptInRequired', 'InvalidAction']) {
      aws.answers.set('DescribeRegions', refusedByEc2(code));
      const named = await run('us-east-1', [...SCAN, '--region', 'us-east-1,eu-west-1']);
      assert.equal(named.exitCode, 0, named.stderr);
      assert.deepEqual(notices(named), [
        `notice: AWS refused to list the regions (${code}): whether those that are named are on could not be checked`,
      ]);
      assert.match(named.stderr, /2 regions: eu-west-1, us-east-1/);
      const all = await run('us-east-1', SCAN);
      assert.equal(all.exitCode, 4);
      assert.deepEqual(all.stderr.trimEnd().split('\n'), [
        "AWS did not list the account's regions, so nothing was scanned.",
        `ec2 DescribeRegions: ${code}: no`,
        'With --region, the regions that it names are scanned without that list.',
      ]);
    }
  });
});
