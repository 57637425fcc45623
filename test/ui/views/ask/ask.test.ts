import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AskJob, AskPlan, AskProgress, AskResult } from '../../../../source/model/ask.ts';
import type { AppState } from '../../../../source/ui/state/app-state.ts';
import { bareApp, settled, typed } from '../../helpers/bare-app.ts';
import { finishedScan, midScan } from '../../helpers/fake-scan.ts';
import { fakeServices } from '../../helpers/fake-services.ts';
import { frame } from '../../helpers/frame.tsx';

const PLAN: AskPlan = {
  rows: 1204,
  passedOver: 30,
  calls: 1317,
  most: { account: '123456789012', region: 'us-east-1', calls: 812 },
};

/** Rows that are being asked, as a test drives them. */
interface Asking {
  readonly job: AskJob;
  readonly progress: (progress: AskProgress) => void;
  readonly signal: AbortSignal;
  readonly end: (result: AskResult) => void;
  readonly fail: (error: Error) => void;
}

/** The app over a scan that has ended, after these keys; asking is driven by the test. */
async function opened(keys: readonly string[], plan = PLAN, scan = finishedScan()) {
  const services = fakeServices(scan);
  const planned: AskJob[] = [];
  const asked: Asking[] = [];
  services.queries.planned = (job) => {
    planned.push(job);
    return plan;
  };
  const app = await bareApp([], { services });
  for (const handle of services.handles)
    handle.onAsk = (job, progress, signal) => {
      const { promise, resolve, reject } = Promise.withResolvers<AskResult>();
      asked.push({ job, progress, signal, end: resolve, fail: reject });
      return promise;
    };
  // One by one: Enter asks for something else each time.
  for (const key of keys) await app.press([key]);
  return { ...app, planned, asked, services };
}

const ASK = typed(':ask attributes');

/** The lines of the view that say something. */
function shown(state: AppState): readonly string[] {
  const lines = frame(state)
    .split('\n')
    .slice(3, -3)
    .map((line) => line.trimEnd());
  return lines.filter((line) => line !== '');
}

const headerOf = (state: AppState): string => frame(state).split('\n')[0] ?? '';

