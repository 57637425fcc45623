import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { suite, type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { hostileTexts } from '../../../source/demo/estate/hostile-texts.ts';
import type { DeletePlanRequest } from '../../../source/export/delete-plan/plan-request.ts';
import { SH } from '../../../source/export/delete-plan/sh.ts';
import { writeDeletePlan } from '../../../source/export/delete-plan/write-delete-plan.ts';
import { anyText } from '../../helpers/any-text.ts';
import { type Answers, type Script, scriptOf } from '../../helpers/run-script.ts';
import {
  type MadeCell,
  type MadeScan,
  madeAccount,
  makeScanFile,
  SCAN_START,
} from '../../helpers/scan-files.ts';

const ACCOUNT = '123456789012';
const OWN: Answers[number] = { to: 'get-caller-identity', says: ACCOUNT };
const WHO = ['sts', 'get-caller-identity', '--query', 'Account', '--output', 'text', '--region', 'us-east-1'];

/** Snapshots that may go. */
function candidates(...ids: readonly string[]): MadeScan['cells'][number]['rows'] {
  return ids.map((id) => ({
    ...{ key: id, snapshot_id: id, deletability: 'candidate', origin: 'manual' },
    deletability_reasons: ['newer: snap-new of 2026-11-20 (manual)'],
  }));
}

async function planOf(
  test: TestContext,
  scan: MadeScan,
  given: Partial<DeletePlanRequest> = {},
): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-plan-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  const scanFile = path.join(folder, 'scan.sqlite');
  makeScanFile(scanFile, scan);
  const stdout = new PassThrough();
  const request = { form: 'sh', output: '-', byteUnit: 'auto', now: SCAN_START + 1000 } as const;
  await writeDeletePlan({ scanFile, ...request, ...given }, { signal: AbortSignal.any([]), stdout });
  stdout.end();
  return (await stdout.toArray()).join('');
}

async function scriptFor(test: TestContext, ids: readonly string[], answers: Answers = []): Promise<Script> {
  const rows = candidates(...ids);
  const cells = [{ region: 'eu-west-1', kind: 'ebs-snapshot', outcome: 'done', rows }] as const;
  return scriptOf(test, await planOf(test, { cells }), [OWN, ...answers]);
}

function deletion(id: string): readonly string[] {
  return ['ec2', 'delete-snapshot', '--snapshot-id', id, '--region', 'eu-west-1'];
}

/** Without the time in front of each line. */
function said(stdout: string): readonly string[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ /, ''));
}

