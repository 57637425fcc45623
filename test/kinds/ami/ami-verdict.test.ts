import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type AmiVerdictFacts, judgeAmi } from '../../../source/kinds/ami/ami-verdict.ts';

/** Nobody uses it, and nobody has launched it for half a year. */
const IDLE: AmiVerdictFacts = {
  locks: [],
  origin: 'manual',
  keptBy: [],
  instances: [],
  launchTemplates: [],
  condition: 'usable',
  status: 'available',
  createdAt: Date.UTC(2026, 0, 5),
  lastLaunchedAt: Date.UTC(2026, 2, 1),
  idleDays: 214,
  instance: null,
  newest: undefined,
  snapshots: 2,
  caveats: [],
  gaps: [],
};

const judged = (facts: Partial<AmiVerdictFacts>) => {
  const { deletability, reasons } = judgeAmi({ ...IDLE, ...facts });
  return [deletability, reasons[0]];
};

describe('an AMI', () => {
  test('may go where nobody is known to use it, with what stays and what nobody looked at', () => {
    assert.deepEqual(judgeAmi(IDLE), {
      deletability: 'candidate',
      reasons: [
        'no instance and no launch template of its region uses it, and it was last launched on 2026-03-01, as AWS says',
        'its 2 snapshots stay, billed as before',
        'Auto Scaling launch configurations and other accounts not looked at',
      ],
    });
    assert.deepEqual(judgeAmi({ ...IDLE, lastLaunchedAt: null, snapshots: 1 }).reasons.slice(0, 2), [
      'no instance and no launch template of its region uses it, and AWS knows of no launch of it',
      'its snapshot stays, billed as before',
    ]);
    assert.deepEqual(judged({ condition: 'failed', status: 'failed' }), [
      'candidate',
      'its status is failed',
    ]);
  });

  test('is judged by the strongest claim on it', () => {
    const table: readonly (readonly [Partial<AmiVerdictFacts>, string, string])[] = [
      [
        { locks: ['protected from deregistration (enabled-without-cooldown)'], instances: ['i-1'] },
        'locked',
        'protected from deregistration (enabled-without-cooldown)',
      ],
      [{ instances: ['i-1', 'i-2'], origin: 'DLM' }, 'in use', 'used by instance i-1, i-2'],
      [{ launchTemplates: ['fleet'] }, 'in use', 'used by launch template fleet'],
      [{ idleDays: 89 }, 'in use', 'launched on 2026-03-01, less than 90 days ago'],
      [
        { instance: 'i-1', origin: 'AWS Backup' },
        'last backup',
        'the only AMI of instance i-1, which still exists',
      ],
      [
        { instance: 'i-1', newest: { relation: 'this', count: 3 } },
        'last backup',
        'the newest of 3 AMIs of instance i-1, which still exists',
      ],
      [
        { origin: 'DLM', dlm: 'policy p of Data Lifecycle Manager keeps it' },
        'managed by DLM',
        'policy p of Data Lifecycle Manager keeps it',
      ],
      [{ origin: 'AWS Backup', instances: null }, 'managed by AWS Backup', 'AWS Backup keeps it'],
      [{ instances: null }, 'unknown', 'instances could not be listed'],
      [{ launchTemplates: null }, 'unknown', 'launch templates could not be listed'],
      [{ condition: 'other', status: 'pending' }, 'unknown', 'its status is pending'],
      [{ createdAt: null }, 'unknown', 'its creation time is not known'],
      [
        { lastLaunchedAt: null, idleDays: 3 },
        'unknown',
        'made on 2026-01-05, less than 90 days ago, and not launched yet',
      ],
    ];
    for (const [facts, verdict, reason] of table) assert.deepEqual(judged(facts), [verdict, reason]);
  });

  test('of an instance that is still there may go where a newer one is', () => {
    const newest = { relation: 'newer', count: 2, id: 'ami-9', day: '2026-08-01', origin: 'manual' } as const;
    assert.equal(judgeAmi({ ...IDLE, instance: 'i-1', newest }).deletability, 'candidate');
  });

  test('that no policy deletes any more says so, and may go', () => {
    const { deletability, reasons } = judgeAmi({
      ...IDLE,
      origin: 'DLM',
      isEndless: true,
      makers: ['made by policy p of Data Lifecycle Manager, which no longer exists'],
    });
    assert.equal(deletability, 'candidate');
    assert.ok(reasons.includes('made by policy p of Data Lifecycle Manager, which no longer exists'));
    assert.ok(reasons.includes('nothing deletes it by itself'));
  });
});
