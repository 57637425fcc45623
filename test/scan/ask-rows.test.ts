import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askPlanSteps } from '../../source/analysis/ask-plan.ts';
import type { CallCounters } from '../../source/demo/server.ts';
import type { AskJob, AskPlan, AskProgress, AskResult } from '../../source/model/ask.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { rowsOfKind } from '../helpers/rows-of-kind.ts';
import { type DemoScanControl, type DemoScanOptions, scanDemo } from '../helpers/scan.ts';

const SHARED = ['ebs-snapshot', 'rds-snapshot', 'rds-cluster-snapshot'];
const TAGGED = ['datasync-task', 'datasync-location', 'datasync-agent', 'datasync-execution'];
const NEVER = new AbortController().signal;
const ATTRIBUTES: AskJob = {
  what: 'attributes',
  of: [
    { tab: 'ebs', rows: null },
    { tab: 'rds', rows: null },
  ],
};
const TAGS: AskJob = {
  what: 'tags',
  of: ['tasks', 'locations', 'agents', 'executions'].map((tab) => ({ tab, rows: null })),
};
/** One cell of many pages. */
const MEDIUM = { regions: ['us-east-1'], server: { size: 'medium' } } as const;
/** No call is given up where the machine is busy. */
const PATIENT = { requestTimeoutMs: 30_000, connectTimeoutMs: 30_000 };
/** Nothing moves between two scans of it. */
const NOW = new Date();
const STILL = { now: NOW, clock: () => NOW.getTime() };

/** What a transfer under way is measured against: the start of its scan. */
const RESTLESS = ['duration', 'throughput_per_second', 'time_left'];

/** Every row by its kind and place, with all of its values that stand still. */
function rowsOf(scanFile: string, kinds: readonly string[]): ReadonlyMap<string, unknown> {
  const reader = openScanReader(scanFile);
  try {
    return new Map(
      kinds.flatMap((kind) =>
        rowsOfKind(reader, kind).map(({ values, problem, region }, index) => [
          `${kind} ${region} ${index}`,
          {
            values: Object.fromEntries(Object.entries(values).filter(([id]) => !RESTLESS.includes(id))),
            problem,
          },
        ]),
      ),
    );
  } finally {
    reader.close();
  }
}

/** What asking would take, as it is said before. */
function planOf(scanFile: string, job: AskJob): AskPlan {
  const reader = openScanReader(scanFile);
  try {
    const steps = askPlanSteps(reader.database, job);
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
  } finally {
    reader.close();
  }
}

/** The rows of a scan that asked everything at once. */
async function askedAtOnce(kinds: readonly string[], collect: DemoScanOptions['collect']) {
  let rows: ReturnType<typeof rowsOf> = new Map();
  let calls: CallCounters['byCall'] = {};
  const afterwards = (_: DemoScanControl, scanFile: string): Promise<void> => {
    rows = rowsOf(scanFile, kinds);
    return Promise.resolve();
  };
  await scanDemo(
    { retry: PATIENT, kinds, collect: collect ?? {}, server: STILL, afterwards },
    ({ counters }) => {
      calls = counters.byCall;
    },
  );
  return { rows, calls };
}

/** The rows of a scan after this was asked, the calls that it took, and what it came to. */
async function askedLater(kinds: readonly string[], job: AskJob) {
  let rows: ReturnType<typeof rowsOf> = new Map();
  let calls: CallCounters['byCall'] = {};
  let result: AskResult | undefined;
  let plan: AskPlan | undefined;
  const progress: AskProgress[] = [];
  const afterwards = async (scan: DemoScanControl, scanFile: string): Promise<void> => {
    plan = planOf(scanFile, job);
    scan.resetCounters();
    result = await scan.ask(job, (now) => progress.push(now), NEVER);
    rows = rowsOf(scanFile, kinds);
  };
  await scanDemo({ retry: PATIENT, kinds, server: STILL, afterwards }, ({ counters }) => {
    calls = counters.byCall;
  });
  return { rows, calls, result, progress, plan };
}

// An AMI of several snapshots is asked once.
for (const { what, kinds, job, collect, sparedCalls } of [
  {
    what: 'who snapshots are shared with',
    kinds: SHARED,
    job: ATTRIBUTES,
    collect: { attributes: true },
    sparedCalls: 40,
  },
  { what: 'the tags of DataSync', kinds: TAGGED, job: TAGS, collect: { tags: true }, sparedCalls: 0 },
])
  test(`asked later, ${what} reads as if the scan had asked it, derived columns included, by the same calls`, async () => {
    const later = await askedLater(kinds, job);
    const atOnce = await askedAtOnce(kinds, collect);
    assert.deepEqual(later.rows, atOnce.rows);
    assert.ok(later.rows.size > 10);
    for (const [call, count] of Object.entries(later.calls))
      assert.deepEqual(count, atOnce.calls[call], call);
    assert.deepEqual(later.result, { asked: later.rows.size, failed: 0, isStopped: false, failures: [] });
    const made = Object.values(later.calls).reduce((sum, { calls }) => sum + calls, 0);
    assert.equal(later.plan?.rows, later.rows.size);
    assert.equal(later.plan.passedOver, 0);
    assert.ok(
      made > 0 && later.plan.calls >= made && later.plan.calls <= made + sparedCalls,
      `${later.plan.calls}`,
    );
    assert.deepEqual(later.progress.at(-1), { asked: later.rows.size, failed: 0 });
  });

