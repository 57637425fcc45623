import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { PLAIN_SETTINGS } from '../../source/aws/settings.ts';
import { loadConfig } from '../../source/commands/config.ts';
import { parseCommandLine } from '../../source/commands/flags.ts';
import { goingOnSettings } from '../../source/commands/settings-of-file.ts';
import { findKind, RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import type { ScanFacts } from '../../source/model/scan-facts.ts';
import { type MadeScan, makeScanFile } from '../helpers/scan-files.ts';

const NOW = Date.parse('2026-11-30T12:00:00Z');
const DAY = 86_400_000;

/** The settings of a scan that goes on with these kinds in a file that says so of its scan. */
function goingOn(
  t: TestContext,
  kinds: readonly string[],
  { facts = {}, written = RESOURCE_KINDS }: { facts?: Partial<ScanFacts>; written?: MadeScan['kinds'] } = {},
  argv: readonly string[] = [],
) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-going-on-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const scanFile = path.join(folder, 'scan.sqlite');
  makeScanFile(scanFile, {
    facts,
    ...(written === undefined ? {} : { kinds: written }),
    cells: [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows: [] }],
  });
  const session = {
    flags: parseCommandLine(argv).flags,
    found: loadConfig(undefined, folder),
    version: '0.1.0',
    aws: (profile?: string) => ({ ...PLAIN_SETTINGS, profile: profile ?? null }),
    prices: { prices: {} as never, asked: null },
    log: () => {},
  };
  return { settings: goingOnSettings(session, scanFile, kinds, NOW), scanFile };
}

test('a scan goes on with the kinds of its file and the new ones, in their order, as it was told to scan', (t) => {
  const facts = {
    startedAt: NOW - DAY,
    endedAt: NOW - DAY + 1000,
    options: {
      ...{ regions: ['us-*'], since: '2026-11-01T00:00:00.000Z', until: null },
      ...{ execution_days: 7, attributes: true, tags: false, location_types: ['s3'] },
    },
  };
  const { settings, scanFile } = goingOn(t, ['datasync-task'], { facts });
  assert.equal(settings.scanFile, scanFile);
  assert.equal(settings.startedAt, NOW);
  assert.deepEqual(settings.kinds, ['datasync-task', 'ebs-snapshot']);
  assert.deepEqual(settings.regionPatterns, ['us-*']);
  assert.deepEqual(settings.collect, {
    ...{ since: Date.parse('2026-11-01'), until: null },
    ...{ executionDays: 7, attributes: true, tags: false, locationTypes: ['s3'] },
  });
  assert.equal(settings.goesOn?.before.startedAt, NOW - DAY);
  assert.equal(settings.goesOn?.before.endedAt, NOW - DAY + 1000);
  assert.deepEqual(settings.goesOn?.kinds, ['datasync-task']);
  assert.deepEqual(settings.goesOn?.again, []);
});

test('what a scan did not say of itself is as it would be now', (t) => {
  const { settings } = goingOn(t, ['fsx-backup'], { facts: { options: {} } }, ['--tags', '--days', '3']);
  const { executionDays, attributes, tags, since } = settings.collect;
  assert.deepEqual(
    { executionDays, attributes, tags, since },
    { executionDays: 3, attributes: false, tags: true, since: null },
  );
});

test('a scan of every region goes on in every region, whatever the configuration says by now', (t) => {
  const { settings } = goingOn(t, ['fsx-backup'], { facts: { options: { regions: ['all'] } } });
  assert.deepEqual(settings.regionPatterns, []);
});

test('recovery points that are added have the rows read again that they tell something of', (t) => {
  assert.deepEqual(goingOn(t, ['backup-recovery-point']).settings.goesOn?.again, ['ebs-snapshot']);
});

test('nothing is read into a file that another version wrote: without the kind, or without a column of it', (t) => {
  const fsx = findKind('fsx-backup');
  assert.ok(fsx !== undefined);
  const others = RESOURCE_KINDS.filter(({ id }) => id !== 'fsx-backup');
  for (const written of [others, [...others, { ...fsx, columns: fsx.columns.slice(1) }]])
    assert.throws(() => goingOn(t, ['fsx-backup'], { written }), {
      name: 'UsageError',
      message:
        'this scan file was written by another version of snapdeck, and nothing more can be read into it: scan again',
    });
});
