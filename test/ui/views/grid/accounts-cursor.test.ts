import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accountLines } from '../../../../source/ui/state/accounts-lines.ts';
import type { AppState } from '../../../../source/ui/state/app-state.ts';
import { frame } from '../../helpers/frame.tsx';
import { finishedManyScan, midManyScan } from '../../helpers/many-scan.ts';
import { after, opened, SMALL } from '../../helpers/states.ts';

const namesOf = ({ scan, accounts }: AppState) =>
  scan === null ? [] : accountLines(scan, accounts).map(({ id, name }) => name ?? id);
const cursorOf = (state: AppState) => namesOf(state)[state.accounts.row];

describe('an account that is run again while only those with problems are listed', () => {
  const listed = after(opened(finishedManyScan(), SMALL), 'faults', 'last', 'up');
  const { id } = listed.accounts;
  assert.ok(id !== null && listed.scan !== null);
  const scan = finishedManyScan();
  const accounts = scan.accounts.map((one) =>
    one.id === id ? { ...one, phase: 'running' as const, endedAt: null, kinds: [], error: null } : one,
  );
  const again = after(
    listed,
    { type: 'account run again', account: id },
    { type: 'scan changed', scan: { ...scan, accounts }, now: listed.now },
  );

  test('keeps its line, and the cursor', () => {
    assert.deepEqual(namesOf(again).toSorted(), namesOf(listed).toSorted());
    assert.equal(cursorOf(again), cursorOf(listed));
  });

  test('loses it when the cursor moves away', () => {
    const next = namesOf(again)[again.accounts.row - 1];
    const moved = after(again, 'up');
    assert.equal(cursorOf(moved), next);
    assert.equal(namesOf(moved).includes(cursorOf(listed) ?? ''), false);
    assert.equal(after(again, 'faults', 'faults').accounts.kept, null);
  });
});

describe('the lines of accounts', () => {
  test('begin with the first of them, in sight, when they are sorted', () => {
    const sorted = after(opened(finishedManyScan(), SMALL), 'last', 'sort');
    const { row, top, id } = sorted.accounts;
    assert.deepEqual([row, top, id], [0, 0, '700000000007']);
  });

  test('lead with Enter on one that could not be entered to the problems, where its reason is whole', () => {
    const filtered = after(
      opened(finishedManyScan(), SMALL),
      'filter accounts',
      { type: 'typed', text: 'state:denied' },
      'enter',
    );
    const problems = after(filtered, 'enter');
    assert.equal(problems.grid.problems, true);
    assert.match(frame(problems), /role Audit cannot be assumed\n {40}\(AccessDenied\)\n {40}app-3 app-4\n/);
    assert.equal(after(problems, 'back').accounts.row, filtered.accounts.row);
  });

  test('say which states there are where none is in that which is looked for', () => {
    const typed = after(opened(midManyScan()), 'filter accounts', { type: 'typed', text: 'state:foo' });
    assert.match(
      frame(typed),
      /No account is "foo" \(Esc clears that\)\. There are: active, partial, running, denied, queued, suspended, skipped\./,
    );
  });
});
