/** IAM Identity Center over HTTP: the AWS CLI and snapdeck find the same sign-in, and have the same of its portal. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import * as v from 'valibot';
import { demoSsoToken } from '../../source/demo/environment.ts';
import { startDemoServer } from '../../source/demo/server.ts';
import { bothPrograms, NEEDS_CLI, PROGRAMS, type Setting } from './both-programs.ts';
import type { StsQuestion } from './recording-aws.ts';
import { Comparison, jsonRow, jsonRows, sortedBy } from './rows.ts';

/** The management account, which a role of its sign-in opens, and one of the others. */
const ID = '104729310482';
const ROLE = 'ViewOnlyAccess';
const MEMBER = 'arn:aws:iam::254321098765:role/LarkspurAudit';
const SIGNED_IN = /^arn:aws:sts::104729310482:assumed-role\/AWSReservedSSO_ViewOnlyAccess_\w+$/;
const ENTERED = /^arn:aws:sts::254321098765:assumed-role\/LarkspurAudit$/;
const START_URL = 'https://larkspur.awsapps.com/start';
const LATER = '2099-01-01T00:00:00Z';
const TOKEN = { startUrl: START_URL, region: 'eu-west-1', accessToken: demoSsoToken, expiresAt: LATER };
const EXPIRED = { ...TOKEN, accessToken: 'of yesterday', expiresAt: '2026-01-01T00:00:00Z' };
const RENEWAL = {
  ...{ clientId: 'client', clientSecret: 'secret', refreshToken: 'refresh' },
  registrationExpiresAt: LATER,
};

const PROFILE = `sso_account_id = ${ID}\nsso_role_name = ${ROLE}\n`;
const sessionOf = (name: string, profile = name): string =>
  `[sso-session ${name}]\nsso_start_url = ${START_URL}\nsso_region = eu-west-1\n[profile prod]\nsso_session = ${profile}\n${PROFILE}`;
const OLD_FORM = `[profile prod]\nsso_start_url = ${START_URL}\nsso_region = eu-west-1\n${PROFILE}`;

/** A token as `aws sso login` leaves it, under the name that it is looked for. */
const cached = (name: string, token: object): Readonly<Record<string, string>> => ({
  [`.aws/sso/cache/${createHash('sha1').update(name).digest('hex')}.json`]: JSON.stringify(token),
});

const had: StsQuestion = {
  Action: 'GetRoleCredentials',
  token: demoSsoToken,
  account_id: ID,
  role_name: ROLE,
};
const renewal: StsQuestion = {
  ...{ Action: 'CreateToken', grantType: 'refresh_token', refreshToken: 'refresh' },
  ...{ clientId: 'client', clientSecret: 'secret' },
};

/** Sign-ins that are good: what the portal is asked before STS. */
const GOOD: readonly (Setting & { readonly what: string; readonly asked: readonly StsQuestion[] })[] = [
  {
    what: 'a session',
    config: sessionOf('larkspur'),
    files: cached('larkspur', TOKEN),
    asked: [had],
  },
  {
    what: 'a session with a name of more than letters, among the tokens of others',
    config: sessionOf('Größe-東京.2'),
    files: {
      ...cached('Größe-東京.2', TOKEN),
      ...cached(START_URL, EXPIRED),
      ...cached('larkspur', EXPIRED),
    },
    asked: [had],
  },
  {
    what: 'the old form, by its start URL',
    config: OLD_FORM,
    files: { ...cached(START_URL, TOKEN), ...cached('prod', EXPIRED) },
    asked: [had],
  },
  {
    what: 'a token that has expired and can be renewed',
    config: sessionOf('larkspur'),
    files: cached('larkspur', { ...EXPIRED, ...RENEWAL }),
    asked: [renewal, had],
  },
  {
    what: 'a role by the role of a sign-in',
    config: `${sessionOf('larkspur')}[profile chain]\nrole_arn = ${MEMBER}\nsource_profile = prod\n`,
    profile: 'chain',
    files: cached('larkspur', TOKEN),
    asked: [had, { Action: 'AssumeRole', RoleArn: MEMBER, signedBy: ROLE, region: 'eu-west-1' }],
  },
];

