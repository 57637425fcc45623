/**
 * Faults of a scan as a whole: of the questions before its first cell, of a region, of the network, of credentials, of
 * the scan file; those that need the whole program are in `program-faults.ts`. What befalls one operation of a cell is
 * in `fault-rows.ts`.
 */
import assert from 'node:assert/strict';
import dns from 'node:dns';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mock } from 'node:test';
import type { ServiceId } from '../../source/aws/operation.ts';
import { exitCodeOf } from '../../source/commands/exit-codes.ts';
import type { FaultEffect } from '../../source/demo/faults.ts';
import { type DemoScanOptions, type DemoScanResult, scanDemo } from '../helpers/scan.ts';
import { fakeScan } from '../ui/helpers/fake-scan.ts';
import { PROGRAM_FAULTS } from './program-faults.ts';

/** One fault of a scan as a whole. */
export interface ScanFault {
  readonly title: string;
  /** What it befalls. */
  readonly where: string;
  /** What comes of it, in words: exit code, and outcome of the cells. */
  readonly outcome: string;
  readonly check: () => Promise<void>;
}

/** Keys in a file, which another program may write anew while a scan waits. */
function keysInFile(): Disposable & { readonly file: string; readonly renew: () => void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-keys-'));
  const file = path.join(folder, 'credentials');
  const write = (id: string): void =>
    writeFileSync(file, `[default]\naws_access_key_id = ${id}\naws_secret_access_key = secret\n`);
  write('AKIAFILE');
  return {
    file,
    renew: () => write('AKIARENEWED'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

const KINDS = ['ebs-snapshot', 'datasync-agent'];
const PATIENT = { requestTimeoutMs: 30_000, connectTimeoutMs: 30_000 };

interface Question {
  readonly service: ServiceId;
  readonly operation: string;
  /** First words of the refusal where no scan can be without an answer; undefined: a scan can. */
  readonly refusal?: RegExp;
}

/** What is asked before the first cell. */
const QUESTIONS: readonly Question[] = [
  { service: 'sts', operation: 'GetCallerIdentity', refusal: /^AWS did not say who you are/ },
  { service: 'ec2', operation: 'DescribeRegions', refusal: /^AWS did not list the account's regions/ },
  { service: 'account', operation: 'GetAccountInformation' },
  { service: 'iam', operation: 'ListAccountAliases' },
];

/** What ends a question for good, with the first words of a refusal where they are not the question's own. */
const LASTING: Readonly<Partial<Record<FaultEffect, RegExp | null>>> = {
  throttled: null,
  'server-error': null,
  unavailable: null,
  reset: /^AWS cannot be reached/,
  'reset-mid-body': /^AWS cannot be reached/,
  hang: /^AWS cannot be reached/,
  'truncated-body': null,
  'garbage-body': null,
  'html-body': null,
  'empty-answer': null,
  'foreign-answer': null,
  'error-in-200': null,
};

const isEffect = (name: string): name is FaultEffect & keyof typeof LASTING => name in LASTING;
const EFFECTS = Object.keys(LASTING).filter(isEffect);

function scan(options: DemoScanOptions, check: (result: DemoScanResult) => void): Promise<void> {
  return scanDemo({ kinds: KINDS, ...options, retry: { ...PATIENT, tries: 2, ...options.retry } }, check);
}

const exitCode = ({ cells, refusal }: DemoScanResult) => exitCodeOf(fakeScan({}, { cells, refusal }));

function isSound(result: DemoScanResult): void {
  assert.deepEqual(
    result.cells.map(({ kind, phase }) => `${kind} ${phase}`),
    KINDS.map((kind) => `${kind} done`),
  );
  assert.equal(exitCode(result), 0);
}

function ofQuestion({ service, operation, refusal }: Question): readonly ScanFault[] {
  const where = `${service}:${operation}`;
  return EFFECTS.flatMap((effect): readonly ScanFault[] => {
    const fault = { service, operation, effect };
    const retry = effect === 'hang' ? { requestTimeoutMs: 500 } : {};
    return [
      {
        title: `${effect} for ever`,
        where,
        outcome: refusal === undefined ? 'exit 0, all cells done' : 'exit 4, no cells',
        check: () =>
          scan({ faults: [fault], retry }, (result) => {
            if (refusal === undefined) return isSound(result);
            assert.equal(exitCode(result), 4);
            assert.deepEqual(result.cells, []);
            assert.match(result.refusal?.lines[0] ?? '', LASTING[effect] ?? refusal);
            assert.ok(result.refusal?.lines[1]?.startsWith(`${service} ${operation}: `));
          }),
      },
      {
        title: `${effect} once`,
        where,
        outcome: 'exit 0, all cells done',
        check: () => scan({ faults: [{ ...fault, times: 1 }], retry }, isSound),
      },
    ];
  });
}

/** Who asks and which regions there are is asked at once; where both fail alike, the first is what is told. */
const OF_BOTH_QUESTIONS: readonly ScanFault[] = EFFECTS.map((effect) => ({
  title: `${effect} for ever`,
  where: 'sts:GetCallerIdentity and ec2:DescribeRegions',
  outcome: 'exit 4, no cells, one message',
  check: () =>
    scan(
      {
        faults: [
          { service: 'sts', effect },
          { service: 'ec2', operation: 'DescribeRegions', effect },
        ],
        retry: effect === 'hang' ? { requestTimeoutMs: 500 } : {},
      },
      (result) => {
        assert.equal(exitCode(result), 4);
        assert.deepEqual(result.cells, []);
        assert.match(result.refusal?.lines[0] ?? '', LASTING[effect] ?? /^AWS did not say who you are/);
        assert.ok(result.refusal?.lines[1]?.startsWith('sts GetCallerIdentity: '));
        assert.equal(result.messages.filter(({ type }) => type === 'refused').length, 1);
      },
    ),
}));

/** Names under `.invalid` have no address, whatever resolver this machine has. */
async function withoutAddresses(work: () => Promise<void>): Promise<void> {
  const lookup = dns.lookup;
  const notFound = (host: string) =>
    Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND', syscall: 'getaddrinfo' });
  const asked: string[] = [];
  const mocked = mock.method(dns, 'lookup', (host: string, ...rest: readonly unknown[]) => {
    const answer = rest.at(-1);
    if (!host.endsWith('.invalid') || typeof answer !== 'function') {
      return Reflect.apply(lookup, dns, [host, ...rest]);
    }
    asked.push(host);
    process.nextTick(() => answer(notFound(host)));
  });
  try {
    await work();
    assert.ok(asked.length > 0, 'an address was asked for');
  } finally {
    mocked.mock.restore();
  }
}

/** A port that nothing listens on: the one that every system refuses. */
const CLOSED = 'http://127.0.0.1:1';

/** Faults of the network. */
export const NETWORK_FAULTS: readonly ScanFault[] = [
  {
    title: 'a host that was configured is not found',
    where: 'datasync',
    outcome: 'exit 3, its cells failed, naming the setting',
    check: () =>
      withoutAddresses(() =>
        scan(
          {
            endpoints: 'environment',
            environment: { AWS_ENDPOINT_URL_DATASYNC: 'http://datasync.us-east-1.invalid' },
          },
          (result) => {
            const cell = result.cell('us-east-1', 'datasync-agent');
            assert.equal(cell.phase, 'failed');
            assert.match(
              cell.error?.message ?? '',
              /AWS_ENDPOINT_URL_DATASYNC names a host that is not found/,
            );
            assert.equal(cell.retries, 0);
            assert.equal(result.cell('us-east-1', 'ebs-snapshot').phase, 'done');
            assert.equal(exitCode(result), 3);
          },
        ),
      ),
  },
  {
    title: 'host not found',
    where: 'every service',
    outcome: 'exit 4, no cells',
    check: () =>
      withoutAddresses(() =>
        scan(
          { endpoints: 'environment', environment: { AWS_ENDPOINT_URL: 'http://aws.invalid' } },
          (result) => {
            assert.equal(exitCode(result), 4);
            assert.deepEqual(result.cells, []);
            assert.equal(result.refusal?.lines[0], 'AWS cannot be reached.');
          },
        ),
      ),
  },
  {
    title: 'connection refused',
    where: 'every service',
    outcome: 'exit 4, no cells',
    check: () =>
      scan({ endpoints: 'environment', environment: { AWS_ENDPOINT_URL: CLOSED } }, (result) => {
        assert.equal(exitCode(result), 4);
        assert.deepEqual(result.cells, []);
        assert.equal(result.refusal?.lines[0], 'AWS cannot be reached.');
      }),
  },
  {
    title: 'connection refused',
    where: 'datasync',
    outcome: 'exit 3, its cells failed',
    check: () =>
      scan({ endpoints: 'environment', environment: { AWS_ENDPOINT_URL_DATASYNC: CLOSED } }, (result) => {
        const cell = result.cell('us-east-1', 'datasync-agent');
        assert.deepEqual([cell.phase, cell.error?.code, cell.retries], ['failed', 'ECONNREFUSED', 1]);
        assert.match(cell.error?.advice ?? '', /check network/);
        assert.equal(result.cell('us-east-1', 'ebs-snapshot').phase, 'done');
        assert.equal(exitCode(result), 3);
      }),
  },
  {
    title: 'the network goes in mid-scan',
    where: 'every service',
    outcome: 'exit 3, cells failed',
    check: () =>
      scan(
        {
          onMessage: (message, { setFaults }) => {
            if (message.type === 'planned') setFaults([{ effect: 'reset' }]);
          },
        },
        (result) => {
          assert.deepEqual(
            result.cells.map(({ phase }) => phase),
            ['failed', 'failed'],
          );
          assert.equal(exitCode(result), 3);
        },
      ),
  },
];

/** Faults of credentials and regions. */
export const ACCOUNT_FAULTS: readonly ScanFault[] = [
  {
    title: 'credentials that are refused',
    where: 'every service',
    outcome: 'exit 4, no cells',
    check: () =>
      scan({ faults: [{ effect: 'bad-credentials' }] }, (result) => {
        assert.equal(exitCode(result), 4);
        assert.deepEqual(result.cells, []);
        assert.equal(result.refusal?.lines[0], 'AWS does not accept these credentials.');
      }),
  },
  {
    title: 'denied for ever',
    where: 'ec2:DescribeRegions',
    outcome: 'exit 0, every known region tried',
    check: () =>
      scan({ faults: [{ service: 'ec2', operation: 'DescribeRegions', effect: 'denied' }] }, isSound),
  },
  {
    title: 'region that AWS lists as on and that refuses the token',
    where: 'eu-west-1',
    outcome: 'exit 3, its cells failed, with a hint at tokens of the global STS endpoint',
    check: () =>
      scan(
        { regions: ['us-east-1', 'eu-west-1'], faults: [{ region: 'eu-west-1', effect: 'not-opted-in' }] },
        (result) => {
          for (const kind of KINDS) {
            const { phase, error } = result.cell('eu-west-1', kind);
            assert.equal(phase, 'failed');
            assert.match(
              error?.message ?? '',
              /^AWS lists this region as on, but refuses the credentials here/,
            );
            assert.match(
              error?.advice ?? '',
              /tokens of the global STS endpoint do not work in opt-in regions/,
            );
            assert.equal(result.cell('us-east-1', kind).phase, 'done');
          }
          assert.equal(exitCode(result), 3);
        },
      ),
  },
  ...[
    { title: 'token expired, signed in again (app)', renews: true },
    { title: 'token expired, and taken after all (app)', renews: false },
  ].map(expiredInApp),
];

/** Keys that expire while the app scans: others take their place (`renews`), or AWS takes them again. */
function expiredInApp({ title, renews }: { readonly title: string; readonly renews: boolean }): ScanFault {
  return {
    title,
    where: 'every service',
    outcome: 'exit 0, cells waited and are done',
    check: async () => {
      const notices: (string | null)[] = [];
      using keys = keysInFile();
      await scan(
        {
          interactive: true,
          environment: { AWS_ACCESS_KEY_ID: '', AWS_SHARED_CREDENTIALS_FILE: keys.file },
          onMessage: (message, { setFaults }) => {
            if (message.type === 'planned') setFaults([{ effect: 'expired-token' }]);
            if (message.type !== 'notice') return;
            notices.push(message.notice);
            if (message.notice?.includes('aws configure')) {
              if (renews) keys.renew();
              setFaults([]);
            }
          },
        },
        isSound,
      );
      assert.match(
        notices[0] ?? '',
        /^credentials expired: put new keys into profile default \(aws configure, or what wrote them\); the scan goes on then$/,
      );
      assert.equal(notices.at(-1), null);
    },
  };
}

/** Faults of what is asked before the first cell. */
export const QUESTION_FAULTS: readonly ScanFault[] = [...QUESTIONS.flatMap(ofQuestion), ...OF_BOTH_QUESTIONS];

/** All faults of a scan as a whole. */
export const SCAN_FAULTS: readonly ScanFault[] = [
  ...QUESTION_FAULTS,
  ...NETWORK_FAULTS,
  ...ACCOUNT_FAULTS,
  ...PROGRAM_FAULTS,
];

/** What such a fault's test is called. */
export function titleOfScanFault({ where, title, outcome }: ScanFault): string {
  return `${where}: ${title}: ${outcome}`;
}