suite('the sh script of a delete plan', () => {
  test('says of each row what it is known by and comes to, in front of why it may go', async (t) => {
    const [row = {}] = candidates('snap-1');
    const known = {
      ...{
        source: 'vol-1',
        name: 'pod-scans part 1',
        description: 'keep until the new archive is checked\n$(x)',
      },
      ...{ size: 16 * 2 ** 40, creation_time: Date.UTC(2021, 10, 15, 3) },
      ...{ monthly_cost_low: 0, monthly_cost_high: 456.5 },
    };
    const rows = [{ ...row, ...known }, ...candidates('snap-2')];
    const cells = [{ region: 'eu-west-1', kind: 'ebs-snapshot', outcome: 'done', rows }] as const;
    const lines = (await planOf(t, { cells })).split('\n');
    const before = (id: string): readonly string[] => {
      const at = lines.findIndex(
        (line) => line.startsWith(`row '${id} in `) || line.startsWith(`row "${id} in `),
      );
      return lines.slice(at - 2, at);
    };
    const why = '# newer: snap-new of 2026-11-20 (manual)';
    assert.deepEqual(before('snap-1'), [
      '# of vol-1, made 2021-11-15 03:00 UTC; 16.0 TiB, $0.00 to $456.50 a month; pod-scans part 1; keep until the new archive is checked\ufffd$(x)',
      why,
    ]);
    assert.deepEqual(before('snap-2'), ['# made nobody knows when; size unknown, cost unknown', why]);
  });

  test('calls nothing without CONFIRM=yes, and says what it would do', async (t) => {
    const script = await scriptFor(t, ['snap-1', 'snap-2']);
    for (const CONFIRM of ['', 'no', 'YES', 'true']) {
      const run = script.run({ CONFIRM });
      assert.deepEqual(run.calls, []);
      assert.equal(run.exitCode, 0);
      assert.deepEqual(said(run.stdout), [
        'would delete snap-1 in eu-west-1',
        'would delete snap-2 in eu-west-1',
        '2 of 2 would be deleted; nothing was called. To delete them, run it with CONFIRM=yes.',
      ]);
    }
  });

  test('asks who it is, then deletes each row, and logs that', async (t) => {
    const run = (await scriptFor(t, ['snap-1', 'snap-2'])).run({ CONFIRM: 'yes' });
    assert.deepEqual(run.calls, [WHO, deletion('snap-1'), deletion('snap-2')]);
    assert.deepEqual(said(run.stdout), [
      `account ${ACCOUNT}`,
      'deleted snap-1 in eu-west-1',
      'deleted snap-2 in eu-west-1',
      '2 deleted, 0 already gone, 0 failed, 0 not tried, of 2',
    ]);
    assert.equal(run.exitCode, 0);
  });

  test('touches nothing of an account that the credentials are not of', async (t) => {
    const rows = candidates('snap-1');
    const cells = [{ region: 'eu-west-1', kind: 'ebs-snapshot', outcome: 'done', rows }] as const;
    const script = scriptOf(t, await planOf(t, { cells }), [
      { to: 'get-caller-identity', says: '999999999999' },
    ]);
    const run = script.run({ CONFIRM: 'yes' });
    assert.deepEqual(run.calls, [WHO]);
    assert.deepEqual(said(run.stdout), [
      `REFUSED account ${ACCOUNT}: the credentials are of 999999999999`,
      '0 deleted, 0 already gone, 0 failed, 1 not tried, of 1',
    ]);
    assert.equal(run.exitCode, 1);
  });

  test('goes on after a failure, and ends with 1', async (t) => {
    const denied =
      'An error occurred (UnauthorizedOperation) when calling the DeleteSnapshot operation: \u001b[31mno';
    const script = await scriptFor(t, ['snap-1', 'snap-2', 'snap-3'], [{ to: 'snap-2', fails: denied }]);
    const run = script.run({ CONFIRM: 'yes' });
    assert.deepEqual(said(run.stdout).slice(1), [
      'deleted snap-1 in eu-west-1',
      `FAILED snap-2 in eu-west-1: ${denied.replace('\u001b', '?')}`,
      'deleted snap-3 in eu-west-1',
      '2 deleted, 0 already gone, 1 failed, 0 not tried, of 3',
    ]);
    assert.equal(run.exitCode, 1);
  });

  test('takes what is not found for gone already, so that it may be run again', async (t) => {
    const gone =
      'An error occurred (InvalidSnapshot.NotFound) when calling the DeleteSnapshot operation: gone';
    const other = 'Could not connect to the endpoint URL (DBSnapshotNotFound)';
    const script = await scriptFor(
      t,
      ['snap-1', 'snap-2'],
      [
        { to: 'snap-1', fails: gone },
        { to: 'snap-2', fails: other },
      ],
    );
    const run = script.run({ CONFIRM: 'yes' });
    assert.deepEqual(said(run.stdout).slice(1), [
      'already gone snap-1 in eu-west-1',
      `FAILED snap-2 in eu-west-1: ${other}`,
      '0 deleted, 1 already gone, 1 failed, 0 not tried, of 2',
    ]);
  });

  test('ends with 2 where there is no AWS CLI', async (t) => {
    const run = (await scriptFor(t, ['snap-1'])).run({ CONFIRM: 'yes', PATH: '/nowhere' }, ['/bin/sh']);
    assert.deepEqual([run.exitCode, run.stderr], [2, 'The AWS CLI (aws) is not there.\n']);
  });

  test('takes another profile for an account where one is given', async (t) => {
    const cells = [
      { region: 'eu-west-1', kind: 'ebs-snapshot', outcome: 'done', rows: candidates('snap-1') },
    ] as const;
    const script = scriptOf(t, await planOf(t, { cells, facts: { profile: 'it is "prod"' } }), [OWN]);
    assert.deepEqual(script.run({ CONFIRM: 'yes' }).calls, [
      [...WHO, '--profile', 'it is "prod"'],
      [...deletion('snap-1'), '--profile', 'it is "prod"'],
    ]);
    assert.deepEqual(script.run({ CONFIRM: 'yes', [`DELETE_PROFILE_${ACCOUNT}`]: 'admin' }).calls, [
      [...WHO, '--profile', 'admin'],
      [...deletion('snap-1'), '--profile', 'admin'],
    ]);
  });
});

