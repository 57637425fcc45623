import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RESOURCE_KINDS } from '../../../../source/kinds/registry.ts';
import { kindItems } from '../../../../source/ui/views/picker/kind-items.ts';
import { picked } from '../../../../source/ui/views/picker/picked.ts';
import { finishedScan } from '../../helpers/fake-scan.ts';
import { after, opened } from '../../helpers/states.ts';

const scan = finishedScan();
const items = kindItems(scan);
const listed = after(
  opened(scan),
  { type: 'picker opened', kind: 'kinds' },
  { type: 'picker filled', kind: 'kinds', items },
);

describe('the list of kinds for a new scan', () => {
  test('has every kind, those of the scan with what they asked of AWS and found', () => {
    assert.deepEqual(
      items.map(({ id }) => id),
      RESOURCE_KINDS.map(({ id }) => id),
    );
    const ofEbs = scan.cells.filter(({ kind }) => kind === 'ebs-snapshot');
    const sum = (of: 'calls' | 'rows') => ofEbs.reduce((all, cell) => all + cell[of], 0);
    assert.equal(
      items.find(({ id }) => id === 'ebs-snapshot')?.note,
      `in this scan: ${sum('calls')} calls for ${sum('rows')} rows`,
    );
  });

  test('says of the others whether they are usual, and how much they ask', () => {
    assert.equal(
      items.find(({ id }) => id === 'fsx-backup')?.note,
      'not usual · asks 3 operations in each region',
    );
    assert.equal(
      kindItems(null).find(({ id }) => id === 'rds-snapshot')?.note,
      'usual · asks 2 operations in each region',
    );
  });

  test('opens with the kinds of the scan marked, so that one more is one mark more', () => {
    assert.ok(listed.picker);
    assert.deepEqual([...listed.picker.marked], scan.kinds);
    const at = items.findIndex(({ id }) => id === 'fsx-backup');
    const more = after(listed, ...Array.from({ length: at }, () => 'down' as const), 'mark');
    assert.ok(more.picker);
    assert.deepEqual(picked(more.picker, false), {
      kind: 'scan',
      choice: { kinds: [...scan.kinds, 'fsx-backup'] },
    });
  });

  test('without a mark takes the one under the cursor', () => {
    assert.ok(listed.picker);
    const none = { ...listed.picker, marked: new Set<string>() };
    assert.deepEqual(picked(none, false), { kind: 'scan', choice: { kinds: ['datasync-task'] } });
  });
});