/** Sign-ins that are none: of these STS is asked nothing. */
const BAD: readonly (Setting & { readonly what: string })[] = [
  { what: 'no token', config: sessionOf('larkspur'), files: {} },
  { what: 'the token of another session', config: sessionOf('larkspur'), files: cached('larkspur2', TOKEN) },
  {
    what: 'a token under the start URL, where the session has a name',
    config: sessionOf('larkspur'),
    files: cached(START_URL, TOKEN),
  },
  { what: 'a token that has ended', config: sessionOf('larkspur'), files: cached('larkspur', EXPIRED) },
  {
    what: 'a token that the portal does not take any more',
    config: sessionOf('larkspur'),
    files: cached('larkspur', { ...TOKEN, accessToken: 'revoked' }),
  },
  { what: 'a file that is no token', config: sessionOf('larkspur'), files: cached('larkspur', { a: 1 }) },
  {
    what: 'a session that there is not',
    config: sessionOf('larkspur', 'gone'),
    files: cached('gone', TOKEN),
  },
];

suite('IAM Identity Center', NEEDS_CLI, () => {
  const { asks } = bothPrograms(async (life) => {
    const server = await startDemoServer({ size: 'small', latency: 0, accounts: 230, faults: 'none' });
    life.after(() => server.close());
    return server.url;
  }, demoSsoToken);

  for (const { what, asked, ...setting } of GOOD) {
    test(`${what}: both find it, ask the portal the same and are the same`, async (context) => {
      const both = await Promise.all(PROGRAMS.map((program) => asks(context, program, setting)));
      for (const { program, ended, questions } of both) {
        assert.equal(ended.code, 0, `${program}: ${ended.stderr}`);
        const [who] = questions.slice(asked.length);
        assert.deepEqual(questions.slice(0, asked.length), asked, program);
        assert.equal(questions.length, asked.length + 1);
        assert.deepEqual([who?.Action, who?.signedBy], ['GetCallerIdentity', asked.at(-1)?.RoleArn ?? ROLE]);
        assert.match(who?.answered ?? '', who?.signedBy === MEMBER ? ENTERED : SIGNED_IN);
      }
    });
  }

  for (const { what, ...setting } of BAD) {
    test(`${what}: both refuse it, and STS is asked nothing`, async (context) => {
      const both = await Promise.all(PROGRAMS.map((program) => asks(context, program, setting)));
      for (const { program, ended, questions } of both) {
        assert.deepEqual(
          questions.filter(({ Action }) => Action === 'GetCallerIdentity'),
          [],
        );
        if (program === 'aws') assert.notEqual(ended.code, 0);
        else assert.deepEqual([ended.code, ended.stdout], [4, ''], ended.stderr);
      }
    });
  }

  test('the accounts of a sign-in, page by page: snapdeck lists what the CLI lists, with roles that it lists', async (context) => {
    const files = cached('larkspur', TOKEN);
    const common = { config: sessionOf('larkspur'), files };
    const portal = (words: string) =>
      asks(context, 'aws', {
        ...common,
        command: [...`sso ${words} --access-token ${demoSsoToken} --output json`.split(' ')],
        environment: { AWS_DEFAULT_REGION: 'eu-west-1' },
      });
    const [cli, own] = await Promise.all([
      portal('list-accounts --page-size 40'),
      asks(context, 'snapdeck', {
        ...common,
        command: ['accounts', 'sso', '--sso-role', 'SecurityAudit,ReadOnlyAccess', '--format', 'ndjson'],
      }),
    ]);
    assert.deepEqual([cli.ended.code, own.ended.code], [0, 0], cli.ended.stderr + own.ended.stderr);
    const { accountList } = v.parse(
      v.object({ accountList: v.array(jsonRow) }),
      JSON.parse(cli.ended.stdout),
    );
    const rows = jsonRows(own.ended.stdout);
    const comparison = new Comparison();
    comparison.same(
      sortedBy('account', rows).map(({ account, name }) => ({ account, name })),
      sortedBy('accountId', accountList).map(({ accountId, accountName }) => ({
        account: accountId,
        name: accountName,
      })),
      'accounts',
    );
    assert.ok(comparison.counts.rows > 100, `${comparison}`);
    const roleList = v.object({ roleList: v.array(v.object({ roleName: v.string() })) });
    for (const { account, sso_role: role } of rows.filter((_, index) => index % 60 === 0)) {
      const listed = await portal(`list-account-roles --account-id ${account}`);
      const roles = v
        .parse(roleList, JSON.parse(listed.ended.stdout))
        .roleList.map(({ roleName }) => roleName);
      const wanted = ['SecurityAudit', 'ReadOnlyAccess'].find((name) => roles.includes(name));
      assert.equal(role, wanted ?? null, `${account} has ${roles.join(', ')}`);
    }
    context.diagnostic(`${comparison} equal`);
  });
});
