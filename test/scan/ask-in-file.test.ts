import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startDemoServer } from '../../source/demo/server.ts';
import type { AskJob, AskResult } from '../../source/model/ask.ts';
import { askInFile } from '../../source/scan/ask-in-file.ts';
import type { ScanAccount } from '../../source/scan/scan-account.ts';
import type { ScanSettings } from '../../source/scan/scan-settings.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { rowsOfKind } from '../helpers/rows-of-kind.ts';
import { type DemoScanControl, QUICK_RETRY, scanDemo } from '../helpers/scan.ts';
import { demoScanSettings } from '../helpers/scan-settings.ts';

const PATIENT = { requestTimeoutMs: 30_000, connectTimeoutMs: 30_000 };
const EBS = { kinds: ['ebs-snapshot'], retry: PATIENT };
const ATTRIBUTES: AskJob = { what: 'attributes', of: [{ tab: 'ebs', rows: null }] };

/** Asks in the scan file with the credentials of the environment, as another start of the program would. */
function ask(scanFile: string, change: Partial<ScanSettings> = {}): Promise<AskResult> {
  const endpointUrl = process.env.AWS_ENDPOINT_URL ?? '';
  const settings = demoScanSettings(scanFile, { endpointUrl, retry: { ...QUICK_RETRY, ...PATIENT } });
  return askInFile({ ...settings, ...change }, ATTRIBUTES, {
    signal: new AbortController().signal,
    onProgress: () => {},
    onNotice: () => {},
    log: () => {},
    askMfaCode: () => Promise.reject(new Error('no code')),
  });
}

/** The rows of EBS snapshots with all of their values. */
function rowsOf(scanFile: string) {
  const reader = openScanReader(scanFile);
  const rows = rowsOfKind(reader, 'ebs-snapshot').map(({ account, values, problem }) => ({
    ...{ account, values, problem },
  }));
  reader.close();
  return rows;
}

const isAsked = ({ values }: ReturnType<typeof rowsOf>[number]): boolean =>
  JSON.stringify(values.shared_with) !== '["not checked"]';

test('rows of a finished scan are asked by another start of the program, and read as if this one had asked', async () => {
  const NOW = new Date();
  const server = { now: NOW, clock: () => NOW.getTime() };
  const rows: ReturnType<typeof rowsOf>[] = [];
  const asking = [
    (_: DemoScanControl, scanFile: string) => ask(scanFile),
    (scan: DemoScanControl) => scan.ask(ATTRIBUTES, () => {}, new AbortController().signal),
  ];
  for (const askNow of asking) {
    const afterwards = async (scan: DemoScanControl, scanFile: string): Promise<void> => {
      const { asked, failed } = await askNow(scan, scanFile);
      rows.push(rowsOf(scanFile));
      assert.deepEqual({ asked, failed }, { asked: rows.at(-1)?.length, failed: 0 });
    };
    await scanDemo({ ...EBS, server, afterwards }, ({ refusal }) => assert.equal(refusal, null));
  }
  assert.ok(rows[0]?.every(isAsked));
  assert.deepEqual(rows[0], rows[1]);
});

test('nothing is asked with the credentials of another account, which is said', async () => {
  const other = await startDemoServer({ size: 'small', latency: 0, organization: true });
  const afterwards = async (_: DemoScanControl, scanFile: string): Promise<void> => {
    process.env.AWS_ENDPOINT_URL = other.url;
    await assert.rejects(ask(scanFile), {
      message:
        'these credentials are of account 104729310482, and the scan is of 123456789012: start snapdeck with its --profile',
    });
    assert.ok(!rowsOf(scanFile).some(isAsked));
  };
  try {
    await scanDemo({ ...EBS, afterwards }, ({ refusal }) => assert.equal(refusal, null));
  } finally {
    await other.close();
  }
});

test('accounts are entered to be asked, and the rows of one that cannot be say why', async () => {
  const inAccount = (id: string, role: string): ScanAccount => ({
    ...{ id, name: null, ou: null, state: 'ACTIVE' },
    entry: {
      ...{ way: 'role', roleArn: `arn:aws:iam::${id}:role/${role}`, externalId: null },
      ...{ sessionName: 'snapdeck', duration: null },
    },
  });
  const [OPEN, SHUT] = ['301122334455', '302233445566'];
  const accounts = [inAccount(OPEN, 'LarkspurAudit'), inAccount(SHUT, 'LarkspurAudit')];
  const afterwards = async (_: DemoScanControl, scanFile: string): Promise<void> => {
    const now = [inAccount(OPEN, 'LarkspurAudit'), inAccount(SHUT, 'NoSuchRole')];
    const { asked, failed, failures } = await ask(scanFile, { accounts: now });
    const rows = rowsOf(scanFile);
    const shut = rows.filter(({ account }) => account === SHUT);
    assert.ok(asked > 0 && shut.length > 0);
    assert.deepEqual({ asked, failed }, { asked: rows.length - shut.length, failed: shut.length });
    assert.deepEqual(
      failures.map(({ rows: count }) => count),
      [shut.length],
    );
    assert.match(failures[0]?.message ?? '', /^account 302233445566 could not be entered: /);
    for (const row of rows) assert.equal(isAsked(row), row.account === OPEN);
  };
  await scanDemo(
    { ...EBS, server: { organization: true }, regions: ['us-east-1', 'eu-west-1'], accounts, afterwards },
    ({ refusal }) => assert.equal(refusal, null),
  );
});
