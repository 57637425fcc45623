import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import type { Entry } from '../../source/aws/accounts/entry.ts';
import { demoEnvironment } from '../../source/demo/process.ts';
import { type DemoServerOptions, startDemoServer } from '../../source/demo/server.ts';
import { isFinal, type ScanState } from '../../source/model/cell.ts';
import { listRegionsInWorker, RegionsRefused } from '../../source/scan/list-regions.ts';
import type { ScanAccount } from '../../source/scan/scan-account.ts';
import type { ScanSettings } from '../../source/scan/scan-settings.ts';
import { startScan } from '../../source/scan/start-scan.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { QUICK_RETRY } from '../helpers/scan.ts';
import { demoScanSettings } from '../helpers/scan-settings.ts';

/** A call that hangs still does when it is stopped, however slow the machine. */
const PATIENT = { ...QUICK_RETRY, requestTimeoutMs: 120_000, connectTimeoutMs: 120_000 };

/** A simulated AWS, a place for a scan file, and what is logged: all that a scan in threads of its own needs. */
async function place(t: TestContext, options: Partial<DemoServerOptions> = {}) {
  const server = await startDemoServer({ size: 'small', latency: 0, faults: [], ...options });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-start-'));
  t.after(async () => {
    await server.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  Object.assign(process.env, demoEnvironment(server.url));
  const logged: string[] = [];
  const settings: ScanSettings = {
    ...demoScanSettings(path.join(folder, 'scan.sqlite'), { endpointUrl: server.url, retry: PATIENT }),
    kinds: ['datasync-agent', 'ebs-snapshot'],
  };
  const host = {
    log: (line: string) => void logged.push(line),
    askMfaCode: () => Promise.reject(new Error('nobody is there')),
  };
  return { server, settings, host, logged };
}

/** AWS's dates are ahead of this machine's clock. */
const BEHIND = { effect: 'clock-skew', milliseconds: 20 * 60_000, times: 1000 } as const;

const DEVICE = 'arn:aws:iam::123456789012:mfa/me';

/** Settings of a profile whose role wants the code of a device. */
function withDevice(t: TestContext, settings: ScanSettings): ScanSettings {
  const file = path.join(path.dirname(settings.scanFile), 'aws-config');
  const base = '[profile base]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = nothing\n';
  const role = 'role_arn = arn:aws:iam::123456789012:role/admin\nregion = us-east-1\n';
  fs.writeFileSync(file, `${base}[profile admin]\nsource_profile = base\n${role}mfa_serial = ${DEVICE}\n`);
  const before = process.env.AWS_CONFIG_FILE;
  process.env.AWS_CONFIG_FILE = file;
  t.after(() => {
    if (before === undefined) delete process.env.AWS_CONFIG_FILE;
    else process.env.AWS_CONFIG_FILE = before;
  });
  return { ...settings, kinds: ['datasync-agent'], aws: { ...settings.aws, profile: 'admin' } };
}

/** Each stage once, in the order of its first state. */
const stagesOf = (states: readonly ScanState[]): readonly string[] => [
  ...new Set(states.map(({ stage }) => stage)),
];

suite('a scan in threads of its own', () => {
  test('has begun to find out who asks, and knows nothing else, when it is started', async (t) => {
    const { settings, host } = await place(t);
    const scan = startScan(settings, host);
    const first = scan.state();
    assert.deepEqual(
      { ...first, kinds: first.kinds.length },
      {
        stage: 'identifying',
        identity: null,
        profile: null,
        credentials: null,
        regions: [],
        regionsOff: [],
        kinds: 2,
        cells: [],
        accounts: [],
        lookedInto: null,
        problems: [],
        startedAt: settings.startedAt,
        endedAt: null,
        rerunAt: null,
        scanFile: settings.scanFile,
        refusal: null,
        notice: null,
      },
    );
    await scan.stop('at once');
  });

  test('tells of itself until it is complete, and its file holds what it says', async (t) => {
    const { settings, host, logged } = await place(t);
    const scan = startScan(settings, host);
    const first = scan.state();
    const states: ScanState[] = [first];
    const unsubscribe = scan.subscribe((state) => void states.push(state));
    const last = await scan.finished;
    assert.equal(states.at(-1), last);
    assert.equal(scan.state(), last);
    assert.deepEqual(stagesOf(states), ['identifying', 'scanning', 'complete']);
    assert.equal(last.identity?.partition, 'aws');
    // Its name comes later than its number.
    assert.equal(last.identity?.accountName, 'larkspur-prod');
    assert.equal(last.credentials, 'keys from the environment');
    assert.deepEqual(last.regions, ['us-east-1']);
    assert.deepEqual(
      last.cells.map(({ kind, phase }) => [kind, phase]),
      [
        ['datasync-agent', 'done'],
        ['ebs-snapshot', 'done'],
      ],
    );
    assert.ok(last.endedAt !== null && last.endedAt >= settings.startedAt);
    assert.equal(last.refusal, null);
    // One cell after the other has begun and ended, and the others were not lost on the way.
    for (const state of states.filter(({ stage }) => stage === 'scanning'))
      assert.equal(state.cells.length, 2);
    unsubscribe();
    const told = states.length;
    await scan.stop();
    assert.equal(states.length, told);
    const reader = openScanReader(settings.scanFile);
    assert.deepEqual(
      reader.cells().map(({ kind, rows }) => [kind, rows]),
      last.cells.map(({ kind, rows }) => [kind, rows]),
    );
    reader.close();
    assert.deepEqual(
      logged.filter((line) => line.startsWith('worker:') || line.startsWith('left behind')),
      [],
    );
  });

  test('is looked at again: cells are run anew, rows are refreshed, and each answer reaches who asked', async (t) => {
    const { server, settings, host } = await place(t);
    const scan = startScan({ ...settings, kinds: ['datasync-execution', 'ebs-snapshot'] }, host);
    // Nothing can be run again before it is known.
    scan.retry([1]);
    assert.equal(scan.state().stage, 'identifying');
    const { cells, endedAt } = await scan.finished;
    const [executions, snapshots] = cells;
    assert.ok(executions !== undefined && snapshots !== undefined);
    const [rescanned, others] = await Promise.all([
      scan.rescan([snapshots.id]),
      scan.rescan([executions.id]),
    ]);
    assert.deepEqual(
      [...rescanned, ...others].map(({ cellId, failure }) => [cellId, failure]),
      [
        [snapshots.id, null],
        [executions.id, null],
      ],
    );
    const row = { row: 1, account: snapshots.account, region: 'mars-1', key: 'x' };
    assert.deepEqual(await scan.refresh('datasync-execution', [row]), {
      refreshed: [],
      failed: [{ row: 1, message: 'mars-1 is not part of this scan' }],
    });
    server.setFaults([{ service: 'ec2', operation: 'DescribeSnapshots', effect: 'denied' }]);
    scan.retry([snapshots.id]);
    const again = scan.state();
    assert.equal(again.stage, 'scanning');
    assert.equal(again.endedAt, endedAt);
    assert.ok(again.rerunAt !== null);
    const last = await scan.finished;
    assert.equal(last.stage, 'complete');
    assert.equal(last.rerunAt, null);
    assert.deepEqual(
      last.cells.map(({ phase }) => phase),
      ['done', 'denied'],
    );
    await scan.stop();
  });

  test('is stopped: cells that had not ended are stopped, and what was asked of it is answered', async (t) => {
    const { settings, host } = await place(t, { faults: [{ service: 'datasync', effect: 'hang' }] });
    const scan = startScan(settings, host);
    await new Promise<void>((resolve) => {
      scan.subscribe(({ cells }) => {
        if (cells.some(({ phase }) => phase === 'done')) resolve();
      });
    });
    await scan.stop();
    const { stage, cells, refusal } = await scan.finished;
    assert.equal(stage, 'stopped');
    assert.equal(refusal, null);
    assert.deepEqual(
      cells.map(({ kind, phase }) => [kind, phase]),
      [
        ['datasync-agent', 'stopped'],
        ['ebs-snapshot', 'done'],
      ],
    );
    const reader = openScanReader(settings.scanFile);
    assert.equal(reader.facts().complete, false);
    reader.close();
  });

  test('is stopped at once without waiting for its calls', async (t) => {
    const { settings, host, logged } = await place(t, { faults: [{ service: 'datasync', effect: 'hang' }] });
    const scan = startScan(settings, host);
    await new Promise<void>((resolve) => {
      scan.subscribe(({ stage }) => {
        if (stage === 'scanning') resolve();
      });
    });
    await scan.stop('at once');
    const last = await scan.finished;
    assert.equal(last.stage, 'stopped');
    assert.ok(last.cells.every(({ phase }) => isFinal(phase)));
    assert.ok(
      last.cells.some(
        ({ phase, waiting, endedAt }) => phase === 'stopped' && waiting === null && endedAt !== null,
      ),
    );
    assert.deepEqual(
      logged.filter((line) => line.startsWith('worker:')),
      [],
    );
  });

  test('is refused with what to tell, and nothing can be run again', async (t) => {
    const { settings, host } = await place(t, { faults: [{ service: 'sts', effect: 'expired-token' }] });
    const scan = startScan(settings, host);
    const last = await scan.finished;
    assert.equal(last.stage, 'refused');
    assert.equal(last.refusal?.exitCode, 4);
    assert.equal(last.refusal?.lines[0], 'The credentials have expired.');
    assert.ok(last.endedAt !== null);
    scan.retry([1]);
    assert.equal(scan.state(), last);
    await scan.stop();
    assert.equal(scan.state(), last);
  });

  test('that falls over has stopped, says why, and leaves nobody waiting', async (t) => {
    const { settings, host, logged } = await place(t);
    const broken = { ...settings, regionPatterns: null as unknown as readonly string[] };
    const scan = startScan(broken, host);
    const asked = scan.rescan([1]);
    const refreshed = scan.refresh('ebs-snapshot', []);
    const last = await scan.finished;
    assert.equal(last.stage, 'stopped');
    assert.equal(last.refusal?.exitCode, 1);
    const [line = ''] = last.refusal?.lines ?? [];
    assert.match(line, /^The scan worker failed: /);
    assert.ok(logged.includes(line));
    await Promise.allSettled([asked, refreshed]);
    await scan.stop();
    assert.equal(scan.state().refusal, last.refusal);
  });

  test('says that the clock is off, on screen and in the log', async (t) => {
    const { settings, host, logged } = await place(t, { faults: [BEHIND] });
    const scan = startScan({ ...settings, kinds: ['datasync-agent'] }, host);
    const { notice } = await scan.finished;
    assert.equal(notice, "this machine's clock is 20 minutes behind AWS's; ages are off by that");
    assert.ok(logged.includes(`notice: ${notice}`));
    await scan.stop();
  });

  test('tells of many accounts as they come and end, each of its own', async (t) => {
    const { settings, host } = await place(t, { organization: true });
    const account = (id: string, entry: Entry): ScanAccount => ({
      ...{ id, entry, name: `name of ${id}`, ou: null, state: 'ACTIVE' },
    });
    const scan = startScan(
      {
        ...settings,
        kinds: ['datasync-agent'],
        accounts: [
          account('104729310482', { way: 'own' }),
          account('301122334455', { way: 'skipped', why: 'suspended' }),
        ],
      },
      host,
    );
    const states: ScanState[] = [];
    scan.subscribe((state) => void states.push(state));
    const last = await scan.finished;
    assert.equal(last.stage, 'complete');
    assert.deepEqual(last.regions, ['us-east-1']);
    assert.deepEqual(
      last.accounts.map(({ id, name, phase, regions }) => [id, name, phase, regions]),
      [
        ['104729310482', 'name of 104729310482', 'done', ['us-east-1']],
        ['301122334455', 'name of 301122334455', 'skipped', []],
      ],
    );
    for (const { accounts } of states.filter(({ stage }) => stage === 'scanning'))
      assert.deepEqual(
        accounts.map(({ id }) => id),
        ['104729310482', '301122334455'],
      );
    await scan.stop();
  });

  test('has what its thread prints in the log, line for line', async (t) => {
    const { settings, host, logged } = await place(t);
    process.env.NODE_DEBUG = 'http';
    t.after(() => delete process.env.NODE_DEBUG);
    const scan = startScan({ ...settings, kinds: ['datasync-agent'] }, host);
    await scan.finished;
    await scan.stop();
    const printed = logged.filter((line) => line.startsWith('worker: '));
    assert.ok(
      printed.some((line) => /^worker: HTTP \d+: /.test(line)),
      logged.join('\n'),
    );
    assert.ok(printed.every((line) => line === line.trimEnd()));
  });

  test('asks a person for the code of an MFA device once, and says what became of it', async (t) => {
    const { settings, host } = await place(t);
    const asked: string[] = [];
    const scan = startScan(withDevice(t, settings), {
      ...host,
      askMfaCode: (serial) => {
        asked.push(serial);
        return Promise.resolve('123456');
      },
    });
    const last = await scan.finished;
    assert.deepEqual(asked, [DEVICE]);
    assert.equal(last.refusal?.lines[0], 'No credentials came from profile admin → role admin.');
    assert.match(last.refusal?.lines[1] ?? '', /not authorized to perform: sts:AssumeRole/);
    await scan.stop();
  });

  test('is refused where nobody gives the code, with why', async (t) => {
    const { settings, host } = await place(t);
    const scan = startScan(withDevice(t, settings), host);
    const last = await scan.finished;
    assert.equal(last.stage, 'refused');
    assert.match(last.refusal?.lines.join(' ') ?? '', /nobody is there/);
    await scan.stop();
  });

  test('writes each request into the log where it is debugged', async (t) => {
    const { settings, host, logged } = await place(t);
    const scan = startScan({ ...settings, debug: true, kinds: ['datasync-agent'] }, host);
    await scan.finished;
    await scan.stop();
    assert.ok(
      logged.some((line) => line.includes('us-east-1 datasync:ListAgents attempt 1 served')),
      logged.slice(0, 20).join('\n'),
    );
  });
});

suite('the regions of an account, asked in a thread of its own', () => {
  const request = (settings: ScanSettings, debug = false) => ({
    aws: settings.aws,
    version: '0.0.0',
    accountMappings: {},
    debug,
  });

  test('come with who asked and how the credentials were found', async (t) => {
    const { settings, host, logged } = await place(t);
    const notices: (string | null)[] = [];
    const found = await listRegionsInWorker(request(settings, true), {
      ...host,
      onNotice: (notice) => void notices.push(notice),
    });
    assert.equal(found.credentials, 'keys from the environment');
    assert.equal(found.identity.partition, 'aws');
    assert.ok(found.regions.some(({ name }) => name === 'us-east-1'));
    assert.ok(logged.includes('credentials: keys from the environment'));
    assert.ok(logged.some((line) => line.startsWith('settings: ')));
    assert.ok(
      logged.some((line) => line.includes('us-east-1 sts:GetCallerIdentity attempt 1 served')),
      logged.join('\n'),
    );
  });

  test('say meanwhile what they wait for, and that it has come', async (t) => {
    const { settings, host } = await place(t);
    const folder = path.dirname(settings.scanFile);
    const program = path.join(folder, 'process.mjs');
    const keys = { Version: 1, AccessKeyId: 'AKIDEXAMPLE', SecretAccessKey: 'secret' };
    const released = path.join(folder, 'released');
    // It ends when the test has heard of it.
    fs.writeFileSync(
      program,
      `import fs from 'node:fs';
       const look = () => fs.existsSync(${JSON.stringify(released)}) ? console.log(${JSON.stringify(JSON.stringify(keys))}) : setTimeout(look, 20);
       look();`,
    );
    const config = path.join(folder, 'process-config');
    fs.writeFileSync(
      config,
      `[profile slow]\nregion = us-east-1\ncredential_process = "${process.execPath}" "${program}"\n`,
    );
    const before = process.env.AWS_CONFIG_FILE;
    process.env.AWS_CONFIG_FILE = config;
    t.after(() => {
      process.env.AWS_CONFIG_FILE = before;
    });
    const notices: (string | null)[] = [];
    const aws = { ...settings.aws, profile: 'slow' };
    const found = await listRegionsInWorker(request({ ...settings, aws }), {
      ...host,
      onNotice: (notice) => {
        notices.push(notice);
        fs.writeFileSync(released, '');
      },
    });
    assert.deepEqual(notices, ['waiting for the credential_process of profile slow', null]);
    assert.equal(found.credentials, 'credential_process of profile slow');
  });

  test('are refused with what to tell a person, and the exit code', async (t) => {
    const { settings, host } = await place(t, { faults: [{ service: 'sts', effect: 'expired-token' }] });
    await assert.rejects(listRegionsInWorker(request(settings), { ...host, onNotice: () => {} }), (error) => {
      assert.ok(error instanceof RegionsRefused);
      assert.equal(error.name, 'RegionsRefused');
      assert.equal(error.refusal.exitCode, 4);
      assert.equal(error.refusal.lines[0], 'The credentials have expired.');
      assert.equal(error.message, error.refusal.lines.join(' '));
      return true;
    });
  });

  test('are asked for with the code of an MFA device, once, and refused where its role refuses', async (t) => {
    const { settings, host } = await place(t);
    const asked: string[] = [];
    const found = listRegionsInWorker(request(withDevice(t, settings)), {
      log: host.log,
      onNotice: () => {},
      askMfaCode: (serial) => {
        asked.push(serial);
        return Promise.resolve('123456');
      },
    });
    await assert.rejects(found, /not authorized to perform: sts:AssumeRole/);
    assert.deepEqual(asked, [DEVICE]);
  });

  test('are refused where nobody gives the code', async (t) => {
    const { settings, host } = await place(t);
    await assert.rejects(
      listRegionsInWorker(request(withDevice(t, settings)), { ...host, onNotice: () => {} }),
      /nobody is there/,
    );
  });

  test('are refused where the thread falls over', async (t) => {
    const { settings, host } = await place(t);
    const broken = { ...request(settings), aws: null as never };
    await assert.rejects(
      listRegionsInWorker({ ...broken, debug: true }, { ...host, onNotice: () => {} }),
      (error) => {
        assert.ok(error instanceof RegionsRefused);
        assert.deepEqual(error.refusal, { lines: ['The regions could not be listed.'], exitCode: 1 });
        return true;
      },
    );
  });
});