const TAKE = ['--role-session-name', 'snapdeck-delete-plan', '--region', 'us-east-1'];
const KEYS = ['--output', 'text', '--query', 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]'];

suite('the sh script of many accounts', () => {
  const cells = ['111111111111', '222222222222', '333333333333', '444444444444'].map(
    (account, index): MadeCell => ({
      ...{ account, region: 'eu-west-1', kind: 'ebs-snapshot', outcome: 'done' },
      rows: candidates(`snap-${index + 1}`),
    }),
  );
  const accounts = [
    madeAccount('111111111111', { entry: 'own credentials' }),
    madeAccount('222222222222', { entry: 'role ops/Audit', name: 'pay' }),
    madeAccount('333333333333', { entry: 'profile stage' }),
    madeAccount('444444444444', { entry: 'SSO role ReadOnly' }),
  ];
  const answers: Answers = [
    { to: 'assume-role', says: 'AKIA2\tsecret\ttoken' },
    ...[
      ['--profile stage', '333333333333'],
      ['--profile sso-4', '444444444444'],
    ].map(([to = '', says = '']) => ({ to: `get-caller-identity*${to}`, says })),
    { to: 'get-caller-identity*--profile base', says: '111111111111' },
    { to: 'get-caller-identity', says: '222222222222' },
  ];

  test('enters each account as the scan did', async (t) => {
    const plan = await planOf(t, { cells, accounts, facts: { profile: 'base', identity: null } });
    const run = scriptOf(t, plan, answers).run({ CONFIRM: 'yes', DELETE_PROFILE_444444444444: 'sso-4' });
    assert.deepEqual(run.calls, [
      [...WHO, '--profile', 'base'],
      [...deletion('snap-1'), '--profile', 'base'],
      [
        'sts',
        'assume-role',
        '--role-arn',
        'arn:aws:iam::222222222222:role/ops/Audit',
        ...TAKE,
        ...KEYS,
        '--profile',
        'base',
      ],
      [...WHO, 'key AKIA2'],
      [...deletion('snap-2'), 'key AKIA2'],
      [...WHO, '--profile', 'stage'],
      [...deletion('snap-3'), '--profile', 'stage'],
      [...WHO, '--profile', 'sso-4'],
      [...deletion('snap-4'), '--profile', 'sso-4'],
    ]);
    assert.equal(run.exitCode, 0);
  });

  test('takes another role, and an external id, where they are given', async (t) => {
    const plan = await planOf(t, { cells: cells.slice(1, 2), accounts: accounts.slice(1, 2) });
    const run = scriptOf(t, plan, answers).run({
      CONFIRM: 'yes',
      DELETE_ROLE: 'Admin',
      DELETE_EXTERNAL_ID: 'x y',
    });
    assert.deepEqual(run.calls[0], [
      ...['sts', 'assume-role', '--role-arn', 'arn:aws:iam::222222222222:role/Admin', ...TAKE],
      ...['--external-id', 'x y', ...KEYS],
    ]);
  });

  test('takes the role again where its session has ended', async (t) => {
    const plan = await planOf(t, { cells: cells.slice(1, 2), accounts: accounts.slice(1, 2) });
    const ended = 'An error occurred (ExpiredToken) when calling the DeleteSnapshot operation: over';
    const run = scriptOf(t, plan, [{ to: 'delete-snapshot', fails: ended }, ...answers]).run({
      CONFIRM: 'yes',
    });
    assert.deepEqual(
      run.calls.map(([, operation]) => operation),
      ['assume-role', 'get-caller-identity', 'delete-snapshot', 'assume-role', 'delete-snapshot'],
    );
    assert.equal(said(run.stdout).at(-1), '0 deleted, 0 already gone, 1 failed, 0 not tried, of 1');
  });

  test('leaves an account out that cannot be entered, and goes on with the next one', async (t) => {
    const plan = await planOf(t, { cells: cells.slice(0, 2), accounts, facts: { profile: 'base' } });
    const refused = {
      to: 'assume-role',
      fails: 'An error occurred (AccessDenied) when calling AssumeRole: no',
    };
    const run = scriptOf(t, plan, [refused, ...answers]).run({ CONFIRM: 'yes' });
    assert.deepEqual(said(run.stdout), [
      'account 111111111111',
      'deleted snap-1 in eu-west-1',
      'REFUSED account 222222222222: it cannot be entered',
      '1 deleted, 0 already gone, 0 failed, 1 not tried, of 2',
    ]);
    assert.equal(run.exitCode, 1);
  });
});

