import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scanDemo } from '../helpers/scan.ts';

const SMALL = ['ebs-snapshot', 'datasync-agent'];

test('the plan has a cell for each kind in each region, and regions that are off are skipped without a call', async () => {
  await scanDemo({ regions: ['us-east-1', 'af-south-1'], kinds: SMALL }, (result) => {
    assert.deepEqual(
      result.cells.map((cell) => `${cell.region} ${cell.kind} ${cell.phase}`),
      [
        'us-east-1 ebs-snapshot done',
        'us-east-1 datasync-agent done',
        'af-south-1 ebs-snapshot skipped',
        'af-south-1 datasync-agent skipped',
      ],
    );
    assert.equal(
      result.cell('af-south-1', 'ebs-snapshot').error?.message,
      'region not enabled for this account',
    );
    assert.deepEqual(
      Object.keys(result.counters.byCall).filter((call) => call.endsWith(':af-south-1')),
      [],
    );
    assert.deepEqual(result.reader.facts().regionsOff, ['af-south-1']);
  });
});

test('the scan file says of every cell that was read when AWS answered, within the time that the cell took', async () => {
  await scanDemo({ regions: ['us-east-1', 'af-south-1'] }, ({ cells }) => {
    const read = cells.filter(({ phase }) => phase === 'done' || phase === 'empty');
    assert.ok(read.length > 0);
    for (const { kind, startedAt, read: time, endedAt } of read) {
      assert.ok(startedAt !== null && time !== null && endedAt !== null, kind);
      const instants = [startedAt, time.at, time.until, endedAt];
      assert.deepEqual(
        instants.toSorted((one, other) => one - other),
        instants,
        kind,
      );
    }
    const skipped = cells.filter(({ phase }) => phase === 'skipped');
    assert.deepEqual([skipped.length > 0, skipped.filter((cell) => cell.read !== null)], [true, []]);
  });
});

test('the scan file keeps who asked, when, with which options and which version', async () => {
  await scanDemo({ kinds: SMALL, collect: { executionDays: 7 } }, (result) => {
    const facts = result.reader.facts();
    assert.deepEqual(facts.identity, {
      account: '123456789012',
      callerArn: 'arn:aws:iam::123456789012:user/demo',
      partition: 'aws',
      accountName: 'larkspur-prod',
    });
    assert.equal(facts.complete, true);
    assert.equal(facts.version, '0.0.0');
    assert.deepEqual(facts.kinds, SMALL);
    assert.equal(facts.options.execution_days, 7);
    assert.ok((facts.endedAt ?? 0) >= facts.startedAt);
  });
});

test('bad credentials end the scan before any cell, with exit code 4', async () => {
  await scanDemo({ faults: [{ effect: 'bad-credentials' }] }, (result) => {
    assert.equal(result.refusal?.exitCode, 4);
    assert.equal(result.refusal?.lines[0], 'AWS does not accept these credentials.');
    assert.equal(result.cells.length, 0);
  });
});

test('expired credentials at the start say how to have new ones, with exit code 4', async () => {
  await scanDemo({ faults: [{ service: 'sts', effect: 'expired-token' }] }, (result) => {
    assert.equal(result.refusal?.exitCode, 4);
    assert.equal(result.refusal?.lines[0], 'The credentials have expired.');
    assert.equal(
      result.refusal?.lines.at(-1),
      'They are keys from the environment. To have new ones: set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY anew and start snapdeck again',
    );
  });
});

test('a token in the environment that expires in mid-scan ends the app’s scan, too: no sign-in could change it', async () => {
  await scanDemo(
    {
      interactive: true,
      kinds: ['datasync-agent'],
      onMessage: (message, { setFaults }) => {
        if (message.type === 'planned') setFaults([{ effect: 'expired-token' }]);
      },
    },
    (result) => {
      assert.equal(result.stopped, true);
      assert.deepEqual(result.refusal, {
        lines: [
          'The credentials expired (ExpiredTokenException); they are keys from the environment. To have new ones: set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY anew and start snapdeck again.',
        ],
        exitCode: 4,
      });
    },
  );
});

test('a region that AWS calls on but that refuses us has failed, once it is clear that AWS knows us elsewhere', async () => {
  const faults = [{ region: 'eu-west-1', effect: 'not-opted-in' }] as const;
  await scanDemo({ regions: ['us-east-1', 'eu-west-1'], kinds: SMALL, faults }, (result) => {
    assert.equal(result.cell('eu-west-1', 'ebs-snapshot').phase, 'failed');
    assert.equal(result.cell('eu-west-1', 'datasync-agent').phase, 'failed');
    assert.equal(result.cell('us-east-1', 'ebs-snapshot').phase, 'done');
  });
});

