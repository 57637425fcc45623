import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RelatedSharing } from '../../../../source/analysis/related-sharing.ts';
import { sharingLines } from '../../../../source/ui/views/detail/sharing-words.ts';

const SHARING: RelatedSharing = {
  of: ['ami-1'],
  isPublic: false,
  with: [],
  made: { title: 'volumes', count: 0, accounts: 0 },
};
const NONE_MADE = 'no volumes with snapshots in this scan are made of this snapshot';

const said = (change: Partial<RelatedSharing>, note = '') => sharingLines({ ...SHARING, ...change }, note);

describe('with whom an AMI is shared', () => {
  test('says whether it is private or public, and never that it is private where nobody knows', () => {
    assert.deepEqual(said({}), ['ami-1: private', NONE_MADE]);
    assert.deepEqual(said({ isPublic: true }), ['ami-1: public, every AWS account may launch it', NONE_MADE]);
    assert.equal(said({ with: 'not asked' })[0], 'ami-1: sharing not checked (--attributes)');
    assert.equal(
      said({ with: 'not asked', isPublic: true })[0],
      'ami-1: public, every AWS account may launch it; sharing not checked (--attributes)',
    );
    assert.equal(said({ with: null })[0], 'ami-1: who it is shared with could not be read');
    assert.equal(said({ with: null, isPublic: null })[0], 'ami-1: who it is shared with could not be read');
  });

  test('names each with whose it is, and which is not in the scan', () => {
    const account = (words: string, isWithin: boolean | null, isScanned: boolean) =>
      ({ is: 'account', words, isWithin, isScanned }) as const;
    const lines = said({
      of: ['ami-1', 'ami-2'],
      with: [
        account('100000000001 (pay)', true, true),
        account('100000000002 (web)', true, false),
        account('900000000009', false, false),
        account('900000000008', null, false),
        { is: 'organization', words: 'o-ours', isWithin: true },
        { is: 'unit', words: 'ou-ours', isWithin: true },
        { is: 'organization', words: 'o-theirs', isWithin: false },
        { is: 'not known' },
      ],
    });
    assert.deepEqual(lines, [
      'one of ami-1, ami-2: shared with 4 accounts, 2 organizations, 1 organizational unit, 1 other',
      'account 100000000001 (pay) of this organization',
      'account 100000000002 (web) of this organization is not in this scan',
      'account 900000000009 outside of this organization is not in this scan',
      'account 900000000008 is not in this scan',
      'all of this organization, o-ours',
      'organizational unit ou-ours of this organization',
      'organization o-theirs, not this one',
      'somebody whom AWS names in a way that is not known here',
      NONE_MADE,
    ]);
  });

  test('names eight and counts the others', () => {
    const all = Array.from({ length: 1_010 }, (_, index) => ({
      ...({
        is: 'account',
        words: String(100_000_000_000 + index),
        isWithin: null,
        isScanned: true,
      } as const),
    }));
    const lines = said({ with: all });
    assert.equal(lines[0], 'ami-1: shared with 1,010 accounts');
    assert.deepEqual(lines.slice(8), ['account 100000000007', 'and 1,002 more', NONE_MADE]);
  });
});

describe('what was made of the snapshot of an AMI', () => {
  const made = (count: number, accounts: number, note = '') =>
    said({ made: { title: 'volumes', count, accounts } }, note).at(-1);

  test('is counted, in so many accounts of the scan', () => {
    assert.equal(
      made(1_200, 3),
      '1,200 volumes with snapshots, in 3 accounts of this scan, are made of this snapshot',
    );
    assert.equal(made(1, 1), '1 volume with snapshots, in 1 account of this scan, is made of this snapshot');
  });

  test('is at least so much where an account was not read, and nothing is not taken for none', () => {
    assert.equal(
      made(1, 1, '2 accounts denied'),
      '1+ volumes with snapshots, in 1+ accounts of this scan, are made of this snapshot (2 accounts denied)',
    );
    assert.equal(made(0, 0, '2 accounts denied'), `${NONE_MADE} as far as it was read (2 accounts denied)`);
  });
});
