import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makePlace, type Place } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';
import { makeScanFile } from '../helpers/scan-files.ts';

let place: Place;
let scanFile: string;
before(() => {
  place = makePlace();
  scanFile = place.file('made.scan');
  const row = { name: 'web', size: 2 ** 40 };
  makeScanFile(scanFile, {
    cells: [
      { region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows: [row, { name: 'db' }] },
      { region: 'us-east-1', kind: 'datasync-agent', outcome: 'done', rows: [{ agent_name: 'web' }] },
    ],
  });
});
after(() => place.remove());

const run = (...args: readonly string[]) => runWarm(place, args);

test('a filter keeps rows of an export, and standard error says how many of each kind', async () => {
  const args = ['export', scanFile, '--format', 'ndjson', '--output', '-'];
  const { exitCode, stdout, stderr } = await run(...args, '--filter', 'size>1GiB', '--filter', '"web"');
  assert.deepEqual(
    { exitCode, stderr },
    {
      exitCode: 0,
      stderr:
        'filter size>1GiB "web": 1 of 3 rows kept\n' + 'DataSync agents: none of 1 kept, no field size\n',
    },
  );
  const rows = stdout.split('\n').filter((line) => line.startsWith('{"kind":"ebs-snapshot"'));
  assert.deepEqual(
    rows.map((line) => JSON.parse(line).name),
    ['web'],
  );
});

const WRONG: readonly (readonly [command: string, filter: string, said: string])[] = [
  [
    'export',
    'größe "web" siz0>1',
    'there is no field siz0; close: size\n  größe "web" siz0>1\n              ^^^^',
  ],
  [
    'export',
    'acmes:x',
    'there is no field acmes; text with such a sign goes in double quotes\n  acmes:x\n  ^^^^^',
  ],
  ['scan', 'size>', 'size> needs a value right after it\n  size>\n  ^^^^^'],
  [
    'scan',
    'vault:x\nsize>big',
    'size takes a size such as 100GiB, 100GB or 512B\n  vault:x size>big\n               ^^^',
  ],
];
for (const [command, filter, said] of WRONG) {
  test(`${command} refuses ${JSON.stringify(filter)} with carets under the place, before anything else`, async () => {
    const file = command === 'export' ? [scanFile] : [];
    const { exitCode, stdout, stderr } = await run(command, ...file, '--filter', filter);
    assert.deepEqual(
      { exitCode, stdout, stderr },
      { exitCode: 2, stdout: '', stderr: `snapdeck: --filter: ${said}\n` },
    );
  });
}

test('--quiet leaves only what went wrong to read: nothing where nothing did', async () => {
  const output = place.file('quiet.json');
  assert.deepEqual(await run('export', scanFile, '--format', 'json', '--output', output, '-q'), {
    exitCode: 0,
    stdout: '',
    stderr: '',
  });
  const { exitCode, stderr } = await run('export', place.file('none.scan'), '--quiet');
  assert.equal(exitCode, 2);
  assert.match(stderr, /^snapdeck: .*none\.scan/);
});
