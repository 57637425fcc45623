import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { namedScanFile } from '../../source/commands/scan-files.ts';
import { scanFolder } from '../../source/store/scan-folder.ts';
import { DAY, type HistoryPlace, historyPlace } from '../helpers/history-place.ts';

let place: HistoryPlace;
beforeEach(() => {
  place = historyPlace();
});
afterEach(() => place[Symbol.dispose]());

/** What naming it says is wrong. */
async function wrong(word: string): Promise<string> {
  const error: unknown = await namedScanFile(word).then(
    (file) => assert.fail(`${word} is ${file}`),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Error && error.name === 'UsageError');
  assert.doesNotMatch(error.message, /\n/);
  return error.message;
}

test('last counts back from the newest, a running one too', async () => {
  const first = place.make('aaaaaaaa', 0);
  const second = place.make('bbbbbbbb', DAY, { facts: { endedAt: null, complete: false } });
  const third = place.make('cccccccc', DAY + 1);
  assert.equal(await namedScanFile(undefined), third);
  assert.equal(await namedScanFile('last'), third);
  assert.equal(await namedScanFile('last~0'), third);
  assert.equal(await namedScanFile('last~1'), second);
  assert.equal(await namedScanFile('last~2'), first);
  assert.equal(
    await wrong('last~99'),
    `There is no last~99: 3 scan files in ${scanFolder()}, the oldest is last~2.`,
  );
});

test('without any scan, last says where it looked', async () => {
  const said = `There is no scan file yet in ${scanFolder()}: run snapdeck scan first.`;
  assert.equal(await wrong('last'), said);
  assert.equal(await wrong('last~3'), said);
  assert.equal(
    await wrong('2026-11-21'),
    `There is no scan of 2026-11-21 (UTC): none yet in ${scanFolder()}.`,
  );
});

test('a day is its last whole scan, also one with problems', async () => {
  place.make('aaaaaaaa', 0);
  const denied = { region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'denied', rows: [] } as const;
  const whole = place.make('bbbbbbbb', 60_000, { cells: [denied] });
  place.make('cccccccc', 120_000, { facts: { complete: false } });
  place.make('dddddddd', 180_000, { facts: { endedAt: null, complete: false } });
  place.make('eeeeeeee', DAY);
  assert.equal(await namedScanFile('2026-11-21'), whole);
});

test('a day without a whole scan says which there are, one without any the nearest days', async () => {
  place.make('aaaaaaaa', 0, { facts: { complete: false } });
  place.make('bbbbbbbb', 60_000, { facts: { endedAt: null, complete: false } });
  for (const [at, id] of ['cccccccc', 'dddddddd', 'eeeeeeee'].entries()) place.make(id, (2 + at) * DAY);
  assert.equal(
    await wrong('2026-11-21'),
    'No scan of 2026-11-21 (UTC) is whole; by its id one may still be named: bbbbbbbb (interrupted), aaaaaaaa (partial).',
  );
  assert.equal(
    await wrong('2026-11-22'),
    'There is no scan of 2026-11-22 (UTC): the nearest are of 2026-11-21, 2026-11-23, 2026-11-24.',
  );
  assert.equal(await wrong('2026-02-31'), 'There is no day 2026-02-31.');
});

test('an id, or as much of it as tells it from others, is its scan', async () => {
  const first = place.make('1a2b3c4d', 0);
  const second = place.make('1a2bffff', DAY);
  assert.equal(await namedScanFile('1a2b3c4d'), first);
  assert.equal(await namedScanFile('1a2bf'), second);
  assert.equal(await wrong('1a2b'), 'Several scans have an id that begins with 1a2b: 1a2bffff, 1a2b3c4d.');
});

test('a name is its scan in whatever case, and one that is nearly a name says so', async () => {
  const named = place.make('aaaaaaaa', 0, { facts: { name: 'Release-42' } });
  place.make('bbbbbbbb', DAY);
  assert.equal(await namedScanFile('release-42'), named);
  assert.equal(
    await wrong('release42'),
    `There is no scan "release42", and no file ${path.resolve('release42')}; close: Release-42. snapdeck history lists the scans.`,
  );
  assert.match(
    await wrong('zzz'),
    /no file .*zzz; there are last, last~2, a UTC day such as 2026-11-28, a name, an id, or a path\. snapdeck history/,
  );
});

test('two scans of one name, as a file that was copied into the folder makes them, are told by their ids', async () => {
  place.make('aaaaaaaa', 0, { facts: { name: 'release' } });
  place.make('bbbbbbbb', DAY, { facts: { name: 'release' } });
  assert.equal(
    await wrong('release'),
    'Several scans are named release: bbbbbbbb, aaaaaaaa; an id names one.',
  );
});

test('a path is a path, whether there is such a file or not', async () => {
  place.make('aaaaaaaa', 0, { facts: { name: 'mine' } });
  const file = path.join(place.path, 'mine');
  fs.writeFileSync(file, '');
  assert.equal(await namedScanFile(file), file);
  assert.equal(await namedScanFile('./mine'), path.resolve('mine'));
  assert.equal(await namedScanFile('gone.sqlite'), path.resolve('gone.sqlite'));
});

test('a broken file is a scan of no name and no day, and hinders nobody from naming others', async () => {
  const named = place.make('aaaaaaaa', 0, { facts: { name: 'good' } });
  const broken = place.make('bbbbbbbb', 60_000);
  fs.writeFileSync(broken, 'no database');
  assert.equal(await namedScanFile('good'), named);
  assert.equal(await namedScanFile('2026-11-21'), named);
  assert.equal(await namedScanFile('last'), broken);
});
