/** Two scans of the simulated company, some days apart, and what the program says differs between them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { makePlace, type Place, runSnapdeck } from '../helpers/run-snapdeck.ts';

type Objects = readonly Readonly<Record<string, unknown>>[];

let place: Place;
before(async () => {
  place = makePlace();
  for (const day of [1, 5]) {
    const { exitCode } = await runSnapdeck(place, [
      ...['scan', '--demo', '--demo-day', String(day), '--demo-size', 'small', '--latency', '0'],
      ...['--faults', day === 5 ? 'planned' : 'none', '--kind', 'ebs,rds,efs,datasync'],
      ...[
        '--scan-file',
        place.file(`day-${day}.sqlite`),
        '--format',
        'ndjson',
        '--output',
        place.file(`${day}.ndjson`),
      ],
    ]);
    assert.ok(exitCode === 0 || exitCode === 3, `day ${day} ends with ${exitCode}`);
  }
});
after(() => place.remove());

function objectsOf(text: string): Objects {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** By kind, account, region and what tells it from others. */
function nameOf(row: Readonly<Record<string, unknown>>): string {
  const key =
    row.key ??
    row.task_execution_arn ??
    row.task_arn ??
    row.location_arn ??
    row.agent_arn ??
    row.snapshot_arn ??
    (row.kind === 'ebs-snapshot' ? row.snapshot_id : row.recovery_point_arn);
  return `${row.kind} ${row.account} ${row.region} ${key}`;
}

test('what is new and gone is what the exports of both tell, and what one could not read is unknown', async () => {
  const files = [1, 5].map((day) => place.file(`day-${day}.sqlite`));
  const run = await runSnapdeck(place, ['diff', ...files, '--format', 'ndjson', '--exit-code']);
  assert.equal(run.exitCode, 5);
  const told = objectsOf(run.stdout);
  const [old = [], now = []] = [1, 5].map((day) =>
    objectsOf(readFileSync(place.file(`${day}.ndjson`), 'utf8')),
  );
  const kinds = new Set(old.flatMap(({ kind, collector }) => (kind === 'coverage' ? [collector] : [])));
  const namesOf = (rows: Objects) => new Set(rows.filter(({ kind }) => kinds.has(kind)).map(nameOf));
  const [before, after] = [namesOf(old), namesOf(now)];
  const unread = new Set(
    now.flatMap(({ kind, collector, account, region, outcome }) =>
      kind === 'coverage' && outcome !== 'done' && outcome !== 'empty'
        ? [`${collector} ${account} ${region}`]
        : [],
    ),
  );
  const isUnread = (name: string): boolean => unread.has(name.split(' ').slice(0, 3).join(' '));
  const namesWith = (...changes: readonly string[]) =>
    told
      .filter(({ change, kind }) => changes.includes(String(change)) && kind !== 'finding-change')
      .map(nameOf);
  assert.ok(unread.size > 0, 'some cells could not be read');
  assert.deepEqual(namesWith('new').toSorted(), [...after].filter((name) => !before.has(name)).toSorted());
  const missing = [...before].filter((name) => !after.has(name));
  assert.deepEqual(
    namesWith('gone', 'aged-out').toSorted(),
    missing.filter((name) => !isUnread(name)).toSorted(),
  );
  assert.ok(namesWith('new').length > 20 && namesWith('gone').length > 0 && namesWith('unknown').length > 0);
  const { kind, ...counts } = told.at(-1) ?? {};
  assert.deepEqual(
    [kind, counts],
    [
      'summary',
      {
        new: namesWith('new').length,
        gone: namesWith('gone').length,
        changed: namesWith('changed').length,
        unknown: namesWith('unknown').length,
        aged_out: namesWith('aged-out').length,
      },
    ],
  );
});

test('a scan differs from itself in nothing, and days are for the simulated company only', async () => {
  const [file, copy] = [place.file('day-1.sqlite'), place.file('copy.sqlite')];
  const again = await runSnapdeck(place, [
    ...['scan', '--demo', '--demo-day', '1', '--demo-size', 'small', '--latency', '0', '--faults', 'none'],
    ...['--kind', 'ebs,rds,efs,datasync', '--scan-file', copy, '--format', 'ndjson', '--output', '-'],
  ]);
  assert.equal(again.exitCode, 0);
  const { stdout, exitCode } = await runSnapdeck(place, [
    'diff',
    file,
    copy,
    '--format',
    'ndjson',
    '--exit-code',
  ]);
  assert.deepEqual(
    [exitCode, objectsOf(stdout)],
    [0, [{ kind: 'summary', new: 0, gone: 0, changed: 0, unknown: 0, aged_out: 0 }]],
  );
  const refused = await runSnapdeck(place, ['scan', '--demo-day', '1']);
  assert.deepEqual(
    [refused.exitCode, refused.stderr],
    [2, 'snapdeck: --demo-day is for --demo: it tells which day of the simulated company is asked for.\n'],
  );
});
