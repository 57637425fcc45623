import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arnPlace, isWanted, nameTag, tagsOf } from '../../../source/kinds/snapshots/snapshot-values.ts';

test('an ARN tells region, account and resource, with all that comes behind', () => {
  assert.deepEqual(arnPlace('arn:aws:rds:eu-west-1:123456789012:cluster-snapshot:rds:c-1'), {
    region: 'eu-west-1',
    account: '123456789012',
    resource: 'cluster-snapshot:rds:c-1',
  });
  assert.deepEqual(arnPlace('arn:aws:ec2:us-east-1::snapshot/snap-1'), {
    region: 'us-east-1',
    account: '',
    resource: 'snapshot/snap-1',
  });
});

test('what is no whole ARN tells nothing', () => {
  for (const text of [undefined, '', 'arn', 'arn:aws:rds:eu-west-1', 'arn:aws:rds:eu-west-1:123456789012'])
    assert.equal(arnPlace(text), undefined, text);
  assert.equal(arnPlace('urn:aws:rds:eu-west-1:123456789012:db:x'), undefined);
});

test('tags are pairs as AWS gave them, a missing part is nothing, and there are none where it gave none', () => {
  assert.deepEqual(tagsOf([{ Key: 'Team', Value: 'data' }, { Key: 'a=b' }, { Value: 'x' }]), [
    ['Team', 'data'],
    ['a=b', ''],
    ['', 'x'],
  ]);
  assert.deepEqual(tagsOf(undefined), []);
});

test('the name is the tag of just that key', () => {
  assert.equal(
    nameTag([
      { Key: 'name', Value: 'no' },
      { Key: 'Name', Value: 'yes' },
    ]),
    'yes',
  );
  assert.equal(nameTag([]), undefined);
  assert.equal(nameTag(undefined), undefined);
});

test('a snapshot is wanted from --since on and before --until; one of unknown time always is', () => {
  const options = (since: number | null, until: number | null) =>
    ({ since, until }) as Parameters<typeof isWanted>[1];
  const at = (time: number) => new Date(time);
  assert.deepEqual(
    [9, 10, 19, 20].map((time) => isWanted(at(time), options(10, 20))),
    [false, true, true, false],
  );
  assert.deepEqual(
    [-5, 5].map((time) => isWanted(at(time), options(null, null))),
    [true, true],
  );
  assert.equal(isWanted(at(-5), options(null, 0)), true);
  assert.equal(isWanted(at(5), options(0, null)), true);
  assert.equal(isWanted(undefined, options(10, 20)), true);
  assert.equal(isWanted(new Date('soon'), options(10, 20)), true);
});
