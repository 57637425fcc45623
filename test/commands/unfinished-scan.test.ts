import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { PLAIN_SETTINGS } from '../../source/aws/settings.ts';
import { loadConfig } from '../../source/commands/config.ts';
import { parseCommandLine } from '../../source/commands/flags.ts';
import { scanSettings } from '../../source/commands/scan-flags.ts';
import { unfinishedScan } from '../../source/commands/unfinished-scan.ts';
import { optionsOf } from '../../source/scan/facts.ts';
import { DAY, type HistoryPlace, historyPlace } from '../helpers/history-place.ts';
import { type MadeScan, SCAN_START } from '../helpers/scan-files.ts';

const HOUR = DAY / 24;

let place: HistoryPlace;
beforeEach(() => {
  place = historyPlace();
});
afterEach(() => place[Symbol.dispose]());

function sessionOf(argv: readonly string[]) {
  const { flags } = parseCommandLine(argv);
  return {
    flags,
    found: loadConfig(undefined, place.path),
    version: '0.1.0',
    aws: (profile?: string) => ({ ...PLAIN_SETTINGS, profile: profile ?? flags.profile ?? null }),
    prices: { prices: {} as never, asked: null },
    log: () => {},
  };
}

/** What is found two hours after the first scan of the folder began. */
function found(argv: readonly string[] = [], now = SCAN_START + 2 * HOUR) {
  return unfinishedScan(sessionOf(argv), now);
}

/** A scan of two cells, of which one has ended, begun with these flags. */
function brokenOff(argv: readonly string[] = [], facts: MadeScan['facts'] = {}): Partial<MadeScan> {
  const settings = scanSettings(sessionOf(argv), { startedAt: 0, scanFile: '', interactive: true });
  return {
    facts: { complete: false, endedAt: null, profile: null, options: optionsOf(settings), ...facts },
    cells: [
      { region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows: [{ key: 'a' }, { key: 'b' }] },
      { region: 'eu-west-1', kind: 'ebs-snapshot', outcome: null, rows: [{ key: 'c' }] },
    ],
  };
}

test('the last scan that did not end is found, with how far it came', () => {
  place.make('10000000', -DAY);
  const scanFile = place.make('20000000', 0, brokenOff());
  assert.deepEqual(found(), {
    ...{ scanFile, startedAt: SCAN_START, account: 'PROD-ACCOUNT' },
    ...{ cells: 2, finished: 1, rows: 3 },
  });
});

test('cells that were stopped as the scan was ended are still to come', () => {
  const broken = brokenOff();
  const [done, running] = broken.cells ?? [];
  assert.ok(done !== undefined && running !== undefined);
  place.make('20000000', 0, { ...broken, cells: [done, { ...running, outcome: 'stopped' }] });
  assert.deepEqual([found()?.cells, found()?.finished], [2, 1]);
});

test('a scan that broke off is not found behind one that ended, a day later, or begun otherwise', () => {
  place.make('20000000', 0, brokenOff());
  assert.equal(found([], SCAN_START + DAY + HOUR), null);
  assert.equal(found(['--days', '3']), null);
  assert.equal(found(['--accounts', 'org']), null);
  assert.equal(found(['--demo']), null);
  assert.equal(found(['--profile', 'other']), null);
  assert.notEqual(found(), null);
  place.make('30000000', HOUR, { facts: { profile: null } });
  assert.equal(found(), null);
});

test('scans of other profiles, and files that cannot be read, are passed over', () => {
  place.make('20000000', 0, brokenOff(['--demo']));
  place.make('30000000', HOUR, { facts: { profile: 'other' } });
  place.make('40000000', HOUR, brokenOff([], { identity: null }));
  assert.equal(found(['--demo'])?.rows, 3);
  assert.equal(found(), null);
});
