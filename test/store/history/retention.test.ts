import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { KeptScan, ScanOutline } from '../../../source/model/kept-scan.ts';
import { type RetentionPolicy, scansToPrune } from '../../../source/store/history/retention.ts';

const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A kept scan that began so long after the first one. */
function kept(after: number, given: Partial<ScanOutline> = {}, more: Partial<KeptScan> = {}): KeptScan {
  const startedAt = START + after;
  const scan: ScanOutline = {
    ...{
      name: null,
      isKept: false,
      startedAt,
      endedAt: startedAt + 60_000,
      state: 'whole',
      version: '0.1.0',
    },
    ...{
      accountSet: 'a',
      accounts: 1,
      account: { id: 'a', name: 'a' },
      accountWords: [],
      organization: null,
    },
    ...{ regions: [], kinds: [], rows: 0, problems: 0, bytes: null, cost: null, ...given },
  };
  return { id: null, file: `${after}`, sizeOnDisk: 10, scan, fault: null, ...more };
}

const broken = (after: number): KeptScan =>
  kept(after, {}, { scan: null, fault: { code: 'broken', message: 'no scan file' } });

/** What goes of scans that are given in the order in which they began. */
function gone(scans: readonly KeptScan[], policy: Partial<RetentionPolicy>): readonly string[] {
  const whole = { last: 1, daily: 0, monthly: 0, maxSize: null, ...policy };
  return scansToPrune(scans.toReversed(), whole, () => false).map(({ scan }) => scan.file);
}

const files = (scans: readonly KeptScan[]): readonly string[] => scans.map(({ file }) => file);

test('the last so many stay', () => {
  const scans = [0, 1, 2, 3, 4].map((hour) => kept(hour * HOUR));
  assert.deepEqual(gone(scans, { last: 3 }), files(scans.slice(0, 2)));
  assert.deepEqual(gone(scans, { last: 5 }), []);
});

test('of each of so many days with scans the newest stays, however long ago they are', () => {
  const scans = [0, HOUR, 9 * DAY, 9 * DAY + HOUR, 400 * DAY, 400 * DAY + HOUR].map((after) => kept(after));
  assert.deepEqual(gone(scans, { daily: 2 }), files([0, 1, 2, 4].flatMap((at) => scans[at] ?? [])));
  assert.deepEqual(gone(scans, { daily: 90 }), files([0, 2, 4].flatMap((at) => scans[at] ?? [])));
});

test('of each of so many months with scans the newest stays', () => {
  const scans = [0, 20 * DAY, 40 * DAY, 70 * DAY].map((after) => kept(after));
  assert.deepEqual(gone(scans, { monthly: 2 }), files(scans.slice(0, 2)));
  assert.deepEqual(gone(scans, { monthly: 3 }), files(scans.slice(0, 1)));
});

test('scans that did not end, that have problems, or are of other accounts push out no whole one', () => {
  const whole = [kept(0), kept(1)];
  const others = [2, 3, 4].flatMap((hour) => [
    kept(hour * HOUR, { state: 'partial' }),
    kept(hour * HOUR + 1, { state: 'interrupted', endedAt: null }),
    kept(hour * HOUR + 2, { problems: 3 }),
    kept(hour * HOUR + 3, { accountSet: 'b' }),
  ]);
  const hours = [2 * HOUR, 2 * HOUR + 1, 2 * HOUR + 2, 2 * HOUR + 3, 3 * HOUR, 3 * HOUR + 1];
  assert.deepEqual(gone([...whole, ...others], { last: 2 }), hours.map(String));
});

test('over the size what never ended goes first, then the oldest, never the newest whole one', () => {
  const scans = [
    kept(0),
    kept(1),
    kept(2, { name: 'release' }),
    kept(3, { state: 'interrupted', endedAt: null }),
    kept(4),
    kept(5, { state: 'partial' }),
  ];
  const over = (maxSize: number) => gone(scans, { last: 30, maxSize });
  assert.deepEqual(over(60), []);
  assert.deepEqual(over(59), ['3']);
  assert.deepEqual(over(40), ['3', '5']);
  assert.deepEqual(over(30), ['0', '3', '5']);
  assert.deepEqual(over(0), ['0', '1', '3', '5']);
});

test('what is broken goes as the last so many of its kind, what cannot be read otherwise stays', () => {
  const newer = kept(9, {}, { scan: null, fault: { code: 'newer', message: 'newer' } });
  const foreign = kept(8, {}, { scan: null, fault: { code: 'foreign', message: 'foreign' } });
  const unread = kept(7, {}, { scan: null, fault: { code: 'unread', message: 'unread' } });
  assert.deepEqual(gone([broken(0), broken(1), unread, foreign, newer], { last: 1, maxSize: 1 }), ['0', '1']);
});