describe('asking rows what the scan left out', () => {
  test('first says of which rows, with how many calls, and how long it may take', async () => {
    const { app, state } = await opened(['7', ...ASK]);
    assert.deepEqual(shown(state()), [
      ' Ask who they are shared with',
      ' Of 42 EBS snapshots.',
      ' 1,204 rows to ask, 1,317 calls at most.',
      ' 30 rows left alone: known already, or not to be asked.',
      ' About 41 seconds where AWS answers 20 calls a second in a region: the most,',
      ' 812, in us-east-1 of 123456789012. A throttled call is sent again.',
      ' Enter asks them. The rows fill in place while you go on; nothing else is read',
      ' again.',
      ' :ask stop ends it, and what was answered stays; :ask attributes then goes on',
      ' with the rest.',
    ]);
    assert.ok(frame(state()).includes('Enter ask '));
    app.leave(0);
  });

  test('is of the marked rows, else of those that the table lists, else of all of the scan', async () => {
    const marked = await opened(['7', ' ', ' ', ...ASK]);
    assert.equal(marked.planned[0]?.of[0]?.tab, 'ebs');
    assert.equal(marked.planned[0]?.of[0]?.rows?.length, 2);
    assert.equal(shown(marked.state())[1], ' Of 2 marked EBS snapshots.');
    marked.app.leave(0);
    const listed = await opened(['7', '/', ...typed('size>1GiB'), ...ASK]);
    assert.equal(listed.planned[0]?.of[0]?.rows?.length, listed.state().tables.ebs?.order?.rows.length);
    listed.app.leave(0);
    const all = await opened(ASK);
    assert.deepEqual(all.planned, [
      {
        what: 'attributes',
        of: [
          { tab: 'ebs', rows: null },
          { tab: 'rds', rows: null },
          { tab: 'amis', rows: null },
        ],
      },
    ]);
    assert.equal(shown(all.state())[1], ' Of all rows of the scan.');
    all.app.leave(0);
  });

  test('asks on Enter, counts in the header, and says what came of it', async () => {
    const { app, state, press, asked } = await opened(['7', ...ASK, 'enter']);
    assert.equal(asked.length, 1);
    assert.equal(state().ask.review, null);
    assert.match(headerOf(state()), /asking 0\/1,204/);
    asked[0]?.progress({ asked: 600, failed: 4 });
    assert.match(headerOf(state()), /asking 604\/1,204/);
    const before = state().live.version;
    asked[0]?.end({
      asked: 1200,
      failed: 4,
      isStopped: false,
      failures: [{ message: 'no such snapshot', rows: 4 }],
    });
    await settled();
    assert.equal(state().live.version, before + 1);
    assert.doesNotMatch(headerOf(state()), /asking/);
    assert.equal(state().message?.text, '1,200 rows asked who they are shared with; 4 not: no such snapshot');
    await press(['up']);
    app.leave(0);
  });

  test('is done in the file where a scan file is open', async () => {
    const files: string[] = [];
    const services = fakeServices(finishedScan(), {
      askFile: (scanFile) => {
        files.push(scanFile);
        return Promise.resolve({ asked: 3, failed: 0, isStopped: false, failures: [] });
      },
    });
    services.queries.planned = () => ({ ...PLAN, rows: 3 });
    const { app, state, press } = await bareApp([], { services });
    app.begin({ mode: 'file', scanFile: '/scans/kept.sqlite' });
    await settled();
    for (const key of [...ASK, 'enter']) await press([key]);
    assert.deepEqual(files, ['/scans/kept.sqlite']);
    assert.equal(state().message?.text, '3 rows asked who they are shared with');
    app.leave(0);
  });

  test('ends with :ask stop, and what was answered stays', async () => {
    const { app, state, press, asked } = await opened(['7', ...ASK, 'enter', ...typed(':ask stop')]);
    assert.equal(asked[0]?.signal.aborted, true);
    assert.match(headerOf(state()), /stops asking 0\/1,204/);
    asked[0]?.end({ asked: 50, failed: 0, isStopped: true, failures: [] });
    await settled();
    assert.equal(state().message?.text, 'stopped: 50 rows asked who they are shared with');
    await press(typed(':ask stop'));
    assert.equal(state().message?.text, 'nothing is being asked');
    app.leave(0);
  });

  test('says where there is nothing to ask, and asks nothing', async () => {
    const none = { rows: 0, passedOver: 42, calls: 0, most: null };
    const { app, state, asked } = await opened(['7', ...ASK, 'enter'], none);
    assert.equal(shown(state()).at(-1), ' There is nothing to ask: all of it is known, or cannot be asked.');
    assert.equal(state().message?.text, 'there is nothing to ask');
    assert.equal(asked.length, 0);
    app.leave(0);
  });

  test('says why it could not be counted, or asked', async () => {
    const broken = await opened(['7']);
    broken.services.queries.failure = new Error('the disk is gone');
    await broken.press(ASK);
    assert.equal(shown(broken.state()).at(-1), ' It could not be counted: the disk is gone');
    broken.app.leave(0);
    const { app, state, asked } = await opened(['7', ...ASK, 'enter']);
    asked[0]?.fail(new Error('the scan has ended'));
    await settled();
    assert.equal(state().message?.text, 'rows could not be asked: the scan has ended');
    assert.equal(state().ask.run, null);
    app.leave(0);
  });

  test('of a kind that the scan left out says what that takes, and reads it into the scan that is open', async () => {
    const { app, state, press, services } = await opened(['7', ...typed('/zone'), 'enter', 'escape', '1']);
    await press(typed(':ask fsx-backup'));
    assert.deepEqual(shown(state()), [
      ' Read FSx backups into this scan',
      ' In the 5 regions that were scanned.',
      ' 3 operations in each: about 15 calls, fewer where there is nothing, more where',
      ' there is much.',
      ' They are fsx:DescribeBackups, fsx:DescribeFileSystems, and',
      ' fsx:DescribeVolumes.',
      ' Enter reads them. What the scan has stays as it is, and its file takes the',
      ' rest.',
      ' :ask stop ends it, and what was read stays; :ask fsx-backup then goes on with',
      ' the rest.',
    ]);
    await press(['enter']);
    assert.deepEqual(services.goneOn, [{ scanFile: state().scan?.scanFile, kinds: ['fsx-backup'] }]);
    assert.equal(state().ask.kind, null);
    app.leave(0);
  });

  test('of recovery points says whose rows are read again', async () => {
    const { app, state } = await opened(typed(':ask backup-recovery-point'));
    const text = shown(state()).join('');
    assert.match(text, /Rows of EBS, RDS instances, RDS clusters, and EFS are told more by it/);
    app.leave(0);
  });

  test('of a kind keeps what is in sight until the scan is under way, then shows how it goes on', async () => {
    const { app, state, services, press } = await opened([
      '7',
      ...typed('/vol'),
      'enter',
      ...typed(':ask fsx-backup'),
      'enter',
    ]);
    const { tables, scan } = state();
    assert.equal(headerOf(state()).includes('complete'), true);
    const [, handle] = services.handles;
    const kinds = [...(scan?.kinds ?? []), 'fsx-backup'];
    const going = { ...finishedScan(), kinds, stage: 'scanning' } as const;
    handle?.emit(going);
    await settled();
    assert.equal(state().scan?.stage, 'scanning');
    assert.equal(state().source, 'scan');
    assert.equal(state().view, 'ebs');
    assert.deepEqual(state().tables.ebs?.filter, tables.ebs?.filter);
    handle?.emit({ ...going, stage: 'complete' });
    await settled();
    await press(typed(':ask stop'));
    assert.equal(state().message?.text, 'nothing is being asked');
    await press(typed(':ask fsx-backup'));
    assert.equal(state().message?.text, 'this scan has FSx backups already');
    app.leave(0);
  });

  test('of a kind is ended by :ask stop, with what was read', async () => {
    const { app, state, services, press } = await opened(typed(':ask fsx-backup'));
    await press(['enter']);
    const [, handle] = services.handles;
    handle?.emit({ ...finishedScan(), stage: 'scanning' });
    await settled();
    await press(typed(':ask stop'));
    await settled();
    assert.equal(handle?.stopped(), true);
    assert.equal(state().source, 'file');
    assert.equal(state().message?.text, 'stopped: what was read stays');
    app.leave(0);
  });

  test('of a kind that could not go on leaves the scan as it was, and says why', async () => {
    const { app, state, services, press } = await opened(typed(':ask fsx-backup'));
    await press(['enter']);
    const [, handle] = services.handles;
    const refusal = {
      lines: ['these credentials are of account 1, and the scan is of 2'],
      exitCode: 2,
    } as const;
    handle?.emit({ ...finishedScan(), stage: 'refused', refusal });
    await settled();
    assert.equal(state().source, 'file');
    assert.match(frame(state()), /the scan could not go on: these credentials are of account 1/);
    app.leave(0);
  });

  for (const { where, keys, scan, words } of [
    {
      where: 'while the scan runs',
      keys: ASK,
      scan: midScan(),
      words: 'the scan still runs: rows can be asked once it has ended',
    },
    {
      where: 'of rows that have nothing of the sort',
      keys: ['9', ...ASK],
      scan: finishedScan(),
      words: 'there is nothing of the sort to ask of these rows: :ask attributes is for :ebs, :rds, :amis',
    },
    {
      where: 'while others are asked',
      keys: ['7', ...ASK, 'enter', ...typed(':ask tags')],
      scan: finishedScan(),
      words: 'who they are shared with is being asked already: :ask stop ends that first',
    },
    {
      where: 'that it does not know',
      keys: typed(':ask sizes'),
      scan: finishedScan(),
      words: ':ask takes one of attributes, tags, stop, or a kind',
    },
  ])
    test(`is not done ${where}, which says so`, async () => {
      const { app, state } = await opened(keys, PLAN, scan);
      assert.equal(state().ask.review, null);
      assert.equal(state().message?.text, words);
      app.leave(0);
    });
});
