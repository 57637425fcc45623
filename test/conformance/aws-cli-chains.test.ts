/** Chains of credentials: the AWS CLI and snapdeck, by the same configuration, ask STS the same and end as the same. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, suite, type TestContext, test } from 'node:test';
import * as v from 'valibot';
import { openTerminal } from '../helpers/pty.ts';
import { BIN, plainEnvironment, run, startPython, versionOf } from './children.ts';
import {
  assumed,
  BASE,
  BROKEN,
  CHAINS,
  LAST,
  NOT_A_ROLE,
  READER,
  ROLE,
  type Setting,
} from './credential-chains.ts';
import { type RecordingAws, type StsQuestion, startRecordingAws } from './recording-aws.ts';

const version = await versionOf('aws');
const options =
  version === undefined ? { skip: 'NOT RUN: the AWS CLI is not installed, whose chains are compared' } : {};
/** What is asked on a terminal needs one. */
const PTY = process.platform === 'win32' ? { skip: 'Windows has no pseudo-terminal of this kind' } : {};

const PROGRAMS = ['aws', 'snapdeck'] as const;
type Program = (typeof PROGRAMS)[number];

suite('chains of credentials', options, () => {
  const ends: (() => Promise<void> | void)[] = [];
  const life = { after: (end: () => Promise<void> | void) => void ends.push(end) };
  const hosts = new Map<Program, RecordingAws>();
  before(async () => {
    const moto = v.parse(v.object({ url: v.string() }), await startPython(life, 'moto_server.py'));
    for (const program of PROGRAMS) hosts.set(program, await startRecordingAws(life, moto.url));
  });
  after(async () => {
    for (const end of ends.reverse()) await end();
  });
  const hostOf = (program: Program): RecordingAws => hosts.get(program) ?? assert.fail(program);

  /** How one of the two ends in a home that has that configuration, and what STS was asked. */
  async function asks(context: TestContext, program: Program, setting: Setting) {
    const host = hostOf(program);
    const { command, args, environment, folder } = prepared(context, program, setting, host);
    const ended = await run(command, args, environment, folder);
    return { program, ended, questions: host.take() };
  }

  for (const chain of CHAINS) {
    test(`${chain.what}: both ask the same and are the same`, async (context) => {
      const { asked, as } = chain;
      const expected = [...asked, { Action: 'GetCallerIdentity', signedBy: as[0], answered: as[1] }];
      const both = await Promise.all(PROGRAMS.map((program) => asks(context, program, chain)));
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
        const host = hostOf(program);
        const { command, args, environment, folder } = prepared(context, program, { config }, host);
        await using terminal = openTerminal({ command, args, env: environment, cwd: folder });
        await terminal.waitForText(`MFA code for ${serial}:`);
        terminal.type('123456\r');
        assert.equal((await terminal.exit).exitCode, 0, program);
        const mfa = { SerialNumber: serial, TokenCode: '123456', ExternalId: 'x-4' };
        assert.deepEqual(
          host.take().map(withoutRegion),
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

const withoutRegion = ({ region: _region, ...question }: StsQuestion): StsQuestion => question;

/** What a program is run with. */
interface Prepared {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Record<string, string>;
  readonly folder: string;
}

/** One of the two in a home of its own, which has that configuration. */
function prepared(context: TestContext, program: Program, setting: Setting, { url }: RecordingAws): Prepared {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-chain-'));
  context.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  mkdirSync(path.join(folder, '.aws'));
  const placed = (text: string) => text.replaceAll('FOLDER', folder).replace(/^AWS\//, `${url}/`);
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), placed(text));
  write('.aws/config', setting.config);
  write('.aws/credentials', setting.credentials ?? '');
  write('token', 'a.web.token');
  write('accounts.txt', '444455556666\n');
  const keys = { Version: 1, AccessKeyId: 'AKIAPROCESS', SecretAccessKey: 'secret' };
  write('key file.json', JSON.stringify(keys));
  const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _secret, ...plain } = plainEnvironment();
  const environment = {
    ...plain,
    ...{ HOME: folder, USERPROFILE: folder },
    AWS_CONFIG_FILE: path.join(folder, '.aws', 'config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, '.aws', 'credentials'),
    ...{ AWS_ENDPOINT_URL: url, AWS_EC2_METADATA_SERVICE_ENDPOINT: url },
    ...{ AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-1', AWS_MAX_ATTEMPTS: '1', AWS_PAGER: '' },
    ...Object.fromEntries(
      Object.entries(setting.environment ?? {}).map(([key, value]) => [key, placed(value)]),
    ),
  };
  const { profile = 'prod' } = setting;
  const named = profile === null ? [] : ['--profile', profile];
  const [command, usual, before] =
    program === 'aws' ? ['aws', ['sts', 'get-caller-identity'], []] : [process.execPath, ['regions'], [BIN]];
  return { command, args: [...before, ...(setting.command ?? usual), ...named], environment, folder };
}
