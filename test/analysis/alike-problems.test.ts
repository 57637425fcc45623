import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type AlikeProblems, alikeProblems } from '../../source/analysis/alike-problems.ts';
import { madeAccount, madeSum, roleRefused } from '../helpers/scan-files.ts';
import { cell } from './example-report.ts';

const [ONE, TWO, THREE] = ['111111111111', '222222222222', '333333333333'] as const;

/** An account that was entered. */
const read = (id: string, name: string | null = null) => madeAccount(id, { name, kinds: [madeSum(1)] });

/** One problem in a line. */
const line = ({ outcome, where, why, advice }: AlikeProblems): string =>
  [outcome, where, why, ...(advice === null ? [] : [advice])].join(' | ');

const denied = (account: string, given: Parameters<typeof cell>[1] = {}) =>
  cell('ebs-snapshot', {
    account,
    phase: 'denied',
    rows: 0,
    error: {
      code: 'AccessDenied',
      message: `User: arn:aws:sts::${account}:assumed-role/Audit/me may not in ${given.region ?? 'us-east-1'}`,
      advice: `add it to the role of ${account}`,
    },
    ...given,
  });

suite('problems of many accounts', () => {
  test('of accounts that refuse alike are one, a role by its name', () => {
    const accounts = [ONE, TWO].map((id) => madeAccount(id, { phase: 'denied', error: roleRefused(id) }));
    assert.deepEqual(alikeProblems({ accounts, cells: [] }).map(line), [
      'denied | 2 accounts | role Audit cannot be assumed (AccessDenied)',
    ]);
  });

  test('of one account are told as they are, with its name made safe', () => {
    const accounts = [madeAccount(ONE, { name: 'pay\u001b[31m', phase: 'denied', error: roleRefused(ONE) })];
    assert.deepEqual(alikeProblems({ accounts, cells: [] }).map(line), [
      `denied | ${ONE} pay\ufffd[31m | arn:aws:iam::${ONE}:role/Audit cannot be assumed (AccessDenied)`,
    ]);
  });

  test('keep roles and ids of other accounts, which tell them apart', () => {
    const refused = (id: string, of: string) =>
      madeAccount(id, { phase: 'denied', error: { code: 'X', message: `arn:aws:iam::${of}:role/Hub: no` } });
    assert.deepEqual(
      alikeProblems({ accounts: [refused(ONE, THREE), refused(TWO, THREE)], cells: [] }).map(line),
      [`denied | 2 accounts | arn:aws:iam::${THREE}:role/Hub: no`],
    );
  });

  test('of cells are one across accounts and regions, with what was kept', () => {
    const cells = [
      denied(ONE),
      denied(ONE, { region: 'eu-west-1', rows: 3 }),
      denied(TWO, { rows: 1 }),
      cell('ebs-snapshot', { account: TWO }),
    ];
    assert.deepEqual(alikeProblems({ accounts: [read(ONE), read(TWO)], cells }).map(line), [
      'denied | 2 accounts, 2 regions, EBS snapshots (3 cells, 4 rows kept) | AccessDenied: User: arn:aws:sts::{account}:assumed-role/Audit/me may not in {region} | add it to the role of {account}',
    ]);
  });

  test('that differ in kind, outcome or words stand apart, those of most accounts first, accounts before cells', () => {
    const failed = { phase: 'failed' as const, error: { code: 'Reset', message: '' } };
    const cells = [
      denied(ONE, failed),
      denied(ONE),
      denied(TWO),
      cell('of-tomorrow', { account: ONE, ...failed, rows: 0 }),
    ];
    const accounts = [read(ONE, 'web'), read(TWO), madeAccount(THREE, { phase: 'stopped' })];
    assert.deepEqual(alikeProblems({ accounts, cells }).map(line), [
      `stopped | ${THREE} | `,
      'denied | 2 accounts, us-east-1, EBS snapshots (2 cells) | AccessDenied: User: arn:aws:sts::{account}:assumed-role/Audit/me may not in us-east-1 | add it to the role of {account}',
      `failed | ${ONE} web, us-east-1, EBS snapshots | Reset`,
      `failed | ${ONE} web, us-east-1, of-tomorrow | Reset`,
    ]);
  });

  test('are none where every account and cell is sound', () => {
    const cells = [cell('ebs-snapshot', { account: ONE })];
    assert.deepEqual(alikeProblems({ accounts: [read(ONE)], cells }), []);
  });
});
