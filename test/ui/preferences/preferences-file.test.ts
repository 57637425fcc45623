import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import {
  NO_PREFERENCES,
  type Preferences,
  preferencesOf,
} from '../../../source/ui/preferences/preferences.ts';
import { filePreferences, preferencesFile } from '../../../source/ui/preferences/preferences-file.ts';
import { openApp } from '../helpers/app-screen.ts';
import { finishedScan } from '../helpers/fake-scan.ts';
import { fakeServices } from '../helpers/fake-services.ts';
import { opened } from '../helpers/states.ts';

const MEMORY: Preferences = {
  views: {
    ebs: {
      sort: { column: 'size', descending: true },
      thenBy: [{ column: 'name', descending: false }],
      columns: ['snapshot_id', 'size'],
      allColumns: false,
    },
  },
  commands: ['ebs'],
  filters: ['size>1GiB'],
  accounts: { '123456789012': ['000000000042', '700000001111'] },
};

function folderOf(context: TestContext): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-preferences-'));
  context.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('the file of preferences', () => {
  test('gives back what was typed as it was, so that it finds the same, and nothing that acts on a terminal', (context) => {
    const store = filePreferences(path.join(folderOf(context), 'terminal.json'));
    const typed = [
      'name:\u{1F468}\u200D\u{1F469}\u200D\u{1F467}',
      'name:\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645',
    ];
    store.save({ ...MEMORY, filters: [...typed, '\u001B[2Jname:x'] });
    assert.deepEqual(store.load().preferences.filters, [...typed, ' [2Jname:x']);
  });

  test('gives back what was saved, and only its owner can read it', (context) => {
    const file = path.join(folderOf(context), 'deep', 'terminal.json');
    const store = filePreferences(file);
    assert.deepEqual(store.load(), { preferences: NO_PREFERENCES, faults: [] });
    store.save(MEMORY);
    assert.deepEqual(store.load(), { preferences: MEMORY, faults: [] });
    assert.equal(fs.statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(fs.readdirSync(path.dirname(file)), ['terminal.json']);
  });

  test('loses a column that is no column any more, and says so in one line', (context) => {
    const store = filePreferences(path.join(folderOf(context), 'terminal.json'));
    const ebs = { ...MEMORY.views.ebs, columns: ['snapshot_id', 'colour', 'size'], allColumns: true };
    const sorted = {
      ...ebs,
      sort: { column: 'shape', descending: true },
      thenBy: [{ column: 'name', descending: false }],
    };
    store.save({ ...MEMORY, views: { ebs: sorted, bogus: sorted } });
    const { preferences, faults } = store.load();
    assert.deepEqual(faults, ['EBS: colour, shape are no columns any more; left out of what was saved']);
    assert.deepEqual(preferences.views, {
      ebs: {
        sort: { column: 'name', descending: false },
        thenBy: [],
        columns: ['snapshot_id', 'size'],
        allColumns: true,
      },
    });
  });

  test('is put aside, not lost, where it is something else', (context) => {
    const file = path.join(folderOf(context), 'terminal.json');
    fs.writeFileSync(file, '{"views": 3}');
    assert.deepEqual(filePreferences(file).load(), {
      preferences: NO_PREFERENCES,
      faults: [
        `terminal.json is not what was saved, kept as terminal.json.unreadable in ${path.dirname(file)}`,
      ],
    });
    assert.equal(fs.readFileSync(`${file}.unreadable`, 'utf8'), '{"views": 3}');
  });

  test('lies in the folder that the environment names', (context) => {
    const folder = folderOf(context);
    const before = process.env.SNAPDECK_DATA_DIR;
    process.env.SNAPDECK_DATA_DIR = folder;
    assert.equal(preferencesFile(), path.join(folder, 'terminal.json'));
    if (before === undefined) delete process.env.SNAPDECK_DATA_DIR;
    else process.env.SNAPDECK_DATA_DIR = before;
  });
});

test('columns that the configuration names are not remembered', () => {
  const state = opened();
  const setting = { ...state.setting, columns: { ebs: ['snapshot_id', 'size'] } };
  const { ebs, rds } = state.tables;
  if (ebs === undefined || rds === undefined) throw new Error('no tables');
  const chosen = ['snapshot_id', 'size'];
  const tables = { ebs: { ...ebs, columns: chosen }, rds: { ...rds, columns: chosen } };
  const { views } = preferencesOf({ ...state, setting, tables });
  assert.deepEqual([views.ebs?.columns, views.rds?.columns], [null, chosen]);
});

describe('the app', () => {
  test('opens tables as they were left, and keeps how they are left', async () => {
    const saved: Preferences[] = [];
    const preferences = {
      load: () => ({
        preferences: MEMORY,
        faults: ['EBS: colour is no column any more; left out of what was saved'],
      }),
      save: (next: Preferences) => saved.push(next),
    };
    const app = openApp(fakeServices(finishedScan(), { preferences }));
    await app.text('EBS: colour is no column any more; left out of what was saved');
    app.keys('7');
    await app.text('sorted by Size v, Name ^');
    assert.match(app.screen.lines()[4] ?? '', /^ {3}Snapshot ID +Size v1$/);
    app.keys('/{up}');
    await app.text('/size>1GiB');
    app.keys('{esc}W:rds{enter}');
    await app.text('RDS snapshots   2');
    app.keys('q');
    await app.ended;
    const last = saved.at(-1);
    assert.equal(last?.views.ebs?.allColumns, true);
    assert.deepEqual(last?.commands, ['ebs', 'rds']);
  });

  test('says where its preferences cannot be saved, and goes on', async () => {
    const preferences = {
      load: () => ({ preferences: NO_PREFERENCES, faults: [] }),
      save: () => {
        throw new Error('EROFS: read-only file system');
      },
    };
    const services = fakeServices(finishedScan(), { preferences });
    const app = openApp(services);
    await app.text('complete');
    app.keys('7W');
    await app.text('columns and order are not kept for the next run: EROFS: read-only file');
    app.keys('W');
    await app.text('row 1 of 42');
    app.keys('q');
    assert.equal((await app.ended).exitCode, 0);
    assert.deepEqual(
      services.logged.filter((line) => line.includes('EROFS')),
      ['columns and order are not kept for the next run: EROFS: read-only file system'],
    );
  });
});
