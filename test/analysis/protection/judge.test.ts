import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Evidence, judge, type Protection } from '../../../source/analysis/protection/judge.ts';
import { DEFAULT_RULE } from '../../../source/analysis/protection/rules.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 30, 12);
const ago = (hours: number): number => NOW - hours * HOUR;

/** A source of which every backup was read, and there is none. */
const NONE: Evidence = {
  existence: { is: 'there' },
  exempt: null,
  unasked: null,
  isNamedAgain: false,
  newest: null,
  copiedAt: null,
  undated: 0,
  unfit: 0,
  parted: null,
  restorableTo: null,
  problem: null,
  backups: { whole: true, where: 'EBS snapshots of us-east-1' },
  saidLast: null,
};
const UNREAD = { whole: false, why: 'EBS snapshots of us-east-1: denied' } as const;

function judged(given: Partial<Evidence>): { protection: Protection; reason: string } {
  return judge({ ...NONE, ...given }, DEFAULT_RULE, NOW);
}

describe('a source is judged', () => {
  const cases: readonly (readonly [string, Partial<Evidence>, Protection, string])[] = [
    ['without a backup', {}, 'unprotected', 'no backup of it is among EBS snapshots of us-east-1'],
    [
      'with failed ones only',
      { unfit: 2 },
      'unprotected',
      'none of its 2 among EBS snapshots of us-east-1 is a good one',
    ],
    [
      'as old as is allowed',
      { newest: ago(26) },
      'protected',
      'newest backup of 2026-11-29 10:00, 26h 00m before the scan',
    ],
    [
      'a moment older',
      { newest: ago(26) - 1 },
      'late',
      'newest backup of 2026-11-29 09:59, 26h 00m before the scan; 26h are allowed',
    ],
    [
      'made while the scan ran',
      { newest: ago(-1) },
      'protected',
      'newest backup of 2026-11-30 13:00, during the scan',
    ],
    [
      'with continuous backups',
      { newest: ago(90), restorableTo: ago(0.1) },
      'protected',
      'restorable to 2026-11-30 11:54, 6m 00s before the scan',
    ],
    [
      'with continuous backups that stand still',
      { newest: ago(90), restorableTo: ago(72) },
      'late',
      'restorable to 2026-11-27 12:00, 3d before the scan; 26h are allowed',
    ],
    ['not read, with none found', { backups: UNREAD }, 'unknown', UNREAD.why],
    ['not read, with an old one found', { backups: UNREAD, newest: ago(90) }, 'unknown', UNREAD.why],
    [
      'not read, with a good one found',
      { backups: UNREAD, newest: ago(3) },
      'protected',
      'newest backup of 2026-11-30 09:00, 3h 00m before the scan',
    ],
    [
      'with a copy of today of who knows what',
      { copiedAt: ago(1) },
      'unknown',
      'its newest backup is a copy, and AWS does not say how old what was copied is',
    ],
    [
      'with a copy that is too old itself',
      { copiedAt: ago(72) },
      'late',
      'its only backup is a copy of 2026-11-27 12:00 or older',
    ],
    [
      'with a backup of no known age',
      { undated: 1, newest: ago(90) },
      'unknown',
      'AWS does not say how old a backup of it is, or whether it is whole',
    ],
    [
      'that may have had an earlier one of its name',
      { undated: 1, isNamedAgain: true },
      'unknown',
      'AWS does not say how old a backup of it is, or whether it is whole and not of an earlier one of its name',
    ],
    [
      'with a way to restore it that was not asked for',
      { unasked: 'point-in-time recovery was not asked for', newest: ago(90) },
      'unknown',
      'point-in-time recovery was not asked for',
    ],
    [
      'with a good backup beside what was not asked for',
      { unasked: 'point-in-time recovery was not asked for', newest: ago(3) },
      'protected',
      'newest backup of 2026-11-30 09:00, 3h 00m before the scan',
    ],
    [
      'where AWS could not be understood',
      { problem: 'LatestRestorableTime cannot be read: soon' },
      'unknown',
      'what AWS says of it cannot be read: LatestRestorableTime cannot be read: soon',
    ],
    [
      'of which AWS Backup says that it backed it up',
      { saidLast: ago(2) },
      'unprotected',
      'no backup of it is among EBS snapshots of us-east-1; AWS Backup says that it backed it up last at 2026-11-30 10:00',
    ],
    [
      'that is not read, of which AWS Backup says that it backed it up',
      { saidLast: ago(2), backups: UNREAD },
      'unknown',
      `${UNREAD.why}; AWS Backup says that it backed it up last at 2026-11-30 10:00`,
    ],
    [
      'that is protected, whatever AWS Backup says',
      { saidLast: ago(90), newest: ago(3) },
      'protected',
      'newest backup of 2026-11-30 09:00, 3h 00m before the scan',
    ],
    ['gone, whatever there is of it', { existence: { is: 'gone' }, newest: ago(1) }, 'exempt', 'gone'],
    [
      'that may be gone',
      { existence: { is: 'not known', why: 'volumes denied' }, newest: ago(1) },
      'unknown',
      'whether it still exists is not known: volumes denied',
    ],
    ['a replica', { exempt: 'a read replica of db-1' }, 'exempt', 'a read replica of db-1'],
  ];
  for (const [title, given, protection, reason] of cases) {
    it(`${title}: ${protection}`, () => assert.deepEqual(judged(given), { protection, reason }));
  }

  it('as its rule exempts it', () => {
    const rule = { ...DEFAULT_RULE, exempt: 'scratch' };
    assert.deepEqual(judge(NONE, rule, NOW), { protection: 'exempt', reason: 'scratch' });
  });
});

