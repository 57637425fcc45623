import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accountOfArn,
  acrossAccounts,
  granteeOf,
  sharedBeyond,
  sourceElsewhere,
} from '../../../source/kinds/snapshots/across-accounts.ts';

const [OWN, SISTER, STRANGER, OTHER] = ['100000000001', '100000000002', '900000000009', '900000000008'];
const KNOWN = { isMember: (account: string) => account === OWN || account === SISTER };
const NOT_KNOWN = { isMember: () => null };

test('how far a snapshot is shared: the furthest counts, public is never within, unknown stays unknown', () => {
  const table = [
    // public, shared with, organization known, organization not known
    [true, [SISTER], 'public', 'public'],
    [true, ['not checked'], 'public', 'public'],
    [true, null, 'public', 'public'],
    [false, ['all'], 'public', 'public'],
    [false, [SISTER, 'all'], 'public', 'public'],
    [false, [SISTER], 'within', 'shared'],
    [false, [SISTER, STRANGER], 'outside', 'shared'],
    [false, [STRANGER], 'outside', 'shared'],
    [false, ['no account id'], 'shared', 'shared'],
    [false, ['no account id', SISTER], 'shared', 'shared'],
    [false, ['no account id', STRANGER], 'outside', 'shared'],
    [false, [], 'nobody', 'nobody'],
    [false, ['not shareable'], 'nobody', 'nobody'],
    [false, ['not checked'], null, null],
    [null, ['not checked'], null, null],
    [null, null, null, null],
    [false, null, null, null],
  ] as const;
  for (const [isPublic, sharedWith, known, notKnown] of table) {
    const words = JSON.stringify([isPublic, sharedWith]);
    assert.equal(sharedBeyond(isPublic, sharedWith, KNOWN), known, words);
    assert.equal(sharedBeyond(isPublic, sharedWith, NOT_KNOWN), notKnown, words);
  }
});

const organization = (manager: string) => `arn:aws:organizations::${manager}:organization/o-abc123`;
const unit = (manager: string) => `arn:aws-us-gov:organizations::${manager}:ou/o-abc123/ou-ab12-cdef3456`;

test('an organization, or a unit, that something is shared with is told by the account that manages it', () => {
  for (const arn of [organization, unit]) {
    assert.equal(sharedBeyond(false, [arn(SISTER)], KNOWN), 'within');
    assert.equal(sharedBeyond(false, [arn(STRANGER)], KNOWN), 'outside');
    assert.equal(sharedBeyond(false, [arn(SISTER), STRANGER], KNOWN), 'outside');
    assert.equal(sharedBeyond(false, [arn(SISTER)], NOT_KNOWN), 'shared');
  }
  const garbled = `${organization(SISTER)}/more`;
  assert.equal(sharedBeyond(false, [garbled], KNOWN), 'shared');
});

test('those that something is shared with are taken apart', () => {
  assert.deepEqual(granteeOf('all'), { is: 'everybody' });
  assert.deepEqual(granteeOf(OWN), { is: 'account', id: OWN });
  assert.deepEqual(granteeOf(organization(OWN)), { is: 'organization', id: 'o-abc123', manager: OWN });
  assert.deepEqual(granteeOf(unit(OWN)), { is: 'unit', id: 'ou-ab12-cdef3456', manager: OWN });
  for (const garbage of ['', '12345678901', `arn:aws:iam::${OWN}:root`, `${OWN} `, organization('1')])
    assert.deepEqual(granteeOf(garbage), { is: 'not known' }, garbage);
});

test('where a copy and its source are: outside is said only of an organization that is known', () => {
  const table = [
    // keeper, source, organization known, organization not known
    [OWN, OWN, 'no', 'no'],
    [STRANGER, STRANGER, 'no', 'no'],
    [OWN, SISTER, 'within', 'elsewhere'],
    [OWN, STRANGER, 'from outside', 'elsewhere'],
    [STRANGER, OWN, 'to outside', 'elsewhere'],
    [STRANGER, OTHER, 'elsewhere', 'elsewhere'],
    [OWN, null, null, null],
    [null, OWN, null, null],
  ] as const;
  for (const [keeper, source, known, notKnown] of table) {
    assert.equal(acrossAccounts(keeper, source, KNOWN), known, `${keeper} ${source}`);
    assert.equal(acrossAccounts(keeper, source, NOT_KNOWN), notKnown, `${keeper} ${source}`);
  }
});

test('why it cannot be told whether the source of another account exists, which is never called gone', () => {
  const accounts = {
    isScanned: (account: string) => account === SISTER,
    words: (account: string) => `${account} (name)`,
  };
  assert.equal(sourceElsewhere(OWN, OWN, accounts), null);
  assert.equal(sourceElsewhere(OWN, null, accounts), null);
  assert.equal(
    sourceElsewhere(OWN, SISTER, accounts),
    'its source is in account 100000000002 (name): whether it exists is not known here',
  );
  assert.equal(
    sourceElsewhere(OWN, STRANGER, accounts),
    'its source is in account 900000000009 (name), which is not in this scan',
  );
});

test('an ARN names an account or none', () => {
  assert.equal(accountOfArn(`arn:aws:rds:us-east-1:${OWN}:snapshot:a`), OWN);
  for (const none of ['arn:aws:ec2:us-east-1::snapshot/snap-1', 'snap-1', '', null, undefined, 7])
    assert.equal(accountOfArn(none), null, String(none));
});
