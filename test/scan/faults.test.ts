import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fault } from '../../source/demo/server.ts';
import type { Outcome } from '../../source/model/cell.ts';
import { type DemoScanOptions, scanDemo } from '../helpers/scan.ts';

/** One fault, the cell it befalls, and what must come of it. */
interface Case {
  readonly fault: Fault;
  readonly kind: string;
  readonly outcome: Outcome;
  readonly code?: string;
  readonly message?: RegExp;
  readonly advice?: RegExp;
  readonly kept?: 'all' | 'some' | 'none';
  readonly options?: DemoScanOptions;
  /** Whether the fault can befall a listing of several pages only. */
  readonly pages?: 'several';
}

const EBS = { service: 'ec2', operation: 'DescribeSnapshots' } as const;
const AGENTS = { service: 'datasync', operation: 'ListAgents' } as const;

const CASES: Readonly<Record<string, Case>> = {
  'a listing that is denied leaves the cell denied, naming the IAM action': {
    fault: { ...AGENTS, effect: 'denied' },
    kind: 'datasync-agent',
    outcome: 'denied',
    code: 'AccessDeniedException',
    message: /not authorized to perform: datasync:ListAgents/,
    advice: /add datasync:ListAgents to the role/,
    kept: 'none',
  },
  'a listing denied by EC2 is denied under its own name': {
    fault: { ...EBS, effect: 'denied' },
    kind: 'ebs-snapshot',
    outcome: 'denied',
    code: 'UnauthorizedOperation',
    kept: 'none',
  },
  'a denial by a service control policy says that the organization denies it': {
    fault: { ...AGENTS, effect: 'denied-by-scp' },
    kind: 'datasync-agent',
    outcome: 'denied',
    message: /a policy of the organization denies it/,
    kept: 'none',
  },
  'a joined listing that is denied leaves the rows and a partial cell': {
    fault: { service: 'ec2', operation: 'DescribeVolumes', effect: 'denied' },
    kind: 'ebs-snapshot',
    outcome: 'partial',
    code: 'UnauthorizedOperation',
    message: /ec2:DescribeVolumes/,
    kept: 'all',
  },
  'one describe that is denied keeps the listed row and leaves the cell partial': {
    fault: { service: 'datasync', operation: 'DescribeTask', times: 1, effect: 'denied' },
    kind: 'datasync-task',
    outcome: 'partial',
    message: /datasync:DescribeTask/,
    kept: 'all',
  },
  'a listing throttled a few times is done in the end': {
    fault: { ...EBS, times: 3, effect: 'throttled' },
    kind: 'ebs-snapshot',
    outcome: 'done',
    kept: 'all',
    options: { retry: { tries: 10 } },
  },
  'a listing throttled for ever is throttled': {
    fault: { ...AGENTS, effect: 'throttled' },
    kind: 'datasync-agent',
    outcome: 'throttled',
    code: 'ThrottlingException',
    kept: 'none',
    options: { retry: { tries: 3 } },
  },
  'server errors once or twice are tried again': {
    fault: { ...EBS, times: 2, effect: 'server-error' },
    kind: 'ebs-snapshot',
    outcome: 'done',
    kept: 'all',
  },
  'server errors for ever fail the cell': {
    fault: { ...AGENTS, effect: 'server-error' },
    kind: 'datasync-agent',
    outcome: 'failed',
    kept: 'none',
  },
  'a connection that is reset once is tried again': {
    fault: { ...EBS, times: 1, effect: 'reset' },
    kind: 'ebs-snapshot',
    outcome: 'done',
    kept: 'all',
  },
  'a connection that is reset in mid-body once is tried again': {
    fault: { ...EBS, times: 1, effect: 'reset-mid-body' },
    kind: 'ebs-snapshot',
    outcome: 'done',
    kept: 'all',
  },
  'a connection that is always reset fails the cell': {
    fault: { ...AGENTS, effect: 'reset' },
    kind: 'datasync-agent',
    outcome: 'failed',
    kept: 'none',
  },
  'no answer at all fails the cell after the time allowed': {
    fault: { ...AGENTS, effect: 'hang' },
    kind: 'datasync-agent',
    outcome: 'failed',
    code: 'TimeoutError',
    kept: 'none',
    options: { retry: { tries: 2 } },
  },
  'XML that ends early fails the cell and never reads as none': {
    fault: { ...EBS, effect: 'truncated-body' },
    kind: 'ebs-snapshot',
    outcome: 'failed',
    code: 'GarbageAnswer',
    message: /the answer ends early/,
    kept: 'none',
  },
  'JSON that ends early fails the cell': {
    fault: { ...AGENTS, effect: 'truncated-body' },
    kind: 'datasync-agent',
    outcome: 'failed',
    code: 'GarbageAnswer',
    kept: 'none',
  },
  'garbage instead of XML fails the cell': {
    fault: { ...EBS, effect: 'garbage-body' },
    kind: 'ebs-snapshot',
    outcome: 'failed',
    code: 'GarbageAnswer',
    kept: 'none',
  },
  'HTML of a proxy instead of XML fails the cell, naming what came': {
    fault: { ...EBS, effect: 'html-body' },
    kind: 'ebs-snapshot',
    outcome: 'failed',
    code: 'GarbageAnswer',
    message: /HTML came instead of an answer/,
    kept: 'none',
  },
  'HTML of a proxy instead of JSON fails the cell, naming what came': {
    fault: { ...AGENTS, effect: 'html-body' },
    kind: 'datasync-agent',
    outcome: 'failed',
    message: /HTML came instead of an answer/,
    kept: 'none',
  },
  'an error with status 200 fails the cell': {
    fault: { ...EBS, effect: 'error-in-200' },
    kind: 'ebs-snapshot',
    outcome: 'failed',
    message: /an error came with status 200/,
    kept: 'none',
  },
  'garbage once is tried again': {
    fault: { ...AGENTS, times: 1, effect: 'garbage-body' },
    kind: 'datasync-agent',
    outcome: 'done',
    kept: 'all',
  },
  'a page that the service repeats for ever fails the cell without doubled rows': {
    fault: { ...EBS, effect: 'repeat-token' },
    kind: 'ebs-snapshot',
    outcome: 'failed',
    code: 'RepeatedPage',
    message: /the service repeated a page/,
    kept: 'some',
  },
  'an empty page with a token is paged past': {
    fault: { ...EBS, times: 1, effect: 'empty-page' },
    kind: 'ebs-snapshot',
    outcome: 'done',
    kept: 'all',
  },
  'an enum value that nobody knows is shown as given': {
    fault: { ...EBS, effect: 'unknown-enum' },
    kind: 'ebs-snapshot',
    outcome: 'done',
    kept: 'all',
  },
  'a missing creation time is unknown, not now and not 1970': {
    fault: { ...EBS, effect: 'missing-field' },
    kind: 'ebs-snapshot',
    outcome: 'done',
    kept: 'all',
  },
  'rows that make no sense are kept and marked': {
    fault: { ...EBS, effect: 'nonsense-row' },
    kind: 'ebs-snapshot',
    outcome: 'partial',
    code: 'Senseless',
    kept: 'all',
  },
  'a row without its id is kept under its position': {
    fault: { ...EBS, effect: 'missing-id' },
    kind: 'ebs-snapshot',
    outcome: 'partial',
    message: /AWS gave no identifier/,
    kept: 'all',
  },
  'the same resource on two pages is there once': {
    fault: { ...EBS, effect: 'duplicate-row' },
    kind: 'ebs-snapshot',
    outcome: 'done',
    kept: 'all',
    options: { server: { size: 'medium' }, retry: { requestTimeoutMs: 30_000 } },
    pages: 'several',
  },
  'JSON without the list that was asked for fails the cell, as none of the resources are known': {
    fault: { ...AGENTS, effect: 'foreign-answer' },
    kind: 'datasync-agent',
    outcome: 'failed',
    code: 'GarbageAnswer',
    message: /the answer is none of ListAgents: its list is missing/,
    advice: /check proxy and endpoint/,
    kept: 'none',
  },
  'XML without the list that was asked for fails the cell': {
    fault: { ...EBS, effect: 'empty-answer' },
    kind: 'ebs-snapshot',
    outcome: 'failed',
    code: 'GarbageAnswer',
    message: /the answer is none of DescribeSnapshots: its list is missing/,
    kept: 'none',
  },
  'a right answer under a wrong label is taken, as the SDK takes it': {
    fault: { ...EBS, effect: 'wrong-content-type' },
    kind: 'ebs-snapshot',
    outcome: 'done',
    kept: 'all',
  },
};

