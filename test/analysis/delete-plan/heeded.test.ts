import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Heeded } from '../../../source/analysis/delete-plan/heeded.ts';

const NEWER = 'newer: snap-0';

function heeded(rows: readonly { reasons?: readonly string[]; name?: string; description?: string }[]) {
  const all = new Heeded();
  for (const { reasons = [NEWER], name = null, description = null } of rows)
    all.add({ reasons, name, description });
  return all.groups();
}

describe('what is to be heeded of rows that would go', () => {
  test('is what several of them have in common behind why they may go, the most rows first', () => {
    const bin = 'Recycle Bin rules were not read';
    const rows = [
      { reasons: ['newer: snap-1', 'sharing not checked', bin] },
      { reasons: ['newer: snap-2', 'sharing not checked', 'of ami-1'] },
      { reasons: ['newer: snap-3', 'sharing not checked', bin] },
    ];
    assert.deepEqual(heeded(rows), [
      { reason: 'sharing not checked', rows: 3 },
      { reason: bin, rows: 2 },
    ]);
  });

  test('is all that is said of the only one', () => {
    assert.deepEqual(heeded([{ reasons: [NEWER, 'of ami-1'] }]), [{ reason: 'of ami-1', rows: 1 }]);
    assert.deepEqual(heeded([{}]), []);
    assert.deepEqual(heeded([]), []);
  });

  for (const [text, asks] of [
    ['PoD scans 2014-2019, keep until the new archive is checked', true],
    ['wms-prod-keep-2024', true],
    ['do_not_delete', true],
    ["Don't delete", true],
    ['LEGAL HOLD 17', true],
    ['retain for audit', true],
    ['Created for policy: policy-1 schedule: volumes daily, keep 35', false],
    ['housekeeping', false],
    ['keeper-db', false],
    ['nightly', false],
  ] as const)
    test(`${asks ? 'is' : 'is not'} that somebody asked to keep them: ${text}`, () => {
      const reason = 'their name or description asks to keep them: read those first';
      const expected = asks ? [{ reason, rows: 2 }] : [];
      assert.deepEqual(heeded([{ name: text }, { description: text }, {}]), expected);
    });

  test('is bounded, however many things the reasons name', () => {
    const rows = Array.from({ length: 2_000 }, (_, index) => ({
      reasons: [NEWER, `of ami-${index}`, ...(index < 600 ? ['seen early'] : ['seen late'])],
    }));
    assert.deepEqual(heeded(rows), [{ reason: 'seen early', rows: 600 }]);
  });
});
