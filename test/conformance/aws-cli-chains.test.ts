/** Chains of credentials: the AWS CLI and snapdeck, by the same configuration, ask STS the same and end as the same. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as v from 'valibot';
import { openTerminal } from '../helpers/pty.ts';
import { bothPrograms, NEEDS_CLI, PROGRAMS } from './both-programs.ts';
import { startPython } from './children.ts';
import { assumed, BASE, BROKEN, CHAINS, LAST, NOT_A_ROLE, READER, ROLE } from './credential-chains.ts';
import type { StsQuestion } from './recording-aws.ts';

/** What is asked on a terminal needs one. */
const PTY = process.platform === 'win32' ? { skip: 'Windows has no pseudo-terminal of this kind' } : {};

suite('chains of credentials', NEEDS_CLI, () => {
  const hosts = bothPrograms(async (life) => {
    const { url } = v.parse(v.object({ url: v.string() }), await startPython(life, 'moto_server.py'));
    return url;
  });
  const { asks } = hosts;

  for (const chain of CHAINS) {
    test(`${chain.what}: both ask the same and are the same`, async (context) => {
      const { asked, as } = chain;
      const expected = [...asked, { Action: 'GetCallerIdentity', signedBy: as[0], answered: as[1] }];
      const both = await Promise.all(
        PROGRAMS.map((program) => asks(context, program, { ...chain, files: FILES })),
      );
      for (const { program, ended, questions } of both) {
        assert.equal(ended.code, 0, `${program}: ${ended.stderr}`);
        assert.deepEqual(questions.map(withoutRegion), expected, program);
        const elsewhere = ({ region, signedBy }: StsQuestion) =>
          signedBy !== 'nobody' && region !== 'eu-west-1';
        assert.deepEqual(questions.filter(elsewhere), []);
      }
    });
  }

  test(
    'a role that wants the code of an MFA device: both ask for it once, and give device and code',
    PTY,
    async (context) => {
      const serial = 'arn:aws:iam::123456789012:mfa/me';
      const config = `${BASE}${ROLE}source_profile = base\nmfa_serial = ${serial}\nexternal_id = x-4\n`;
      for (const program of PROGRAMS) {
        const { command, args, environment, folder } = hosts.prepared(context, program, { config });
        await using terminal = openTerminal({ command, args, env: environment, cwd: folder });
        await terminal.waitForText(`MFA code for ${serial}:`);
        terminal.type('123456\r');
        assert.equal((await terminal.exit).exitCode, 0, program);
        const mfa = { SerialNumber: serial, TokenCode: '123456', ExternalId: 'x-4' };
        assert.deepEqual(
          hosts.hostOf(program).take().map(withoutRegion),
          [assumed('AKIABASE', mfa), { Action: 'GetCallerIdentity', signedBy: LAST, answered: READER[1] }],
          program,
        );
      }
    },
  );

  test('an account that is entered by --role: snapdeck asks what aws sts assume-role asks', async (context) => {
    const environment = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'secret' };
    const common = { config: '', profile: null, environment };
    const words = `sts assume-role --role-arn ${LAST} --external-id a:b/c-1 --duration-seconds 1800 --role-session-name me@here`;
    const role = ['--role', 'service-role/audit/Reader', '--external-id', 'a:b/c-1'];
    const session = ['--session-duration', '30m', '--session-name', 'me@here'];
    const [cli, own] = await Promise.all([
      asks(context, 'aws', { ...common, command: words.split(' ') }),
      asks(context, 'snapdeck', {
        ...common,
        files: { 'accounts.txt': '444455556666\n' },
        command: ['accounts', '@accounts.txt', '--check', ...role, ...session],
      }),
    ]);
    assert.deepEqual([cli.ended.code, own.ended.code], [0, 0], `${cli.ended.stderr}${own.ended.stderr}`);
    const [wanted, ...others] = cli.questions;
    assert.deepEqual(others, []);
    assert.deepEqual(own.questions, [
      {
        Action: 'GetCallerIdentity',
        signedBy: 'AKIAENV',
        answered: NOT_A_ROLE,
        region: 'eu-west-1',
      },
      wanted,
      { Action: 'GetCallerIdentity', signedBy: LAST, answered: READER[1], region: 'eu-west-1' },
    ]);
  });

  for (const [what, config] of Object.entries(BROKEN)) {
    test(`${what}: both refuse it, and nobody is asked`, async (context) => {
      const both = await Promise.all(PROGRAMS.map((program) => asks(context, program, { config })));
      for (const { program, ended, questions } of both) {
        assert.deepEqual(questions, []);
        if (program === 'aws') assert.notEqual(ended.code, 0);
        else assert.deepEqual([ended.code, ended.stdout], [4, '']);
      }
    });
  }
});

/** Files that the chains name. */
const FILES = {
  token: 'a.web.token',
  'key file.json': '{"Version":1,"AccessKeyId":"AKIAPROCESS","SecretAccessKey":"secret"}',
};

const withoutRegion = ({ region: _region, ...question }: StsQuestion): StsQuestion => question;
