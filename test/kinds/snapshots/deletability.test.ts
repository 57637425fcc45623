import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type DeletabilityFacts,
  judge,
  type NewestOfSource,
  sharingCaveats,
} from '../../../source/kinds/snapshots/deletability.ts';

const NEWEST: NewestOfSource = { relation: 'this', count: 1 };

const FACTS: DeletabilityFacts = {
  amiIds: [],
  origin: 'manual',
  keptBy: [],
  condition: 'complete',
  status: 'completed',
  createdAt: 1,
  source: 'vol-1',
  sourceExists: 'yes',
  sourceElsewhere: null,
  newest: NEWEST,
  caveats: ['sharing not checked (--attributes)'],
  gaps: [],
};

const NEWER: NewestOfSource = {
  relation: 'newer',
  id: 'snap-2',
  day: '2026-11-20',
  origin: 'DLM',
  count: 2,
};

const judged = (given: Partial<DeletabilityFacts>) => {
  const { deletability, reasons } = judge({ ...FACTS, ...given });
  return [deletability, ...reasons];
};

describe('deletability', () => {
  it('is "in use" where an AMI uses it, whatever else is true, and names the AMIs', () => {
    assert.deepEqual(judged({ amiIds: ['ami-1', 'ami-2'], origin: 'DLM', newest: NEWER }), [
      'in use',
      'used by AMI ami-1, ami-2',
      'Data Lifecycle Manager keeps it',
      'sharing not checked (--attributes)',
    ]);
    const many = ['ami-1', 'ami-2', 'ami-3', 'ami-4', 'ami-5', 'ami-6', 'ami-7'];
    assert.equal(judged({ amiIds: many })[1], 'used by AMI ami-1, ami-2, ami-3, ami-4, ami-5 and 2 more');
  });

  it('is "in use" with both reasons where an AMI uses a snapshot that AWS Backup keeps', () => {
    assert.deepEqual(judged({ amiIds: ['ami-1'], origin: 'AWS Backup', caveats: [] }), [
      'in use',
      'used by AMI ami-1',
      'AWS Backup keeps it',
    ]);
  });

  it('says of a recovery point past its time that AWS Backup could not delete it, whoever made it', () => {
    for (const origin of ['AWS Backup', 'manual', 'copy', null]) {
      assert.deepEqual(judged({ origin, isExpired: true, amiIds: undefined, condition: 'other' }), [
        'managed',
        'expired, AWS Backup could not delete it',
      ]);
    }
  });

  it('is "managed" where a service made it, and says so where the AMIs could not be listed', () => {
    assert.deepEqual(judged({ origin: 'DLM' }), ['managed', 'Data Lifecycle Manager keeps it']);
    assert.deepEqual(judged({ origin: 'automated' }), ['managed', 'an automatic backup keeps it']);
    assert.deepEqual(judged({ origin: 'AWS Backup', amiIds: null }), [
      'managed',
      'AWS Backup keeps it',
      'AMIs could not be listed',
    ]);
  });

  it('is "managed" where a lifecycle deletes it or its vault is locked', () => {
    assert.deepEqual(judged({ amiIds: undefined, keptBy: ['its vault is locked'] }), [
      'managed',
      'its vault is locked',
    ]);
  });

  it('is "unknown" where what decides could not be read', () => {
    const caveat = 'sharing not checked (--attributes)';
    assert.deepEqual(judged({ amiIds: null, newest: NEWER }), [
      'unknown',
      'AMIs could not be listed',
      caveat,
    ]);
    assert.deepEqual(judged({ amiIds: undefined, origin: null }), [
      'unknown',
      'what made it is not known',
      caveat,
    ]);
    assert.deepEqual(judged({ condition: 'other', status: 'pending' }), [
      'unknown',
      'its status is pending',
      caveat,
    ]);
    assert.deepEqual(judged({ source: null, newest: undefined }), [
      'unknown',
      'its source is not known: it may be the only copy',
      caveat,
    ]);
    assert.deepEqual(judged({ createdAt: null }), ['unknown', 'its creation time is not known', caveat]);
    assert.deepEqual(judged({ sourceExists: null }), [
      'unknown',
      'sources could not be listed: it may be the only copy',
      caveat,
    ]);
    assert.deepEqual(judged({ sourceExists: 'unknown' }), [
      'unknown',
      'whether its source exists is not known: it may be the only copy',
      caveat,
    ]);
  });

  it('is "superseded" where a newer complete one exists, whether or not its source is known to exist', () => {
    for (const sourceExists of ['yes', 'no', 'unknown', null]) {
      assert.deepEqual(judged({ newest: NEWER, sourceExists }), [
        'superseded',
        'newer: snap-2 of 2026-11-20 (DLM)',
        'sharing not checked (--attributes)',
      ]);
    }
  });

  it('is "only copy" for the newest of a source that is gone', () => {
    assert.deepEqual(judged({ sourceExists: 'no', caveats: [] }), [
      'only copy',
      'source is gone',
      'the only one of its source',
    ]);
    assert.deepEqual(judged({ sourceExists: 'no', caveats: [], newest: { ...NEWEST, count: 3 } }), [
      'only copy',
      'source is gone',
      'newest of 3 of its source',
    ]);
    assert.deepEqual(judged({ sourceExists: 'no', caveats: [], newest: undefined }), [
      'only copy',
      'source is gone',
      'no newer one of its source is known',
    ]);
  });

  it('is "free" with its reasons for the newest of a living source, and for one that failed', () => {
    assert.deepEqual(judged({ newest: { ...NEWEST, count: 2 } }), [
      'free',
      'source still exists',
      'newest of 2 of its source',
      'sharing not checked (--attributes)',
    ]);
    assert.deepEqual(judged({ condition: 'failed', status: 'error', newest: undefined, caveats: [] }), [
      'free',
      'its status is error',
    ]);
  });

  it('says that an AMI it was made for is gone, and that others may exist where not all were listed', () => {
    assert.deepEqual(
      judged({ origin: 'AMI', gaps: ['not all could be listed: other snapshots may exist'] }),
      [
        'free',
        'source still exists',
        'the only one of its source',
        'made for an AMI that is gone',
        'not all could be listed: other snapshots may exist',
        'sharing not checked (--attributes)',
      ],
    );
  });

  it('never comes without a reason', () => {
    for (const amiIds of [undefined, null, [], ['ami-1']]) {
      for (const origin of [null, 'manual', 'AMI', 'copy', 'DLM']) {
        for (const sourceExists of [null, 'yes', 'no', 'unknown']) {
          for (const condition of ['complete', 'failed', 'other'] as const) {
            const { reasons } = judge({ ...FACTS, amiIds, origin, sourceExists, condition, caveats: [] });
            assert.notEqual(reasons.length, 0);
          }
        }
      }
    }
  });
});

describe('what is said of sharing', () => {
  it('names who it is shared with, that it is public, and what was not checked or could not be read', () => {
    assert.deepEqual(sharingCaveats(true, ['all', '111122223333', '444455556666']), [
      'public: any account may be using it',
      'shared with 111122223333, 444455556666',
    ]);
    assert.deepEqual(sharingCaveats(null, ['not checked']), ['sharing not checked (--attributes)']);
    assert.deepEqual(sharingCaveats(null, null), ['sharing could not be read']);
    assert.deepEqual(sharingCaveats(false, ['not shareable']), []);
    assert.deepEqual(sharingCaveats(false, []), []);
  });
});
