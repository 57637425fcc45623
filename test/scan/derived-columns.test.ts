import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemTexts } from '../../source/model/list-items.ts';
import { rowsOfKind } from '../helpers/rows-of-kind.ts';
import { type DemoScanOptions, type DemoScanResult, scanDemo } from '../helpers/scan.ts';

const INCOMPLETE = 'not all could be listed: other snapshots may exist';
const UNLISTED = 'sources could not be listed';

function reasonsOf({ reader }: DemoScanResult, kind: string): readonly (readonly string[])[] {
  return rowsOfKind(reader, kind).map(({ values }) => itemTexts(values.deletability_reasons) ?? []);
}

/** Reasons of rows that are judged by their source: what is in use or managed rests on less. */
async function judgedReasons(options: DemoScanOptions, kind: string): Promise<readonly string[]> {
  let all: readonly string[] = [];
  await scanDemo({ ...options, kinds: [kind] }, (result) => {
    const reasons = reasonsOf(result, kind);
    assert.notEqual(reasons.length, 0);
    assert.deepEqual(
      reasons.filter((list) => list.length === 0),
      [],
    );
    all = reasons.flat();
  });
  return all;
}

test('a whole listing says nothing of others that may exist', async () => {
  const reasons = await judgedReasons({}, 'ebs-snapshot');
  assert.equal(reasons.includes(INCOMPLETE), false);
  assert.equal(reasons.includes(UNLISTED), false);
});

test('a joined listing that is denied leaves what needed it unknown, but the listing whole', async () => {
  const fault = { service: 'ec2', operation: 'DescribeVolumes', effect: 'denied' } as const;
  const reasons = await judgedReasons({ faults: [fault] }, 'ebs-snapshot');
  assert.equal(reasons.includes(UNLISTED), true);
  assert.equal(reasons.includes(INCOMPLETE), false);
});

test('where a part of the listing is denied, every judgement by source says that others may exist', async () => {
  const fault = { service: 'rds', operation: 'DescribeDBSnapshots', after: 1, effect: 'denied' } as const;
  await scanDemo({ faults: [fault], kinds: ['rds-snapshot'] }, (result) => {
    assert.notEqual(result.cell('us-east-1', 'rds-snapshot').phase, 'done');
    const judged = reasonsOf(result, 'rds-snapshot').filter(
      (list) => !list.some((text) => text.endsWith('keeps it')),
    );
    assert.notEqual(judged.length, 0);
    assert.deepEqual(
      judged.filter((list) => !list.includes(INCOMPLETE)),
      [],
    );
  });
});

test('dates that keep snapshots out are named as a gap', async () => {
  const since = Date.now() - 30 * 86_400_000;
  const reasons = await judgedReasons({ collect: { since } }, 'ebs-snapshot');
  assert.equal(reasons.includes('those outside --since, --until not read'), true);
});
