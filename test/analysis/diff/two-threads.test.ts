import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import { openScanDiff, type ScanDiff } from '../../../source/analysis/diff/scan-diff.ts';
import { isFindingChange, isProtectionChange, type ScanChange } from '../../../source/model/diff.ts';
import { type MadeScan, madeSource, madeSources } from '../../helpers/scan-files.ts';
import { twoFiles } from './two-scans.ts';

/** More findings come and go than the threads tell each other at once. */
const ROWS = 1200;

function scanOf(isOther: (index: number) => boolean): MadeScan {
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const key = `snap-${isOther(index) ? 'other' : 'same'}-${index}`;
    return { key, snapshot_id: key, source: `vol-${index}`, encrypted: isOther(index) };
  });
  const found = madeSources([madeSource('vol-1'), madeSource(isOther(ROWS) ? 'vol-new' : 'vol-old')]);
  return { cells: [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows, found }] };
}

function opened(context: TestContext, threadFrom: number): ScanDiff {
  const [old, now] = twoFiles(
    context,
    scanOf(() => false),
    scanOf((index) => index > 10),
  );
  const diff = openScanDiff({ old, new: now, kinds: null, columns: [], filter: null }, threadFrom);
  context.after(() => diff.close());
  return diff;
}

async function everything(diff: ScanDiff): Promise<readonly ScanChange[]> {
  const all: ScanChange[] = [];
  for await (const some of diff.changes()) all.push(...some);
  return all;
}

suite('the differences between two scans', () => {
  test('are the same, in the same order, by one thread and by two', async (context) => {
    const alone = opened(context, Number.POSITIVE_INFINITY);
    const [one, two] = [await everything(alone), await everything(opened(context, 0))];
    assert.deepEqual(two, one);
    assert.ok(one.filter(isFindingChange).length > 1000);
    assert.ok(one.some(isProtectionChange));
    const again = opened(context, 0);
    assert.deepEqual([...again.rows(), ...again.sections()], one);
  });

  test('can be left before their end: nothing keeps the process then', async (context) => {
    for await (const some of opened(context, 0).changes()) {
      assert.ok(some.length > 0);
      break;
    }
  });
});