suite('ids in the sh script', () => {
  const odd = [
    ...[
      "it's",
      '"two"',
      '$(touch gone)',
      '`touch gone`',
      '$HOME',
      'a\nb\n',
      '\n\n',
      'back\\slash\\n',
      '*',
      '~',
    ],
    ...[
      '--dry-run',
      '-',
      '#',
      '%s%d',
      '!x',
      ' a  b ',
      '\t',
      '\u001b]0;x\u0007',
      'é日本🙂',
      '\u202eabc',
      "''",
      'x;y|z&',
    ],
  ];

  for (const shell of ['sh', 'dash', 'bash', 'ksh', 'busybox sh']) {
    const words = shell.split(' ');
    const [program = '', ...options] = words;
    const isThere = spawnSync(program, [...options, '-c', ':']).status === 0;
    const skip = isThere ? false : `${shell} is not there`;
    test(`reach the AWS CLI as they are, whatever they hold, in ${shell}`, { skip }, async (t) => {
      const ids = [...new Set([...odd, ...hostileTexts])];
      const run = (await scriptFor(t, ids)).run({ CONFIRM: 'yes' }, words);
      const given = run.calls
        .slice(1)
        .map((words) => (words[2] === '--snapshot-id' ? words[3] : words[2]?.slice(14)));
      assert.deepEqual(given, ids);
      assert.equal(run.exitCode, 0);
    });
  }

  test('act on no terminal: neither in the script nor in what it says', async (t) => {
    const rows = candidates(...odd, ...hostileTexts);
    const cells = [{ region: 'eu-west-1', kind: 'ebs-snapshot', outcome: 'done', rows }] as const;
    const plan = await planOf(t, { cells });
    const acting = /[^\P{C}\n]|[\u2028\u2029]/u;
    assert.doesNotMatch(plan, acting);
    const script = scriptOf(t, plan, [OWN]);
    assert.doesNotMatch(script.run().stdout, acting);
    assert.doesNotMatch(script.run({ CONFIRM: 'yes' }).stdout, acting);
  });

  test('are any text that an argument can hold', (t) => {
    const argument = anyText.map((text) => text.toWellFormed().replaceAll('\0', ''));
    fc.assert(
      fc.property(fc.array(argument, { minLength: 1, maxLength: 40 }), (words) => {
        const text = `row() { shift; aws "$@"; }\n${SH.row('x', words)}\n`;
        assert.deepEqual(scriptOf(t, text, []).run().calls, [words]);
      }),
      { numRuns: 25 },
    );
  });
});
