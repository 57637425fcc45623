/** The AWS CLI and snapdeck, run alike: each in homes of its own, before a host of its own that writes down what is asked. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, type TestContext } from 'node:test';
import { BIN, type Ended, type Life, plainEnvironment, run, versionOf } from './children.ts';
import { type RecordingAws, type StsQuestion, startRecordingAws } from './recording-aws.ts';

export const PROGRAMS = ['aws', 'snapdeck'] as const;
export type Program = (typeof PROGRAMS)[number];

const version = await versionOf('aws');

/** Of suites that need the AWS CLI. */
export const NEEDS_CLI =
  version === undefined ? { skip: 'NOT RUN: the AWS CLI is not installed, whose ways are compared' } : {};

/** A configuration, and what is run with it. */
export interface Setting {
  readonly config: string;
  readonly credentials?: string;
  /** Null: none is named by the flag. */
  readonly profile?: string | null;
  readonly environment?: Readonly<Record<string, string>>;
  /** Files in the home, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** What asks who we are, if not given. */
  readonly command?: readonly string[];
}

/** What a program is run with. */
interface Prepared {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Record<string, string>;
  readonly folder: string;
}

/** How one of the two ended, and what was asked. */
interface Asked {
  readonly program: Program;
  readonly ended: Ended;
  readonly questions: readonly StsQuestion[];
}

/** Both programs of a suite. `start` starts the simulated AWS behind their hosts and says where it is. */
export function bothPrograms(start: (life: Life) => Promise<string>, renewed?: string) {
  const ends: (() => Promise<void> | void)[] = [];
  const hosts = new Map<Program, RecordingAws>();
  const hostOf = (program: Program): RecordingAws => hosts.get(program) ?? assert.fail(program);
  before(async () => {
    const life: Life = { after: (end) => void ends.push(end) };
    const url = await start(life);
    for (const program of PROGRAMS) hosts.set(program, await startRecordingAws(life, url, renewed));
  });
  after(async () => {
    for (const end of ends.reverse()) await end();
  });
  return {
    hostOf,
    prepared: (context: TestContext, program: Program, setting: Setting) =>
      prepared(context, program, setting, hostOf(program).url),
    /** Runs one of the two in a home that has that configuration. */
    asks: async (context: TestContext, program: Program, setting: Setting): Promise<Asked> => {
      const host = hostOf(program);
      const { command, args, environment, folder } = prepared(context, program, setting, host.url);
      const ended = await run(command, args, environment, folder);
      return { program, ended, questions: host.take() };
    },
  };
}

/** One of the two in a home of its own, which has that configuration. */
function prepared(context: TestContext, program: Program, setting: Setting, url: string): Prepared {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-chain-'));
  context.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  mkdirSync(path.join(folder, '.aws/sso/cache'), { recursive: true });
  const placed = (text: string) => text.replaceAll('FOLDER', folder).replace(/^AWS\//, `${url}/`);
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), placed(text));
  write('.aws/config', setting.config);
  write('.aws/credentials', setting.credentials ?? '');
  for (const [name, text] of Object.entries(setting.files ?? {})) write(name, text);
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