test('a service that refuses us in a region that else answers fails there and skips nothing', async () => {
  const faults = [{ service: 'datasync', effect: 'not-opted-in' }] as const;
  let seen = '';
  await scanDemo(
    {
      kinds: ['ebs-snapshot', 'datasync-task'],
      faults: [{ service: 'datasync', effect: 'slow', milliseconds: 300, times: 1 }, ...faults],
    },
    (result) => {
      seen = result.cell('us-east-1', 'ebs-snapshot').phase;
      assert.equal(result.cell('us-east-1', 'datasync-task').phase, 'failed');
      assert.match(result.cell('us-east-1', 'datasync-task').error?.message ?? '', /refused here only/);
    },
  );
  assert.equal(seen, 'done');
});

test('credentials that stop being accepted in mid-scan are not taken for a region that is off', async () => {
  const faults = [
    { service: 'sts', after: 1, effect: 'bad-credentials' },
    { service: 'datasync', effect: 'bad-credentials' },
  ] as const;
  await scanDemo({ kinds: SMALL, faults }, (result) => {
    assert.equal(result.cell('us-east-1', 'datasync-agent').phase, 'failed');
    assert.match(result.cell('us-east-1', 'datasync-agent').error?.message ?? '', /InvalidClientTokenId/);
  });
});

test('a token that expires in mid-scan and cannot be renewed ends a headless scan with exit code 4, rows kept', async () => {
  const faults = [{ service: 'datasync', effect: 'expired-token' }] as const;
  await scanDemo({ kinds: ['ebs-snapshot', 'datasync-agent'], faults }, (result) => {
    assert.equal(result.refusal?.exitCode, 4);
    assert.match(result.refusal?.lines[0] ?? '', /credentials expired/);
    assert.equal(result.stopped, true);
    assert.equal(result.cell('us-east-1', 'datasync-agent').phase, 'stopped');
    assert.equal(result.reader.facts().complete, false);
  });
});

test('a token that expires once in mid-scan is renewed and nothing is lost', async () => {
  const faults = [{ service: 'datasync', times: 1, effect: 'expired-token' }] as const;
  await scanDemo({ kinds: ['datasync-agent'], faults }, (result) => {
    assert.equal(result.cell('us-east-1', 'datasync-agent').phase, 'done');
    assert.equal(result.refusal, null);
  });
});

test('without permission to list regions every known one is tried, and that is said', async () => {
  const faults = [{ service: 'ec2', operation: 'DescribeRegions', effect: 'denied' }] as const;
  await scanDemo({ regions: ['us-east-*', 'af-south-1'], kinds: ['datasync-agent'], faults }, (result) => {
    assert.deepEqual(
      result.cells.map((cell) => `${cell.region} ${cell.phase}`),
      ['af-south-1 failed', 'us-east-1 done', 'us-east-2 empty'],
    );
    assert.match(
      result.cell('af-south-1', 'datasync-agent').error?.message ?? '',
      /^the credentials are refused here, and whether the region is on is not known: /,
    );
    assert.ok(
      result.messages.some(
        (message) => message.type === 'notice' && message.notice?.startsWith('ec2:DescribeRegions is denied'),
      ),
    );
  });
});

test('regions that are all off are refused with exit code 2, naming those that are on', async () => {
  await scanDemo({ regions: ['af-south-1'], kinds: SMALL }, (result) => {
    assert.equal(result.refusal?.exitCode, 2);
    assert.match(
      result.refusal?.lines[0] ?? '',
      /Not enabled for account 123456789012: af-south-1\. Enabled: .*us-east-1/,
    );
  });
});

test('a cell that is run again has its rows replaced, and no other cell is touched', async () => {
  let finished = 0;
  await scanDemo(
    {
      kinds: SMALL,
      rounds: 2,
      faults: [{ service: 'datasync', operation: 'DescribeAgent', times: 1, effect: 'denied' }],
      onMessage: (message, scan) => {
        if (message.type !== 'finished') return;
        finished += 1;
        if (finished > 1) return;
        scan.resetCounters();
        scan.retry([2]);
      },
    },
    (result) => {
      assert.equal(result.cell('us-east-1', 'datasync-agent').phase, 'done');
      assert.equal(result.reader.counts().agents, result.cell('us-east-1', 'datasync-agent').rows);
      const ends = result.messages.flatMap((message) =>
        message.type === 'finished' ? [message.endedAt] : [],
      );
      assert.deepEqual([ends.length, new Set(ends).size], [2, 1], 'the scan took as long as it took');
      assert.equal(result.reader.facts().endedAt, ends[0]);
      assert.deepEqual(
        [...new Set(Object.keys(result.counters.byCall).map((call) => call.split(':')[0]))],
        ['datasync'],
      );
      assert.equal(result.reader.facts().complete, true);
    },
  );
});

