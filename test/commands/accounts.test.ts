/** The list of accounts, through the real program against a simulated organization. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, beforeEach, suite, test } from 'node:test';
import { type DemoServer, startDemoServer } from '../../source/demo/server.ts';
import { makePlace, type Place, type Run } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';
import { refusedBySts, type StandIn, startStandIn } from '../helpers/stand-in.ts';

const USER = { AWS_ACCESS_KEY_ID: 'AKIASNAPDECKDEMO0000', AWS_SECRET_ACCESS_KEY: 'secret' };
/** Keys of a role in a member account. */
const MEMBER = {
  AWS_ACCESS_KEY_ID: 'ASIADEMO301122334455',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: Buffer.from(
    JSON.stringify({ account: '301122334455', role: 'Dev', session: 'me' }),
  ).toString('base64url'),
};
const SIGN_IN = [
  '[sso-session larkspur]',
  'sso_start_url = https://larkspur.awsapps.com/start',
  'sso_region = eu-west-1\n',
].join('\n');

suite('snapdeck accounts', () => {
  let aws: DemoServer;
  let place: Place;
  before(async () => {
    aws = await startDemoServer({ size: 'small', latency: 0, organization: true });
  });
  after(() => aws.close());
  beforeEach(() => {
    place = makePlace();
    aws.setFaults([]);
    aws.resetCounters();
  });
  afterEach(() => place.remove());

  function accounts(args: readonly string[], environment: NodeJS.ProcessEnv = USER): Promise<Run> {
    return runWarm(place, ['accounts', ...args], {
      AWS_ENDPOINT_URL: aws.url,
      AWS_REGION: 'us-east-1',
      ...environment,
    });
  }

  /** How often each operation was called. */
  function calls(): Readonly<Record<string, number>> {
    const counted = Object.entries(aws.counters().byCall).map(([key, { calls: count }]) => [
      key.split(':')[1],
      count,
    ]);
    return Object.fromEntries(counted);
  }

  function signedIn(token: Readonly<Record<string, string>> | null, home = place.folder): void {
    const folder = path.join(home, '.aws/sso/cache');
    mkdirSync(folder, { recursive: true });
    const name = `${createHash('sha1').update('larkspur').digest('hex')}.json`;
    if (token !== null) writeFileSync(path.join(folder, name), JSON.stringify(token));
    writeFileSync(place.file('aws-config'), SIGN_IN);
  }

  test('shows every account of the organization, tries the way into each, and says what is missing', async () => {
    // Organizations and STS have limits of their own.
    aws.setFaults([
      { service: 'organizations', operation: 'ListRoots', effect: 'throttled', times: 1 },
      { service: 'sts', operation: 'AssumeRole', effect: 'throttled', times: 1 },
    ]);
    const { exitCode, stdout, stderr } = await accounts(['org', '--role', 'LarkspurAudit', '--check']);
    assert.equal(exitCode, 3, stderr);
    assert.equal(
      stderr,
      'organization o-lk7spur4fr · 24 accounts, 2 of them not active · as arn:aws:iam::104729310482:user/demo\n21 of 22 accounts can be entered\n',
    );
    const lines = stdout.split('\n');
    assert.equal(lines.length, 28);
    for (const line of [
      'Account       Name              OU                 State            Entered by          Check',
      '602233445566  mueller-erp       Hamburg            active           role LarkspurAudit  refused',
      '104729310482  Larkspur Freight  Root               active           own credentials     entered',
      '702233445566  mueller-pilot     Suspended          pending closure  -                   skipped',
      '302233445566  wms-prod          Workloads/Prod     active           role LarkspurAudit  entered',
      '602233445566 mueller-erp: arn:aws:iam::602233445566:role/LarkspurAudit cannot be assumed (AccessDenied): the role has to be there, its trust policy has to allow sts:AssumeRole to arn:aws:iam::104729310482:user/demo, and so has the caller’s own policy',
    ])
      assert.ok(lines.includes(line), `${line}\nis not in\n${stdout}`);
    const { AssumeRole: assumed, GetCallerIdentity: asked, ListAccounts: pages } = calls();
    assert.deepEqual({ assumed, asked, pages }, { assumed: 22, asked: 21, pages: 2 });
  });

  test('prints a CSV that it takes again as a file, ways in and all', async () => {
    const role = ['--role', 'partners/PartnerAudit', '--external-id', 'larkspur-7731'];
    const listed = await accounts(['tag:team=Tran*,!sandbox-*', ...role, '--format', 'csv']);
    assert.deepEqual([listed.exitCode, listed.stderr], [0, '']);
    assert.deepEqual(listed.stdout.replace('\ufeff', '').split('\r\n').slice(0, 3), [
      'id,name,ou,state,entry,role,external_id,sso_role,profile,entered,problem',
      '601122334455,mueller-prod,Hamburg,ACTIVE,role,arn:aws:iam::601122334455:role/partners/PartnerAudit,larkspur-7731,,,,',
      '401122334455,dispatch-staging,Workloads/NonProd,ACTIVE,role,arn:aws:iam::401122334455:role/partners/PartnerAudit,larkspur-7731,,,,',
    ]);
    writeFileSync(place.file('accounts.csv'), listed.stdout);
    const again = await accounts(['@accounts.csv', '--check', '--format', 'json']);
    assert.equal(again.exitCode, 0, again.stderr);
    const rows = JSON.parse(again.stdout);
    assert.equal(rows.length, 3);
    assert.deepEqual(rows[2], {
      account: '301122334455',
      ...{ name: 'dispatch-prod', ou: 'Workloads/Prod', state: 'ACTIVE', entry: 'role' },
      role: 'arn:aws:iam::301122334455:role/partners/PartnerAudit',
      external_id: 'larkspur-7731',
      ...{ sso_role: null, profile: null, entered: true, problem: null },
    });
  });

  test('says so where the trust policy wants another external id', async () => {
    const role = ['--role', 'partners/PartnerAudit', '--external-id', 'guessed'];
    const { exitCode, stdout, stderr } = await accounts([
      'wms-prod',
      ...role,
      '--check',
      '--format',
      'ndjson',
    ]);
    assert.deepEqual([exitCode, stderr], [3, '0 of 1 account can be entered\n']);
    assert.deepEqual(
      [JSON.parse(stdout).kind, JSON.parse(stdout).problem],
      [
        'account',
        'arn:aws:iam::302233445566:role/partners/PartnerAudit cannot be assumed (AccessDenied): the role has to be there, its trust policy has to allow sts:AssumeRole to arn:aws:iam::104729310482:user/demo with the external id guessed, and so has the caller’s own policy',
      ],
    );
  });

  test('shows and enters what the person who signed in by SSO may enter, without any permission of IAM', async () => {
    signedIn({
      accessToken: 'snapdeck-demo-sign-in',
      expiresAt: '2099-01-01T00:00:00Z',
      region: 'eu-west-1',
    });
    const run = await accounts(['sso,!sandbox-*', '--check', '--format', 'ndjson'], {});
    assert.deepEqual([run.exitCode, run.stderr], [3, '18 of 19 accounts can be entered\n']);
    const rows = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const ways = Object.fromEntries(rows.map(({ name, sso_role, problem }) => [name, sso_role ?? problem]));
    assert.deepEqual(
      [ways['Larkspur Freight'], ways.audit, ways['wms-prod'], ways['sap-prod']],
      [
        'ViewOnlyAccess',
        'SecurityAudit',
        'ReadOnlyAccess',
        'no role that only reads (there you have AdministratorAccess): name one with --sso-role',
      ],
    );
    const {
      AssumeRole: assumed = 0,
      GetRoleCredentials: had,
      DescribeOrganization: organizations = 0,
    } = calls();
    assert.deepEqual({ assumed, had, organizations }, { assumed: 0, had: 18, organizations: 0 });
    const named = await accounts(
      ['sso,!sandbox-*', '--sso-role', 'Audit,AdministratorAccess', '--format', 'csv'],
      {},
    );
    assert.match(named.stdout, /,sap-prod,,,sso,,,AdministratorAccess,,,\r\n/);
    assert.match(
      named.stderr,
      /^notice: 2 accounts: none of Audit, AdministratorAccess \(there you have SecurityAudit\)$/m,
    );
  });

  test('says how to sign in where nobody is, in one line', async () => {
    const good = { accessToken: 'snapdeck-demo-sign-in', expiresAt: '2099-01-01T00:00:00Z' };
    const signIn = 'To sign in: aws sso login --sso-session larkspur\n';
    const cases = [
      [
        null,
        `The SSO sign-in of sso_session "larkspur" is missing or has expired: there is none yet, or it has been ended. ${signIn}`,
      ],
      [
        { ...good, expiresAt: '2020-01-01T00:00:00Z' },
        `The SSO sign-in of sso_session "larkspur" is missing or has expired: it expired at 2020-01-01T00:00:00Z. ${signIn}`,
      ],
      [
        { ...good, region: 'us-east-1' },
        `The last sign-in of sso_session "larkspur" was in us-east-1, but its sso_region says eu-west-1: put it right in your AWS configuration, or sign in again. ${signIn}`,
      ],
      [
        { ...good, accessToken: 'of yesterday' },
        `The SSO sign-in of sso_session "larkspur" has ended: its token is not accepted any more in eu-west-1. ${signIn}`,
      ],
    ] as const;
    const runs = cases.map(async ([token], index) => {
      const home = place.file(`home-${index}`);
      signedIn(token, home);
      return await accounts(['sso'], { HOME: home });
    });
    for (const [index, run] of (await Promise.all(runs)).entries())
      assert.deepEqual(run, { exitCode: 4, stdout: '', stderr: cases[index]?.[1] });
    writeFileSync(place.file('aws-config'), '[default]\nregion = us-east-1\n');
    assert.deepEqual(await accounts(['sso'], {}), {
      exitCode: 4,
      stdout: '',
      stderr:
        'No profile or [sso-session] of your AWS configuration says where to sign in to IAM Identity Center. To set one up: aws configure sso\n',
    });
  });

  test('names the listing that fails for good', async () => {
    const place = { service: 'organizations', operation: 'ListAccounts' };
    aws.setFaults([
      { ...place, accessKeyId: 'AKIAONE', effect: 'repeat-token' },
      { ...place, accessKeyId: 'AKIATWO', effect: 'html-body' },
    ]);
    const [repeated, garbage] = await Promise.all(
      ['AKIAONE', 'AKIATWO'].map((key) => accounts(['org'], { ...USER, AWS_ACCESS_KEY_ID: key })),
    );
    assert.deepEqual(repeated, {
      exitCode: 4,
      stdout: '',
      stderr: 'The accounts cannot be listed: the service repeated a page.\n',
    });
    assert.equal(garbage?.exitCode, 4);
    assert.match(
      garbage?.stderr ?? '',
      /^The accounts cannot be listed: organizations:ListAccounts: GarbageAnswer: HTML came instead of an answer [^\n]*\n$/,
    );
  });

  test('names who may list the organization where the caller may not, and what to do instead', async () => {
    const fromMember = accounts(['org', '--role', 'LarkspurAudit'], MEMBER);
    const own = accounts([], MEMBER);
    const byId = accounts(['302233445566', '--role', 'LarkspurAudit', '--format', 'csv'], MEMBER);
    assert.deepEqual(await fromMember, {
      exitCode: 4,
      stdout: '',
      stderr: [
        "The organization cannot be listed from the account 301122334455 (AccessDeniedException: You don't have permissions to access this resource.).",
        'organizations:ListAccounts is for the management account 104729310482 and delegated administrators, whose policy has to allow it. Without it: --accounts sso, account ids, or a file of them (@FILE).\n',
      ].join('\n'),
    });
    assert.match((await own).stdout, /^301122334455 {2}dispatch-prod {2}- {3}- {6}own credentials$/m);
    assert.match(
      (await byId).stderr,
      /^notice: names, states and units are not known: The organization cannot/,
    );
    assert.match((await byId).stdout, /302233445566,,,,role,arn:aws:iam::302233445566:role\/LarkspurAudit,/);
  });

  test('lists the accounts where the units may not be listed, and says so', async () => {
    aws.setFaults([{ service: 'organizations', operation: 'ListRoots', effect: 'denied' }]);
    const [all, unit] = await Promise.all([
      accounts(['org', '--format', 'csv']),
      accounts(['ou-lk7s-00000000']),
    ]);
    assert.equal(all.exitCode, 0);
    assert.match(all.stdout, /\r\n302233445566,wms-prod,,ACTIVE,none,/);
    assert.equal(
      all.stderr,
      'notice: the organizational units are not known: organizations:ListRoots is refused (AccessDeniedException)\nnotice: 21 accounts: no role is named for it: --role NAME\n',
    );
    assert.deepEqual(unit, {
      exitCode: 4,
      stdout: '',
      stderr:
        'What is below ou-lk7s-00000000 cannot be told: the organizational units are not known: organizations:ListRoots is refused (AccessDeniedException).\n',
    });
  });

  test('refuses what cannot be meant in one line, most of it before any call', async () => {
    writeFileSync(place.file('ids.txt'), `${'302233445566\n'.repeat(6)}30223344556\n`);
    writeFileSync(
      place.file('aws-config'),
      '[profile a]\nregion = us-east-1\n[profile b]\nregion = us-east-1\n',
    );
    const refused = [
      [
        ['@ids.txt'],
        'ids.txt, line 7: "30223344556" is not an account id (12 digits; a spreadsheet cuts leading zeros).',
      ],
      [
        ['org', '--role', 'arn:aws-*:iam::{account}:role/A'],
        '--role: there is no partition "aws-*": it is one of aws, aws-us-gov, aws-cn, aws-eusc (given: arn:aws-*:iam::{account}:role/A)',
      ],
      [
        ['--role', 'Audit'],
        '--role says how accounts are entered, and none is chosen: choose them with --accounts, such as --accounts org.',
      ],
      [
        ['org', '--sso-role', 'Audit'],
        '--sso-role is for accounts that are entered by SSO: choose them with --accounts sso.',
      ],
      [
        ['sso', '--role', 'Audit'],
        '--role is not for accounts that are entered by SSO: name their roles with --sso-role.',
      ],
      [
        ['org', '--session-duration', '5m'],
        '--session-duration takes 15m to 12h, or seconds from 900 to 43200 (given: 5m)',
      ],
      [
        ['org', '--profile', 'a,b'],
        '--profile names several accounts, and so does the choice: name one profile, whose credentials list and enter them.',
      ],
    ] as const;
    const runs = await Promise.all(refused.map(([args]) => accounts(args)));
    for (const [index, run] of runs.entries())
      assert.deepEqual(run, { exitCode: 2, stdout: '', stderr: `snapdeck: ${refused[index]?.[1]}\n` });
    assert.equal(aws.counters().calls, 0);
    assert.deepEqual(await accounts(['999999999999']), {
      exitCode: 2,
      stdout: '',
      stderr:
        'snapdeck: There is no account 999999999999 in the organization o-lk7spur4fr. One that is elsewhere can be named in a file: --accounts @FILE.\n',
    });
  });

  test('takes several profiles as an account each, one of them once, and says which cannot be had', async () => {
    const keys = (account: string) =>
      `aws_access_key_id = ASIADEMO${account}\naws_secret_access_key = secret\n`;
    writeFileSync(
      place.file('aws-config'),
      `[profile prod-a]\n${keys('302233445566')}[profile prod-b]\n${keys('302233445566')}[profile prod-c]\nrole_arn = x\n[profile lab]\n${keys('501122334455')}`,
    );
    const { exitCode, stdout, stderr } = await accounts(['--profile', 'lab,prod-*', '--format', 'csv'], {});
    assert.equal(exitCode, 3, stderr);
    assert.deepEqual(stdout.split('\r\n').slice(1), [
      '501122334455,sandbox-okafor,,,profile,,,,lab,yes,',
      '302233445566,wms-prod,,,profile,,,,prod-a,yes,',
      ',,,,profile,,,,prod-c,no,"the profile prod-c: The profile ""prod-c"" has a role_arn, but neither source_profile nor credential_source."',
      '',
    ]);
    assert.equal(
      stderr,
      'notice: the profiles prod-a and prod-b are of one account, 302233445566: it is taken once, with prod-a\n',
    );
  });

  test('takes choice, role and exceptions from config.json', async () => {
    writeFileSync(
      place.file('config.json'),
      JSON.stringify({
        account_mappings: { '302233445566': 'Hamburg WMS' },
        accounts: ['*-prod', '!larkspur-*'],
        role: 'LarkspurAudit',
        account_exceptions: {
          '302233445566': { role: 'partners/PartnerAudit', external_id: 'larkspur-7731' },
          '304455667788': { profile: 'data' },
        },
      }),
    );
    const { exitCode, stdout, stderr } = await accounts(['--check', '--format', 'csv']);
    assert.equal(exitCode, 3, stderr);
    const rows = stdout.split('\r\n').map((line) => line.split(','));
    const ways = Object.fromEntries(
      rows.map(([id, name, , , way, role, external]) => [id, { name, way, role, external }]),
    );
    assert.deepEqual(ways['302233445566'], {
      ...{ name: 'Hamburg WMS', way: 'role' },
      role: 'arn:aws:iam::302233445566:role/partners/PartnerAudit',
      external: 'larkspur-7731',
    });
    assert.equal(ways['301122334455']?.role, 'arn:aws:iam::301122334455:role/LarkspurAudit');
    assert.match(stdout, /304455667788,data-prod,[^\r]*,none,,,,,no,"?there is no profile ""?data/);
    assert.equal(ways['123456789012'], undefined);
  });

  test('says once what several accounts lack alike', async () => {
    const run = await accounts(['*-dev,*-staging', '--role', 'Nobody', '--check']);
    assert.equal(run.exitCode, 3);
    assert.deepEqual(run.stdout.split('\n').slice(6), [
      '4 accounts: arn:aws:iam::{account}:role/Nobody cannot be assumed (AccessDenied): the role has to be there, its trust policy has to allow sts:AssumeRole to arn:aws:iam::104729310482:user/demo, and so has the caller’s own policy',
      '',
    ]);
  });

  test('--demo-org shows the company without a network', async () => {
    const { exitCode, stdout } = await accounts(
      ['--demo-org', '--check', '--format', 'ndjson', '--latency', '0'],
      {},
    );
    assert.equal(exitCode, 3);
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(rows.length, 24);
    assert.deepEqual(
      rows.filter(({ entered }) => entered !== true).map(({ name, entry }) => [name, entry]),
      [
        ['mueller-erp', 'role'],
        ['mueller-pilot', 'skipped'],
        ['old-tracking', 'skipped'],
      ],
    );
    const sso = await accounts(['sso,!sap-*', '--demo-org', '--check', '--latency', '0'], {});
    assert.equal(sso.exitCode, 0);
    assert.equal(sso.stderr, '20 accounts\n20 of 20 accounts can be entered\n');
  });
});

suite('what AWS lists of accounts', () => {
  let aws: StandIn;
  const place = makePlace();
  before(async () => {
    aws = await startStandIn();
  });
  after(async () => {
    await aws.close();
    place.remove();
  });

  test('is nothing where the account is in no organization', async () => {
    const run = await runWarm(place, ['accounts', 'org'], {
      ...{ AWS_ENDPOINT_URL: aws.url, AWS_REGION: 'us-east-1' },
      ...USER,
    });
    assert.deepEqual(run, {
      exitCode: 4,
      stdout: '',
      stderr:
        'The account 123456789012 is in no organization (AWSOrganizationsNotInUseException). Name accounts by id, in a file (@FILE), or by --accounts sso.\n',
    });
  });

  test('may be without a state, an id or units, and hold what would act on a terminal', async () => {
    const Accounts = [
      { Id: '111111111111', Name: 'a\u001b[2Jb' },
      { Id: '222222222222', Name: 'a\u001b[2Jb', State: 'ACTIVE' },
      { Id: '333333333333', Name: 'old', Status: 'SUSPENDED' },
      { Name: 'nobody' },
    ];
    aws.answers.set('ListAccounts', [200, JSON.stringify({ Accounts })]);
    const { exitCode, stdout, stderr } = await runWarm(place, ['accounts', 'org', '--role', 'Audit'], {
      ...{ AWS_ENDPOINT_URL: aws.url, AWS_REGION: 'us-east-1' },
      ...USER,
    });
    assert.equal(exitCode, 0, stderr);
    assert.equal(
      stderr,
      [
        'organization of unknown id · 3 accounts, 1 of them not active · as arn:aws:iam::123456789012:user/demo',
        'notice: AWS listed 1 account without an id; left out',
        'notice: the organizational units are not known: organizations:ListRoots is refused (AWSOrganizationsNotInUseException)',
        'notice: 2 accounts are called a\ufffd[2Jb: 111111111111, 222222222222\n',
      ].join('\n'),
    );
    assert.deepEqual(stdout.split('\n'), [
      'Account       Name    OU  State      Entered by',
      '111111111111  a\ufffd[2Jb  -   -          role Audit',
      '222222222222  a\ufffd[2Jb  -   active     role Audit',
      '333333333333  old     -   suspended  -',
      '',
    ]);
  });
});

suite('the identity behind an entered account', () => {
  let aws: StandIn;
  const place = makePlace();
  before(async () => {
    aws = await startStandIn();
  });
  after(async () => {
    await aws.close();
    place.remove();
  });

  test('has to be that of the account, wherever STS answers', async () => {
    aws.answers.set(
      'AssumeRole eu-west-1',
      refusedBySts('RegionDisabledException', 'STS is not activated in this region'),
    );
    const { exitCode, stdout } = await runWarm(
      place,
      ['accounts', '302233445566', '--role', 'Audit', '--check', '--format', 'ndjson'],
      { AWS_ENDPOINT_URL: aws.url, AWS_REGION: 'eu-west-1', ...USER },
    );
    assert.equal(exitCode, 3);
    assert.equal(
      JSON.parse(stdout).problem,
      'arn:aws:iam::302233445566:role/Audit: the credentials are those of the account 123456789012, not of this one',
    );
    assert.equal(aws.seen.filter(({ what }) => what === 'AssumeRole').length, 2);
    assert.equal(aws.seen.at(-1)?.accessKeyId, 'ASIAROLE');
  });
});
