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
  locks: [],
  amiIds: [],
  origin: 'manual',
  service: 'RDS',
  keptBy: [],
  condition: 'complete',
  status: 'completed',
  createdAt: 1,
  source: 'vol-1',
  sourceName: null,
  sourceExists: 'yes',
  sourceElsewhere: null,
  newest: NEWEST,
  copy: null,
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

const CAVEAT = 'sharing not checked (--attributes)';

describe('deletability', () => {
  it('is "locked" where AWS refuses to delete it, whatever else is true, and says that too', () => {
    assert.deepEqual(
      judged({ locks: ['its vault is locked'], amiIds: ['ami-1'], origin: 'AWS Backup', newest: NEWER }),
      ['locked', 'its vault is locked', 'used by AMI ami-1', 'AWS Backup keeps it', CAVEAT],
    );
  });

  it('is "in use" while a copy of it is being made, unless AWS refuses to delete it', () => {
    const copy = 'a copy of it is being made: snap-9 in eu-west-1 of account 210987654321';
    assert.deepEqual(judged({ copy, newest: NEWER }), ['in use', copy, CAVEAT]);
    assert.deepEqual(judged({ copy, newest: NEWER, locks: ['locked'] }), ['locked', 'locked', copy, CAVEAT]);
  });

  it('is "in use" where an AMI uses it, and names the AMIs', () => {
    assert.deepEqual(judged({ amiIds: ['ami-1', 'ami-2'], origin: 'DLM', newest: NEWER }), [
      'in use',
      'used by AMI ami-1, ami-2',
      'Data Lifecycle Manager keeps it',
      CAVEAT,
    ]);
    const many = ['ami-1', 'ami-2', 'ami-3', 'ami-4', 'ami-5', 'ami-6', 'ami-7'];
    assert.equal(judged({ amiIds: many })[1], 'used by AMI ami-1, ami-2, ami-3, ami-4, ami-5 and 2 more');
  });

  it('is "in use" where a launch template names it, and "unknown" where templates could not be listed', () => {
    assert.deepEqual(judged({ launchTemplates: ['web', 'batch'], newest: NEWER, caveats: [] }), [
      'in use',
      'used by launch template web, batch',
    ]);
    assert.deepEqual(judged({ launchTemplates: null, newest: NEWER, caveats: [] }), [
      'unknown',
      'launch templates could not be listed',
    ]);
    assert.equal(judged({ launchTemplates: [], newest: NEWER })[0], 'candidate');
  });

  it('is "last backup" where no newer one of its source is known, whether or not that exists', () => {
    const words = {
      yes: 'its source still exists',
      no: 'its source is gone',
      unknown: 'whether its source exists is not known',
    };
    for (const [sourceExists, said] of Object.entries(words)) {
      assert.deepEqual(judged({ sourceExists, caveats: [] }), [
        'last backup',
        'the only backup of vol-1',
        said,
      ]);
    }
    assert.deepEqual(judged({ sourceExists: null, newest: { ...NEWEST, count: 3 } }), [
      'last backup',
      'the newest of 3 backups of vol-1',
      'sources could not be listed',
      CAVEAT,
    ]);
  });

  it('is "last backup" where its age beside the others is not known', () => {
    for (const newest of [undefined, { relation: 'not newer', count: 2 } as const]) {
      assert.deepEqual(judged({ newest, origin: 'copy', caveats: [] }), [
        'last backup',
        'no newer backup of vol-1 is known',
        'its source still exists',
      ]);
    }
  });

  it('is not "last backup" but unknown where another copy was made later: which holds the newer data nobody tells', () => {
    const later = {
      relation: 'copied later',
      id: 'c-2',
      day: '2026-11-20',
      origin: 'copy',
      count: 9,
    } as const;
    assert.deepEqual(judged({ newest: later, origin: 'copy' }), [
      'unknown',
      'a copy, as is c-2 of 2026-11-20: AWS does not tell which holds the newer data',
      CAVEAT,
    ]);
    const keptBy = [{ by: 'AWS Backup', reason: 'its lifecycle deletes it on 2027-01-01' }];
    assert.deepEqual(judged({ newest: later, origin: 'copy', keptBy }), [
      'managed by AWS Backup',
      'its lifecycle deletes it on 2027-01-01',
    ]);
  });

  it('calls a source by its name, else by the end of its ARN', () => {
    assert.equal(judged({ sourceName: 'orders' })[1], 'the only backup of orders');
    const source = 'arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-1';
    assert.equal(judged({ source })[1], 'the only backup of fs-1');
  });

  it('is "last backup" also of what a service keeps, or where AMIs could not be listed, and says so', () => {
    assert.deepEqual(judged({ origin: 'automated', amiIds: undefined, caveats: [] }), [
      'last backup',
      'the only backup of vol-1',
      'its source still exists',
      'an automatic backup keeps it',
    ]);
    assert.deepEqual(judged({ origin: null, amiIds: null, caveats: [] }), [
      'last backup',
      'the only backup of vol-1',
      'its source still exists',
      'AMIs could not be listed',
    ]);
  });

  it('says of a recovery point past its time that AWS Backup could not delete it, whoever made it', () => {
    for (const origin of ['AWS Backup', 'manual', 'copy', null]) {
      assert.deepEqual(judged({ origin, isExpired: true, amiIds: undefined, condition: 'other' }), [
        'managed by AWS Backup',
        'expired, AWS Backup could not delete it',
      ]);
    }
  });

  it('is a candidate where AWS Backup keeps it, no plan that exists made it and no lifecycle deletes it', () => {
    const onDemand = { origin: 'AWS Backup', isEndless: true, newest: NEWER } as const;
    assert.deepEqual(judged(onDemand), [
      'candidate',
      'newer: snap-2 of 2026-11-20 (DLM)',
      'nothing deletes it by itself',
      CAVEAT,
    ]);
    assert.equal(judged({ ...onDemand, isEndless: false })[0], 'managed by AWS Backup');
    assert.equal(judged({ ...onDemand, isExpired: true })[0], 'managed by AWS Backup');
  });

  it('names the policy of Data Lifecycle Manager, and is a candidate where that is gone', () => {
    const older = { origin: 'DLM', newest: NEWER } as const;
    assert.deepEqual(judged({ ...older, dlm: 'policy p keeps it' }), ['managed by DLM', 'policy p keeps it']);
    assert.deepEqual(judged({ ...older, isEndless: true, makers: ['made by policy p'] }), [
      'candidate',
      'made by policy p',
      'newer: snap-2 of 2026-11-20 (DLM)',
      'nothing deletes it by itself',
      CAVEAT,
    ]);
  });

  it('names what keeps and deletes it, and says so where the AMIs could not be listed', () => {
    const older = { newest: NEWER };
    assert.deepEqual(judged({ ...older, origin: 'DLM' }), [
      'managed by DLM',
      'Data Lifecycle Manager keeps it',
    ]);
    assert.deepEqual(judged({ ...older, origin: 'automated' }), [
      'managed by RDS',
      'an automatic backup keeps it',
    ]);
    assert.deepEqual(judged({ ...older, origin: 'automated', service: null }), [
      'managed by an automatic backup',
      'an automatic backup keeps it',
    ]);
    assert.deepEqual(judged({ ...older, origin: 'AWS Backup', amiIds: null }), [
      'managed by AWS Backup',
      'AWS Backup keeps it',
      'AMIs could not be listed',
    ]);
    const keptBy = [{ by: 'DynamoDB', reason: 'DynamoDB deletes it on 2026-12-01' }];
    assert.deepEqual(judged({ ...older, amiIds: undefined, keptBy }), [
      'managed by DynamoDB',
      'DynamoDB deletes it on 2026-12-01',
    ]);
  });

  it('is "unknown" where what decides could not be read', () => {
    const unread: readonly (readonly [Partial<DeletabilityFacts>, string])[] = [
      [{ amiIds: null, newest: NEWER }, 'AMIs could not be listed'],
      [{ amiIds: undefined, origin: null, newest: NEWER }, 'what made it is not known'],
      [{ condition: 'other', status: 'pending' }, 'its status is pending'],
      [{ source: null, newest: undefined }, 'its source is not known: it may be the last backup'],
      [{ createdAt: null }, 'its creation time is not known'],
    ];
    for (const [given, reason] of unread) assert.deepEqual(judged(given), ['unknown', reason, CAVEAT]);
  });

  it('is "candidate" where a newer complete one exists, whether or not its source is known to exist', () => {
    for (const sourceExists of ['yes', 'no', 'unknown', null]) {
      assert.deepEqual(judged({ newest: NEWER, sourceExists }), [
        'candidate',
        'newer: snap-2 of 2026-11-20 (DLM)',
        CAVEAT,
      ]);
    }
  });

  it('is "candidate" where it failed and so holds nothing', () => {
    assert.deepEqual(judged({ condition: 'failed', status: 'error', newest: undefined, caveats: [] }), [
      'candidate',
      'its status is error',
    ]);
  });

  it('says that an AMI it was made for is gone, and that others may exist where not all were listed', () => {
    const gaps = ['not all could be listed: other snapshots may exist'];
    assert.deepEqual(judged({ origin: 'AMI', newest: NEWER, gaps }), [
      'candidate',
      'newer: snap-2 of 2026-11-20 (DLM)',
      'made for an AMI that is gone',
      'not all could be listed: other snapshots may exist',
      CAVEAT,
    ]);
  });

  it('never comes without a reason, and never calls the newest of a source a candidate', () => {
    for (const amiIds of [undefined, null, [], ['ami-1']]) {
      for (const origin of [null, 'manual', 'AMI', 'copy', 'DLM']) {
        for (const sourceExists of [null, 'yes', 'no', 'unknown']) {
          for (const condition of ['complete', 'failed', 'other'] as const) {
            const verdict = judge({ ...FACTS, amiIds, origin, sourceExists, condition, caveats: [] });
            assert.notEqual(verdict.reasons.length, 0);
            if (condition === 'complete') assert.notEqual(verdict.deletability, 'candidate');
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