test('stopping keeps the rows that were read and marks the scan file partial', async () => {
  await scanDemo(
    {
      kinds: ['ebs-snapshot', 'datasync-agent'],
      faults: [{ service: 'datasync', effect: 'hang' }],
      retry: { requestTimeoutMs: 30_000 },
      onMessage: (message, scan) => {
        if (
          message.type === 'cells' &&
          message.cells.some((cell) => cell.kind === 'ebs-snapshot' && cell.phase === 'done')
        )
          void scan.stop();
      },
    },
    (result) => {
      assert.equal(result.stopped, true);
      assert.equal(result.cell('us-east-1', 'datasync-agent').phase, 'stopped');
      assert.equal(result.cell('us-east-1', 'ebs-snapshot').phase, 'done');
      assert.equal(result.reader.counts().ebs, result.cell('us-east-1', 'ebs-snapshot').rows);
      assert.equal(result.reader.facts().complete, false);
    },
  );
});

test('a clock that is far off is said once', async () => {
  const faults = [{ effect: 'clock-skew', milliseconds: 20 * 60_000, times: 1000 }] as const;
  await scanDemo({ kinds: ['datasync-agent'], faults }, (result) => {
    const notices = result.messages.flatMap((message) => (message.type === 'notice' ? [message.notice] : []));
    assert.deepEqual(notices, ["this machine's clock is 20 minutes behind AWS's; ages are off by that"]);
    assert.equal(result.cell('us-east-1', 'datasync-agent').phase, 'done');
  });
});

test('every call of a scan is one that its kinds declare, and reads only', async () => {
  const { RESOURCE_KINDS } = await import('../../source/kinds/registry.ts');
  const declared = new Set([
    'sts:GetCallerIdentity',
    'ec2:DescribeRegions',
    'account:GetAccountInformation',
    'iam:ListAccountAliases',
    ...RESOURCE_KINDS.flatMap((kind) => [
      ...kind.actions,
      ...kind.optionalActions.attributes,
      ...kind.optionalActions.tags,
    ]),
  ]);
  await scanDemo({ collect: { attributes: true, tags: true } }, (result) => {
    const called = Object.keys(result.counters.byCall).map((call) => call.split(':').slice(0, 2).join(':'));
    assert.ok(called.length > 25, `${called.length} operations`);
    assert.deepEqual(
      called.filter((action) => !declared.has(action)),
      [],
    );
    assert.deepEqual(
      called.filter((action) => !/:(Describe|List|Get)/.test(action)),
      [],
    );
  });
});

test('with --debug every request is a line in the log, and none of them holds a credential', async () => {
  await scanDemo({ kinds: ['datasync-agent'], debug: true }, (result) => {
    const lines = result.messages.flatMap((message) => (message.type === 'log' ? [message.line] : []));
    const sent = lines.filter((line) => /^us-east-1 datasync:ListAgents attempt 1 served \d+ ms$/.test(line));
    assert.equal(sent.length, 1);
    const [settings, credentials, ...others] = lines;
    assert.match(
      settings ?? '',
      /^settings: home region us-east-1; endpoints http:\/\/127\.0\.0\.1:\d+ \(--endpoint-url\)/,
    );
    assert.equal(credentials, 'credentials: keys from the environment');
    assert.match(others.pop() ?? '', /^scan complete after .+: 1 cell, 0 problems, \d+ rows, \d+ calls$/);
    assert.equal(others.length, result.counters.calls);
    assert.ok(lines.every((line) => !line.includes('AKIA') && !line.includes('Signature')));
  });
});

test('with no region set, one region of each partition is asked before credentials are called bad', async () => {
  const environment = { AWS_REGION: '', AWS_DEFAULT_REGION: '' };
  await scanDemo({ faults: [{ service: 'sts', effect: 'bad-credentials' }], environment }, (result) => {
    assert.equal(result.refusal?.exitCode, 4);
    assert.deepEqual(Object.keys(result.counters.byCall).sort(), [
      'sts:GetCallerIdentity:cn-north-1',
      'sts:GetCallerIdentity:eusc-de-east-1',
      'sts:GetCallerIdentity:us-east-1',
      'sts:GetCallerIdentity:us-gov-west-1',
    ]);
  });
});

test('a region that is set is the only one asked who we are', async () => {
  await scanDemo({ faults: [{ service: 'sts', effect: 'bad-credentials' }] }, (result) => {
    const regions = Object.keys(result.counters.byCall).map((call) => call.split(':')[2]);
    assert.deepEqual([...new Set(regions)], ['us-east-1']);
  });
});
