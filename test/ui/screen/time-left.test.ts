import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountState } from '../../../source/model/account.ts';
import { timeLeftWords } from '../../../source/ui/screen/time-left.ts';

/** When the 150 accounts of a company ended, in tenths of a second: it took a while to begin, and then hurried. */
const RECORDED = [
  2, 74, 88, 120, 128, 143, 152, 159, 165, 167, 173, 175, 183, 189, 189, 201, 210, 225, 225, 225, 225, 235,
  244, 245, 248, 254, 257, 257, 264, 265, 272, 283, 292, 304, 307, 321, 326, 327, 339, 340, 344, 345, 349,
  356, 366, 381, 382, 393, 404, 411, 421, 425, 431, 435, 436, 441, 447, 458, 476, 488, 498, 501, 517, 518,
  526, 530, 534, 535, 540, 554, 567, 577, 593, 595, 607, 615, 616, 620, 622, 629, 630, 638, 638, 651, 666,
  676, 687, 692, 704, 705, 711, 716, 720, 724, 730, 730, 737, 759, 772, 782, 785, 795, 802, 803, 806, 806,
  816, 823, 828, 834, 854, 863, 868, 871, 881, 883, 889, 892, 893, 898, 899, 907, 916, 924, 935, 937, 943,
  951, 954, 958, 959, 970, 973, 974, 991, 1002, 1011, 1018, 1025, 1032, 1038, 1041, 1046, 1046, 1049, 1049,
  1054, 1054, 1055, 1055,
];
const recorded = RECORDED.map((tenths) => tenths / 10);

/** Accounts that end after so many seconds, as they are known after `at` of them. */
function accountsAt(ends: readonly number[], at: number): readonly AccountState[] {
  return ends.map((end, index) => {
    const hasEnded = end <= at;
    return {
      ...{
        id: `7${String(index).padStart(11, '0')}`,
        name: null,
        ou: null,
        state: 'ACTIVE',
        entry: 'role Audit',
      },
      ...{ phase: hasEnded ? 'done' : 'running', error: null, regions: [], kinds: [], startedAt: 0 },
      endedAt: hasEnded ? end * 1000 : null,
    };
  });
}

/** What is said each second from one to another, the same only once. */
function saidOf(ends: readonly number[], from: number, to: number): readonly (string | null)[] {
  const said = Array.from({ length: to - from + 1 }, (_, index) => {
    const now = from + index;
    return timeLeftWords({ accounts: accountsAt(ends, now), startedAt: 0, rerunAt: null }, now * 1000);
  });
  return said.filter((words, index) => index === 0 || words !== said[index - 1]);
}

test('what is left of a scan that was recorded is told from ten accounts on, and only becomes less', () => {
  assert.deepEqual(saidOf(recorded, 0, 105), [
    null,
    '~4m 00s left',
    '~3m 45s left',
    '~3m 00s left',
    '~2m 30s left',
    '~2m 00s left',
    '~1m 45s left',
    '~1m 30s left',
    '~1m 15s left',
    '~1m 00s left',
    '~55s left',
    '~50s left',
    '~45s left',
    '~40s left',
    '~35s left',
    '~30s left',
    '~25s left',
    '~20s left',
    '~15s left',
    '~10s left',
    '~5s left',
  ]);
});

test('what is left of a thousand accounts of one pace is as much as it takes', () => {
  const steady = Array.from({ length: 1000 }, (_, index) => 6 + index);
  assert.deepEqual(
    [15, 100, 400, 900, 1004].map((at) => saidOf(steady, at, at)[0]),
    ['~25m left', '~16m left', '~11m left', '~2m 00s left', '~5s left'],
  );
});

test('accounts that become slower make more of what is left, however fast they were before', () => {
  const slower = Array.from({ length: 60 }, (_, index) => (index < 30 ? index : 30 + (index - 30) * 5));
  assert.deepEqual(
    [30, 60, 90, 120, 150].map((at) => saidOf(slower, at, at)[0]),
    ['~30s left', '~45s left', '~45s left', '~40s left', '~25s left'],
  );
});

test('where nothing ends for longer than before and than would be left, nothing is said of what is left', () => {
  const heldUp = Array.from({ length: 20 }, (_, index) => (index < 15 ? index + 1 : 400));
  assert.deepEqual(saidOf(heldUp, 14, 399), ['~10s left', '~5s left', '~10s left', null]);
});

test('accounts that are not active, and those of before cells are run again, tell nothing of what is left', () => {
  const accounts = accountsAt(recorded, 30);
  const open = accounts.map((account) =>
    account.endedAt === null ? { ...account, state: 'SUSPENDED' } : account,
  );
  assert.equal(timeLeftWords({ accounts: open, startedAt: 0, rerunAt: null }, 30_000), null);
  assert.equal(timeLeftWords({ accounts, startedAt: 0, rerunAt: 29_000 }, 30_000), null);
});