for (const [sentence, fault] of Object.entries(CASES)) {
  test(sentence, async () => {
    let whole = 0;
    const kinds = [fault.kind, 'rds-snapshot'];
    await scanDemo({ ...fault.options, kinds }, (result) => {
      whole = result.cell('us-east-1', fault.kind).rows;
      assert.ok(whole > 0);
    });
    await scanDemo({ ...fault.options, kinds, faults: [fault.fault] }, (result) => {
      const cell = result.cell('us-east-1', fault.kind);
      assert.equal(cell.phase, fault.outcome, JSON.stringify(cell.error));
      if (fault.code !== undefined) assert.equal(cell.error?.code, fault.code);
      if (fault.message !== undefined) assert.match(cell.error?.message ?? '', fault.message);
      if (fault.advice !== undefined) assert.match(cell.error?.advice ?? '', fault.advice);
      if (fault.kept === 'all') assert.equal(cell.rows, whole);
      if (fault.kept === 'some') assert.ok(cell.rows > 0 && cell.rows <= whole, `${cell.rows} rows`);
      if (fault.kept === 'none') assert.equal(cell.rows, 0);
      assert.equal(result.cell('us-east-1', 'rds-snapshot').phase, 'done', 'the other cell is untouched');
      if (fault.pages === 'several') {
        const { service, operation } = fault.fault;
        const { calls = 0 } = result.counters.byCall[`${service}:${operation}:us-east-1`] ?? {};
        // One call asks for public snapshots; the listing itself has all others.
        assert.ok(calls > 2, `${calls} calls`);
      }
      const stored = result.reader.cells().find((candidate) => candidate.id === cell.id);
      assert.equal(stored?.phase, cell.phase);
      assert.equal(stored?.rows, cell.rows);
    });
  });
}

test('a region without backups is not whole where what could be backed up cannot be listed', async () => {
  const fault = { service: 'ec2', operation: 'DescribeVolumes', effect: 'denied' } as const;
  const none = { kinds: ['ebs-snapshot'], collect: { until: Date.UTC(2000, 0, 1) } };
  await scanDemo({ ...none, faults: [fault] }, (result) => {
    const { phase, rows, error } = result.cell('us-east-1', 'ebs-snapshot');
    assert.deepEqual([phase, rows, error?.code], ['partial', 0, 'UnauthorizedOperation']);
    assert.match(error?.message ?? '', /^source volumes: .*ec2:DescribeVolumes/);
    assert.match(error?.advice ?? '', /add ec2:DescribeVolumes to the role/);
  });
  await scanDemo(none, (result) => assert.equal(result.cell('us-east-1', 'ebs-snapshot').phase, 'empty'));
});
