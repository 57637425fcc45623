import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it, test } from 'node:test';
import { UsageError } from '../../source/base/usage-error.ts';
import { failedOn, failOnOf, withFailures } from '../../source/commands/fail-on.ts';
import { makePlace, type Place } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';
import { madeSource, madeSources, makeScanFile, SCAN_START } from '../helpers/scan-files.ts';

const KINDS = ['ebs-snapshot'];
const HOUR = 3_600_000;

let place: Place;
let file: string;
before(() => {
  place = makePlace();
  file = path.join(place.file('.'), 'scan.sqlite');
  const snapshot = (id: string, source: string, hours: number) => ({
    ...{ key: id, snapshot_id: id, source, source_exists: 'yes', status: 'completed', service: 'EBS' },
    creation_time: SCAN_START - hours * HOUR,
    encrypted: false,
  });
  makeScanFile(file, {
    cells: [
      {
        ...{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done' },
        rows: [snapshot('snap-1', 'vol-1', 2), snapshot('snap-2', 'vol-2', 90)],
        found: madeSources(['vol-1', 'vol-2', 'vol-3', 'vol-4'].map((id) => madeSource(id))),
      },
      {
        ...{ region: 'eu-west-1', kind: 'ebs-snapshot', outcome: 'denied', rows: [] },
        error: { code: 'AccessDenied', message: 'not for you' },
        found: madeSources([madeSource('vol-5')]),
      },
    ],
  });
});
after(() => place.remove());

describe('what a scan is failed for', () => {
  const lines = (...words: readonly string[]) => failedOn(file, failOnOf(words, KINDS));

  it('are sources by how they are protected, more of them than are let pass', () => {
    assert.deepEqual(lines('unprotected', 'late', 'unknown'), [
      '--fail-on: 2 unprotected sources',
      '--fail-on: 1 late source',
      '--fail-on: 1 unknown source',
    ]);
    assert.deepEqual(lines('unprotected>1', 'late>1'), ['--fail-on: 2 unprotected sources, more than 1']);
    assert.deepEqual(lines('unprotected>2'), []);
    assert.deepEqual(lines(), []);
  });

  it('are findings, by their ids', () => {
    assert.deepEqual(lines('ebs-unencrypted'), ['--fail-on: 2 ebs-unencrypted']);
  });

  it('are nothing that there is not, or that the scan cannot tell', () => {
    const wrong = (kinds: readonly string[], word: string, words: RegExp) =>
      assert.throws(
        () => failOnOf([word], kinds),
        (error) => error instanceof UsageError && words.test(error.message),
      );
    wrong(KINDS, 'unprotectd', /not unprotectd; close: unprotected$/);
    wrong(KINDS, 'late>many', /not late>many/);
    wrong(
      ['datasync-task'],
      'unprotected',
      /^--fail-on unprotected: no kind of this scan tells what is protected$/,
    );
    wrong(
      ['datasync-task'],
      'ebs-unencrypted',
      /^--fail-on ebs-unencrypted: no kind of this scan tells of it$/,
    );
  });

  it('weighs more than cells with problems, and less than what went wrong by itself', () => {
    const codes = (failures: readonly string[]) =>
      [0, 1, 2, 3, 4].map((code) => withFailures(code, failures));
    assert.deepEqual(codes(['too many']), [5, 1, 2, 5, 4]);
    assert.deepEqual(codes([]), [0, 1, 2, 3, 4]);
  });
});

test('an export that fails for something is written all the same, and ends with 5', async () => {
  const output = place.file('out.ndjson');
  const run = await runWarm(place, [
    'export',
    file,
    '--output',
    output,
    '--format',
    'ndjson',
    '--fail-on',
    'late',
  ]);
  assert.equal(run.exitCode, 5, run.stderr);
  assert.match(run.stderr, /^--fail-on: 1 late source$/m);
  assert.ok(run.stdout.includes(`written: ${output}\n`));
  const fine = await runWarm(place, [
    'export',
    file,
    '--output',
    output,
    '--format',
    'ndjson',
    '--fail-on',
    'late>1',
  ]);
  assert.equal(fine.exitCode, 0, fine.stderr);
});