const anyScan = fc.record({
  hours: fc.integer({ min: 0, max: 24 * 90 }),
  state: fc.constantFrom<ScanOutline['state'][]>('whole', 'whole', 'partial', 'interrupted', 'running'),
  problems: fc.constantFrom(0, 0, 2),
  accountSet: fc.constantFrom('a', 'b'),
  name: fc.constantFrom(null, null, null, 'named'),
  isKept: fc.constantFrom(false, false, false, true),
  size: fc.integer({ min: 0, max: 50 }),
  isOpen: fc.constantFrom(false, false, false, true),
  isBroken: fc.constantFrom(false, false, false, false, true),
});
const anyPolicy = fc.record({
  last: fc.integer({ min: 1, max: 6 }),
  daily: fc.integer({ min: 0, max: 6 }),
  monthly: fc.integer({ min: 0, max: 3 }),
  maxSize: fc.option(fc.integer({ min: 0, max: 500 })),
});
const anyFolder = fc.uniqueArray(anyScan, { selector: ({ hours }) => hours, maxLength: 40 }).map((given) =>
  given
    .toSorted((one, other) => other.hours - one.hours)
    .map(({ hours, size, isOpen, isBroken, ...scan }) => ({
      isOpen,
      scan: isBroken
        ? { ...broken(hours * HOUR), sizeOnDisk: size }
        : kept(hours * HOUR, scan, { sizeOnDisk: size }),
    })),
);

test('whatever is there, the newest whole one of each account set, the named, the kept and the open stay', () => {
  fc.assert(
    fc.property(anyFolder, anyPolicy, (folder, policy) => {
      const open = new Set(folder.filter(({ isOpen }) => isOpen).map(({ scan }) => scan));
      const scans = folder.map(({ scan }) => scan);
      const left = new Set(scans);
      for (const { scan } of scansToPrune(scans, policy, (one) => open.has(one))) left.delete(scan);
      for (const scan of open) assert.ok(left.has(scan), 'an open one');
      for (const one of scans)
        if (one.scan?.name !== null && one.scan !== null) assert.ok(left.has(one), 'a named one');
      for (const one of scans) if (one.scan?.isKept === true) assert.ok(left.has(one), 'a kept one');
      for (const set of ['a', 'b']) {
        const newest = scans.find(({ scan }) => scan?.accountSet === set && scan.state === 'whole');
        if (newest !== undefined) assert.ok(left.has(newest), 'the newest whole one');
      }
    }),
    { numRuns: 500 },
  );
});

test('never more goes than the policy says', () => {
  fc.assert(
    fc.property(anyFolder, anyPolicy, (folder, policy) => {
      const scans = folder.map(({ scan }) => scan);
      const pruned = scansToPrune(scans, policy, () => false);
      const gone = new Set(pruned.map(({ scan }) => scan));
      const left = scans
        .filter((scan) => !gone.has(scan))
        .reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0);
      const bySize = pruned.filter(({ why }) => why === 'size').map(({ scan }) => scan);
      const lastToGo = bySize.findLast(({ scan }) => scan?.state === 'whole') ?? bySize.at(-1);
      if (lastToGo !== undefined) assert.ok(left + lastToGo.sizeOnDisk > (policy.maxSize ?? Infinity));
      const byPolicy = pruned.filter(({ why }) => why === 'policy').map(({ scan }) => scan);
      for (const set of ['a', 'b']) {
        const sound = scans.filter(
          ({ scan }) => scan?.accountSet === set && scan.state === 'whole' && scan.problems === 0,
        );
        const counted = sound.filter(({ scan }) => scan?.name === null && !scan.isKept);
        for (const scan of counted.slice(0, policy.last))
          assert.ok(!byPolicy.includes(scan), 'one of the last');
        const days = Map.groupBy(counted, ({ file }) => Math.floor(Number(file) / DAY));
        for (const [newest] of [...days.values()].slice(0, policy.daily))
          assert.ok(newest !== undefined && !byPolicy.includes(newest), 'the newest of a day');
      }
    }),
    { numRuns: 500 },
  );
});

test('pruning twice is the same as once', () => {
  fc.assert(
    fc.property(anyFolder, anyPolicy, (folder, policy) => {
      const open = new Set(folder.filter(({ isOpen }) => isOpen).map(({ scan }) => scan));
      const isInUse = (scan: KeptScan) => open.has(scan);
      const scans = folder.map(({ scan }) => scan);
      const gone = new Set(scansToPrune(scans, policy, isInUse).map(({ scan }) => scan));
      const left = scans.filter((scan) => !gone.has(scan));
      assert.deepEqual(scansToPrune(left, policy, isInUse), []);
    }),
    { numRuns: 500 },
  );
});