/** Row numbers of a kind, and who each is shared with. */
function sharing(scanFile: string, kind: string): ReadonlyMap<number, unknown> {
  const reader = openScanReader(scanFile);
  const rows = rowsOfKind(reader, kind).map(({ row, values }) => [row, values.shared_with] as const);
  reader.close();
  return new Map(rows);
}

const EBS = ['ebs-snapshot'];
const NOT_CHECKED = ['not checked'];

test('only the rows that are meant are asked, and none of them twice', async () => {
  const afterwards = async (scan: DemoScanControl, scanFile: string): Promise<void> => {
    const [first = 0, second = 0, ...others] = [...sharing(scanFile, 'ebs-snapshot').keys()];
    const job: AskJob = { what: 'attributes', of: [{ tab: 'ebs', rows: Uint32Array.of(second, first) }] };
    assert.deepEqual((await scan.ask(job, () => {}, NEVER)).asked, 2);
    assert.deepEqual(await scan.ask(job, () => {}, NEVER), {
      asked: 0,
      failed: 0,
      isStopped: false,
      failures: [],
    });
    const after = sharing(scanFile, 'ebs-snapshot');
    for (const row of [first, second]) assert.notDeepEqual(after.get(row), NOT_CHECKED);
    for (const row of others) assert.deepEqual(after.get(row), NOT_CHECKED);
    assert.ok(others.length > 0);
  };
  await scanDemo({ retry: PATIENT, kinds: EBS, afterwards }, ({ counters }) => {
    const asked = Object.entries(counters.byCall).filter(([call]) =>
      call.startsWith('ec2:DescribeSnapshotAttribute'),
    );
    assert.equal(
      asked.reduce((sum, [, { calls }]) => sum + calls, 0),
      2,
    );
  });
});

test('where AWS denies it rows stay as they were and say why once, and later they can be asked', async () => {
  const afterwards = async (scan: DemoScanControl, scanFile: string): Promise<void> => {
    const before = sharing(scanFile, 'ebs-snapshot');
    scan.setFaults([{ service: 'ec2', operation: 'DescribeSnapshotAttribute', effect: 'denied' }]);
    const denied = await scan.ask(ATTRIBUTES, () => {}, NEVER);
    assert.equal(denied.asked, 0);
    assert.equal(denied.failed, before.size);
    assert.deepEqual(
      denied.failures.map(({ rows }) => rows),
      [before.size],
    );
    assert.match(denied.failures[0]?.message ?? '', /not authorized.*\(ec2:DescribeSnapshotAttribute\)$/);
    assert.deepEqual(sharing(scanFile, 'ebs-snapshot'), before);
    scan.setFaults([]);
    assert.equal((await scan.ask(ATTRIBUTES, () => {}, NEVER)).asked, before.size);
  };
  await scanDemo({ retry: PATIENT, kinds: EBS, afterwards, regions: ['us-east-1'] }, ({ cells }) => {
    assert.deepEqual(
      cells.map(({ phase, error }) => ({ phase, error })),
      [{ phase: 'done', error: null }],
    );
  });
});

test('asking that is stopped keeps what was answered, and goes on where it was', async () => {
  const afterwards = async (scan: DemoScanControl, scanFile: string): Promise<void> => {
    const all = sharing(scanFile, 'ebs-snapshot').size;
    const stop = new AbortController();
    const stopped = await scan.ask(ATTRIBUTES, () => stop.abort(), stop.signal);
    assert.ok(stopped.isStopped && stopped.asked > 0 && stopped.asked < all, `${stopped.asked} of ${all}`);
    assert.equal(stopped.failed, 0);
    const asked = [...sharing(scanFile, 'ebs-snapshot').values()].filter(
      (value) => JSON.stringify(value) !== JSON.stringify(NOT_CHECKED),
    );
    assert.equal(asked.length, stopped.asked);
    const rest = await scan.ask(ATTRIBUTES, () => {}, NEVER);
    assert.deepEqual(rest, { asked: all - stopped.asked, failed: 0, isStopped: false, failures: [] });
  };
  await scanDemo({ retry: PATIENT, ...MEDIUM, kinds: EBS, afterwards }, ({ refusal }) => {
    assert.equal(refusal, null);
  });
});
