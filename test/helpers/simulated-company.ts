/** A simulated organization for the tests of a suite, each of which has a place of its own. */
import { readFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach } from 'node:test';
import { type DemoServer, startDemoServer } from '../../source/demo/server.ts';
import { makePlace, type Place, type Run } from './run-snapdeck.ts';
import { runWarm } from './run-warm.ts';

/** Keys of a person in the management account. */
export const USER = { AWS_ACCESS_KEY_ID: 'AKIASNAPDECKDEMO0000', AWS_SECRET_ACCESS_KEY: 'secret' } as const;

/** Keys of a role in a member account. */
export function keysOfRole(account: string) {
  return {
    AWS_ACCESS_KEY_ID: `ASIADEMO${account}`,
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: Buffer.from(JSON.stringify({ account, role: 'Dev', session: 'me' })).toString(
      'base64url',
    ),
  };
}

/** A profile that has such keys. */
export function profileOfRole(name: string, account: string): string {
  const keys = Object.entries(keysOfRole(account)).map(([key, value]) => `${key.toLowerCase()} = ${value}`);
  return [`[profile ${name}]`, 'region = us-east-1', ...keys, ''].join('\n');
}

/** The company of a suite, as it is in each of its tests. */
export interface SimulatedCompany {
  readonly aws: DemoServer;
  readonly place: Place;
  /** Runs the program there; without keys those of `USER`. */
  readonly run: (args: readonly string[], keys?: NodeJS.ProcessEnv) => Promise<Run>;
  /** A path in the place. */
  readonly file: (name: string) => string;
}

/** Starts a company for the suite that asks for it; calls are counted anew for each test, without faults. */
export function simulatedCompany(start: typeof runWarm = runWarm): SimulatedCompany {
  const here: { aws?: DemoServer; place?: Place } = {};
  const thereIs = <One>(one: One | undefined): One => {
    if (one === undefined) throw new Error('no test of the suite is running');
    return one;
  };
  before(async () => {
    here.aws = await startDemoServer({ size: 'small', latency: 0, organization: true, faults: 'none' });
  });
  after(() => here.aws?.close());
  beforeEach(() => {
    here.place = makePlace();
    here.aws?.setFaults([]);
    here.aws?.resetCounters();
  });
  afterEach(() => here.place?.remove());
  return {
    get aws() {
      return thereIs(here.aws);
    },
    get place() {
      return thereIs(here.place);
    },
    run: (args, keys = USER) =>
      start(thereIs(here.place), args, {
        AWS_ENDPOINT_URL: thereIs(here.aws).url,
        AWS_REGION: 'us-east-1',
        ...keys,
      }),
    file: (name) => thereIs(here.place).file(name),
  };
}

/** A line of ndjson. */
type Line = Readonly<Record<string, unknown>>;

/** The lines of a kind in a file of ndjson. */
export function linesOf(file: string, kind: string): readonly Line[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line): Line => JSON.parse(line))
    .filter((line) => line.kind === kind);
}

/** How each account ended that a file of ndjson has, by its name. */
export function outcomesIn(file: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(linesOf(file, 'account').map(({ name, outcome }) => [name, outcome]));
}
