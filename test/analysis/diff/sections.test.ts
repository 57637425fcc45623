import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ChangeTally } from '../../../source/analysis/diff/change-tally.ts';
import { sectionWords } from '../../../source/analysis/diff/section-words.ts';
import {
  type FindingChange,
  isFindingChange,
  isProtectionChange,
  type ScanChange,
} from '../../../source/model/diff.ts';
import {
  type MadeCell,
  type MadeScan,
  madeSource,
  madeSources,
  SCAN_START,
} from '../../helpers/scan-files.ts';
import { compared, twoFiles } from './two-scans.ts';

const DAY = 86_400_000;
const DENIED = { outcome: 'denied', error: { code: 'AccessDenied', message: 'no' }, rows: [] } as const;

function scanOf(rows: MadeCell['rows'], given: Partial<MadeCell> = {}): MadeScan {
  return { cells: [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows, ...given }] };
}

/** What findings of these changed, `id key change`. */
function findings(sections: readonly ScanChange[], ...ids: readonly string[]): readonly string[] {
  const told = (one: FindingChange) => `${one.finding} ${one.kind} ${one.key} ${one.change}`;
  return sections
    .filter(isFindingChange)
    .filter(({ finding }) => ids.includes(finding))
    .map(told);
}

suite('a finding', () => {
  const row = (key: string, encrypted: boolean | null) => ({ key, snapshot_id: key, encrypted });
  const id = 'ebs-unencrypted';

  test('is new where it is about a row that it was not about, or that is new, and solved the other way', (context) => {
    const { sections } = compared(
      twoFiles(
        context,
        scanOf([row('stays', false), row('worse', true), row('better', false), row('gone', false)]),
        scanOf([row('stays', false), row('worse', false), row('better', true), row('fresh', false)]),
      ),
    );
    assert.deepEqual(findings(sections, id).toSorted(), [
      `${id} ebs-snapshot better solved`,
      `${id} ebs-snapshot fresh new`,
      `${id} ebs-snapshot gone solved`,
      `${id} ebs-snapshot worse new`,
    ]);
  });

  test('is not known where one scan has not read the rows of another kind that it goes by', (context) => {
    const task = { key: 'task-1', task_arn: 'arn:task-1', source_location_arn: 'arn:location-1' };
    const ran = [{ key: 'exec-1', task_arn: 'arn:task-1' }];
    const made = (executions: Partial<MadeCell>): MadeScan => {
      const place = { region: 'us-east-1', outcome: 'done' } as const;
      return {
        cells: [
          { ...place, kind: 'datasync-task', rows: [task] },
          { ...place, kind: 'datasync-execution', rows: [], ...executions },
        ],
      };
    };
    const changes = (old: Partial<MadeCell>, now: Partial<MadeCell>) =>
      findings(compared(twoFiles(context, made(old), made(now))).sections, 'task-never-ran');
    assert.deepEqual(changes({ rows: ran }, { outcome: 'empty' }), [
      'task-never-ran datasync-task task-1 new',
    ]);
    assert.deepEqual(changes({ rows: ran }, DENIED), ['task-never-ran datasync-task task-1 unknown']);
    assert.deepEqual(changes(DENIED, { rows: ran }), ['task-never-ran datasync-task task-1 unknown']);
  });

  test('is not known of rows that one scan could not read, in either direction', (context) => {
    const [read, denied] = [scanOf([row('snap-1', false)]), scanOf([], DENIED)];
    const [there, back] = [twoFiles(context, read, denied), twoFiles(context, denied, read)].map((files) =>
      findings(compared(files).sections, id),
    );
    assert.deepEqual(
      [there, back],
      [[`${id} ebs-snapshot snap-1 unknown`], [`${id} ebs-snapshot snap-1 unknown`]],
    );
  });

  test('is not known of a row that does not tell in the other scan', (context) => {
    const files = twoFiles(context, scanOf([row('snap-1', null)]), scanOf([row('snap-1', false)]));
    assert.deepEqual(findings(compared(files).sections, id), [`${id} ebs-snapshot snap-1 unknown`]);
  });

  test('about an execution ages out with it', (context) => {
    const execution = { key: 'exec-1', status: 'ERROR', start_time: SCAN_START - 29.5 * DAY };
    const of = { kind: 'datasync-execution' };
    const later = { startedAt: SCAN_START + DAY, endedAt: SCAN_START + DAY + 1 };
    const { sections } = compared(
      twoFiles(context, scanOf([execution], of), { facts: later, ...scanOf([], of) }),
    );
    assert.deepEqual(findings(sections, 'execution-failed'), [
      'execution-failed datasync-execution exec-1 aged-out',
    ]);
  });
});

suite('the protection of a source', () => {
  const found = madeSources([madeSource('vol-1')]);
  const backup = {
    ...{ key: 'snap-1', snapshot_id: 'snap-1', source: 'vol-1', status: 'completed', source_exists: 'yes' },
    ...{ origin: 'manual', creation_time: SCAN_START - DAY, service: 'EBS' },
  };
  const changes = (files: Parameters<typeof compared>[0]) =>
    compared(files)
      .sections.filter(isProtectionChange)
      .map(({ kind, source, old, new: now }) => [kind, source, old, now]);

  test('is told where it became another one', (context) => {
    const files = twoFiles(context, scanOf([backup], { found }), scanOf([], { found, outcome: 'empty' }));
    assert.deepEqual(changes(files), [['ebs-snapshot', 'vol-1', 'protected', 'unprotected']]);
  });

  test('is told of a source that came or went, and unknown where sources were not read', (context) => {
    const none = madeSources([]);
    const empty = { outcome: 'empty' } as const;
    assert.deepEqual(
      changes(twoFiles(context, scanOf([], { ...empty, found: none }), scanOf([], { ...empty, found }))),
      [['ebs-snapshot', 'vol-1', null, 'unprotected']],
    );
    assert.deepEqual(
      changes(twoFiles(context, scanOf([], { ...empty, found }), scanOf([], { ...empty, found: none }))),
      [['ebs-snapshot', 'vol-1', 'unprotected', null]],
    );
    const unlisted = madeSources([], { failure: 'volumes: no' });
    assert.deepEqual(
      changes(twoFiles(context, scanOf([], { ...empty, found }), scanOf([], { ...empty, found: unlisted }))),
      [['ebs-snapshot', 'vol-1', 'unprotected', 'unknown']],
    );
  });
});

test('the sections say in a line each what changed', () => {
  const tally = new ChangeTally();
  const where = { kind: 'ebs-snapshot', account: '123456789012', region: 'us-east-1' };
  const finding = { ...where, finding: 'a', title: 'EBS snapshots that are public', key: 'k' } as const;
  const source = { ...where, service: 'EBS', source: 'vol-1', reason: null };
  for (const change of [
    { ...finding, change: 'new' },
    { ...finding, change: 'new' },
    { ...finding, change: 'solved' },
    { ...source, old: 'protected', new: 'unprotected' },
    { ...source, old: null, new: 'unprotected' },
    { ...source, old: 'late', new: null },
    { ...where, key: 'k', old: 'last backup', new: 'candidate' },
  ] as const)
    tally.add(change);
  assert.deepEqual(sectionWords(tally), [
    {
      name: 'Findings',
      words: '+2 new: EBS snapshots that are public (2); -1 solved: EBS snapshots that are public (1)',
    },
    { name: 'Protection', words: '1 source is in the list no more, 2 sources became unprotected' },
    { name: 'Verdicts', words: '1 row became candidate for deletion' },
  ]);
});
