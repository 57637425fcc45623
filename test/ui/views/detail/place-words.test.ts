import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PartKnown, RelatedPlace } from '../../../../source/analysis/related-place.ts';
import { foundIn, nothingFound } from '../../../../source/ui/views/detail/place-words.ts';

const place = (part: PartKnown, isOwn = false): RelatedPlace => ({
  ...{ by: 'arn', account: '100000000001 (pay)', isOwn, region: 'eu-west-1', part },
});

test('what was not found is told by where it would be: not read is not gone', () => {
  const table: readonly (readonly [RelatedPlace, string, boolean])[] = [
    [place({ is: 'account not in scan' }), 'account 100000000001 (pay) is not in this scan', true],
    [place({ is: 'part not in scan' }), 'eu-west-1 of account 100000000001 (pay) is not in this scan', true],
    [place({ is: 'not read yet' }), 'account 100000000001 (pay) has not been read yet', true],
    [place({ is: 'not active' }), 'account 100000000001 (pay) is not active: nothing was asked of it', true],
    [place({ is: 'not read', phase: 'denied' }), 'account 100000000001 (pay) was not read: denied', true],
    [
      place({ is: 'read in part', phase: 'partial' }),
      'none found, account 100000000001 (pay) was read in part',
      true,
    ],
    [place({ is: 'read' }), 'none found in account 100000000001 (pay)', false],
    [{ by: 'id', id: 'snap-1' }, 'snap-1 is not in this scan; AWS does not say whose it is', true],
  ];
  for (const [given, text, doubtful] of table) {
    assert.deepEqual(nothingFound(given), { text, doubtful });
    assert.doesNotMatch(text, /gone/);
  }
});

test('the account that something was found in is named where it is another one', () => {
  assert.equal(foundIn(place({ is: 'read' })), 'account 100000000001 (pay): ');
  assert.equal(foundIn(place({ is: 'read' }, true)), '');
  assert.equal(foundIn({ by: 'id', id: 'snap-1' }), '');
  assert.equal(foundIn(null), '');
});