const time = fc.option(
  fc.integer({ min: -2, max: 400 }).map((hours) => ago(hours)),
  { nil: null },
);
const evidence: fc.Arbitrary<Evidence> = fc.record({
  existence: fc.constantFrom<Evidence['existence']>(
    { is: 'there' },
    { is: 'gone' },
    { is: 'not known', why: 'volumes denied' },
  ),
  exempt: fc.option(fc.constant('a read replica'), { nil: null }),
  unasked: fc.option(fc.constant('point-in-time recovery was not asked for'), { nil: null }),
  isNamedAgain: fc.boolean(),
  newest: time,
  copiedAt: time,
  undated: fc.nat({ max: 2 }),
  unfit: fc.nat({ max: 2 }),
  parted: fc.option(fc.constant({ count: 1, words: 'of AMIs' }), { nil: null }),
  restorableTo: time,
  problem: fc.option(fc.constant('Size cannot be read'), { nil: null }),
  backups: fc.constantFrom<Evidence['backups']>(NONE.backups, UNREAD),
  saidLast: time,
});

/** What is worse has a smaller number; what is not known may be anything in between. */
const RANK: Readonly<Record<Protection, number>> = {
  unprotected: 0,
  late: 1,
  unknown: 1,
  protected: 2,
  exempt: 3,
};

describe('whatever is known of a source', () => {
  it('it is called unprotected only where its backups were read and nothing speaks for one', () => {
    fc.assert(
      fc.property(evidence, (source) => {
        if (judge(source, DEFAULT_RULE, NOW).protection !== 'unprotected') return;
        assert.equal(source.backups.whole, true);
        assert.equal(source.existence.is, 'there');
        assert.deepEqual(
          [source.newest, source.copiedAt, source.restorableTo, source.undated, source.problem],
          [null, null, null, 0, null],
        );
        assert.equal(source.unasked, null);
      }),
    );
  });

  it('reading less makes nothing late or unprotected that was not so', () => {
    fc.assert(
      fc.property(evidence, fc.boolean(), (source, isFound) => {
        const less = { ...source, newest: isFound ? source.newest : null, backups: UNREAD };
        const { protection } = judge(less, DEFAULT_RULE, NOW);
        assert.ok(protection !== 'unprotected' && protection !== 'late', protection);
      }),
    );
  });

  it('a good backup more never makes it worse', () => {
    fc.assert(
      fc.property(evidence, fc.integer({ min: -2, max: 400 }), (source, hours) => {
        const newest = Math.max(ago(hours), source.newest ?? ago(hours));
        const before = judge(source, DEFAULT_RULE, NOW).protection;
        const after = judge({ ...source, newest }, DEFAULT_RULE, NOW).protection;
        assert.ok(RANK[after] >= RANK[before], `${before} became ${after}`);
      }),
    );
  });

  it('a copy more, or one of unknown age, takes no protection away and never ends as unprotected', () => {
    fc.assert(
      fc.property(evidence, time, (source, copiedAt) => {
        const before = judge(source, DEFAULT_RULE, NOW).protection;
        const more = { ...source, undated: source.undated + 1, copiedAt: source.copiedAt ?? copiedAt };
        const after = judge(more, DEFAULT_RULE, NOW).protection;
        assert.notEqual(after, 'unprotected');
        if (before === 'protected' || before === 'exempt') assert.equal(after, before);
      }),
    );
  });
});
