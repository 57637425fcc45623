import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import type { NotifiedScan } from '../../source/analysis/notification.ts';
import { loadConfig } from '../../source/commands/config.ts';
import { notify } from '../../source/commands/notify.ts';
import { addUp } from '../../source/export/exported-summary.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { DAY, historyPlace } from '../helpers/history-place.ts';
import type { MadeScan } from '../helpers/scan-files.ts';
import { temporaryFolder } from '../store/folders.ts';

/** A scan of these snapshots of a region, of which agents were refused. */
function snapshots(...ids: readonly string[]): Pick<MadeScan, 'cells'> {
  const rows = ids.map((id) => ({ key: id, snapshot_id: id, size: 2 ** 30 }));
  return {
    cells: [
      { region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows },
      {
        ...{ region: 'us-east-1', kind: 'datasync-agent', outcome: 'denied', rows: [] },
        error: { code: 'AccessDeniedException', message: 'no \u001b[31magents\u001b[0m', advice: '' },
      },
    ],
  };
}

/** What a notification of a scan file is made of. */
function scanOf(scanFile: string): Omit<NotifiedScan, 'diff' | 'id'> {
  const { report, facts, accounts } = addUp(scanFile, 'auto', {});
  const reader = openScanReader(scanFile);
  const cells = reader.cells();
  reader.close();
  return { report, facts, accounts, cells, exitCode: 3, scanFile, files: ['/reports/all.xlsx'] };
}

/** Tells this command of a scan behind another one: what is said, and what the command wrote into `got`. */
async function told(command: string, longestMs = 60_000) {
  using place = historyPlace();
  place.make('1b77d3e0', 0, { ...snapshots('snap-1', 'snap-2'), facts: { name: 'monday' } });
  const scanFile = place.make('5f0c2a91', DAY, snapshots('snap-2', 'snap-3', 'snap-4'));
  const got = path.join(place.path, 'got');
  const said: string[] = [];
  await notify(command.replaceAll('GOT', `"${got}"`), scanOf(scanFile), (line) => said.push(line), {
    signal: new AbortController().signal,
    longestMs,
  });
  const text = fs.existsSync(got) ? fs.readFileSync(got, 'utf8') : '';
  return { said, text };
}

const SHELL = { skip: process.platform === 'win32' ? 'these commands are for sh' : false };

describe('--notify', SHELL, () => {
  test('gives the command a summary that the published schema describes, with what differs from the last scan', async () => {
    const { said, text } = await told('cat > GOT');
    assert.deepEqual(said, []);
    const given: unknown = JSON.parse(text);
    const schema: unknown = JSON.parse(fs.readFileSync('docs/notify.schema.json', 'utf8'));
    assert.ok(typeof schema === 'object' && schema !== null);
    const check = new Ajv({ allErrors: true }).compile(schema);
    assert.equal(check(given), true, JSON.stringify(check.errors));
    assert.ok(typeof given === 'object' && given !== null);
    const { outcome, exit_code, rows, snapshots: kept, problems, diff, files } = Object(given);
    assert.deepEqual(
      { outcome, exit_code, rows, kept, files },
      {
        ...{ outcome: 'problems', exit_code: 3, rows: 3 },
        kept: { count: 3, bytes: 3 * 2 ** 30, unknown_sizes: 0 },
        files: ['/reports/all.xlsx'],
      },
    );
    assert.deepEqual(problems, {
      count: 1,
      first: [
        {
          ...{ account: '123456789012', region: 'us-east-1', kind: 'datasync-agent', outcome: 'denied' },
          ...{ code: 'AccessDeniedException', message: 'no \u001b[31magents\u001b[0m' },
        },
      ],
    });
    assert.equal(text.includes('\u001b'), false);
    const { since, told: words, ...counts } = diff;
    assert.deepEqual(since, { id: '1b77d3e0', name: 'monday', started_at: '2026-11-21T09:30:00.000Z' });
    const changes = { new: 2, gone: 1, changed: 0, unknown: 0, aged_out: 0 };
    assert.deepEqual(counts, { ...changes, by_kind: { 'ebs-snapshot': changes } });
    assert.ok(Array.isArray(words));
  });

  test('passes on what the command says without what would act on a terminal, and tells that it failed', async () => {
    assert.deepEqual(await told("printf 'one\\n\\033[31mtwo\\n' >&2; exit 7"), {
      said: [
        'notify: one',
        'notify: \ufffd[31mtwo',
        '--notify: the command ended with 7; the scan and what it wrote are as they are',
      ],
      text: '',
    });
    const many = await told('seq 30');
    assert.deepEqual([many.said.length, many.said.at(-1)], [21, 'notify: and 10 lines more']);
  });

  test('tells of a command that is not there', async () => {
    const { said } = await told('no-such-command-of-anybody');
    assert.match(said.join('\n'), /not found\n--notify: the command ended with 127; /);
  });

  test('stops one that takes too long, with all that it started', async () => {
    const { said } = await told('sleep 600 | cat', 50);
    assert.deepEqual(said, [
      '--notify: the command was stopped after 0.05 s; the scan and what it wrote are as they are',
    ]);
  });
});

test('notify of a configuration that lies in the working folder is passed over, as it is a command', () => {
  using folder = temporaryFolder();
  const file = path.join(folder.path, 'config.json');
  fs.writeFileSync(file, JSON.stringify({ notify: 'touch /tmp/x', bell: true }));
  const found = loadConfig(undefined, folder.path);
  assert.deepEqual([found.config.notify, found.config.bell], [null, true]);
  assert.deepEqual(found.notices, [
    `passed over in ${file}: notify, which is a command, counts only in the user's own configuration or one that --config names`,
  ]);
  assert.equal(loadConfig(file, folder.path).config.notify, 'touch /tmp/x');
});
