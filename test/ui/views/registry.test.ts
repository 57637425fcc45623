import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { KEY_BINDINGS, keysOf } from '../../../source/ui/screen/keys.ts';
import { VIEWS } from '../../../source/ui/views/registry.ts';
import { opened } from '../helpers/states.ts';

const FOLDER = path.join(import.meta.dirname, '..', '..', '..', 'source', 'ui', 'views');
const FILES = readFileSync(path.join(FOLDER, 'registry.ts'), 'utf8');
const { all } = VIEWS;

describe('the registry of views', () => {
  test('names each view once, and in words', () => {
    const ids = all.map(({ id }) => id);
    assert.deepEqual([...new Set(ids)], ids);
    const titles = all.map(({ title }) => title);
    assert.deepEqual([...new Set(titles)], titles);
  });

  test('has a view of every folder', () => {
    const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const imported = [...FILES.matchAll(/from '\.\/([^/']+)\//g)].map(([, folder]) => folder);
    assert.deepEqual([...new Set(imported)].sort(), folders.map(({ name }) => name).sort());
  });

  for (const view of all) {
    test(`says everything of ${view.title}: keys, drawing, clicks, sentences, commands, loaders, or that it has none`, () => {
      assert.notEqual(view.keys.length, 0, 'keys of its own');
      assert.equal(typeof view.draw, 'function');
      assert.equal(typeof view.spoken, 'function');
      assert.equal(typeof view.after, 'function');
      assert.ok(['in its drawing', 'and the page', 'none'].includes(view.clicks));
      for (const some of [view.loaders, view.opens, view.lists, view.acts, view.keysElsewhere])
        assert.ok(some === 'none' || Object.keys(some).length > 0, 'nothing that is empty');
      for (const some of [view.typed, view.idle]) assert.ok(some === 'none' || typeof some === 'function');
    });
  }

  test('keeps the keys of every view in its own order', () => {
    for (const view of all) {
      assert.deepEqual(
        KEY_BINDINGS.filter(({ views }) => views.includes(view.id)).map(({ description }) => description),
        keysOf(view, all).map(([, , , description]) => description),
        view.id,
      );
    }
  });

  test('names only views that there are where keys lead elsewhere', () => {
    const ids = all.map(({ id }) => id);
    const named = all.flatMap(({ keysElsewhere }) => (keysElsewhere === 'none' ? [] : keysElsewhere.views));
    assert.deepEqual(
      named.filter((id) => !ids.includes(id)),
      [],
    );
  });

  test('opens something by a command in one way only', () => {
    const commands = all.flatMap(({ opens }) => (opens === 'none' ? [] : Object.keys(opens)));
    assert.deepEqual([...new Set(commands)], commands);
    const lists = all.flatMap(({ lists: own }) => (own === 'none' ? [] : Object.keys(own)));
    assert.deepEqual([...new Set(lists)], lists);
  });

  test('has the grid in front where nothing else is open', () => {
    assert.equal(VIEWS.front(opened()).id, 'scan');
    assert.equal(VIEWS.front({ ...opened(), view: 'of another version' }).id, 'scan');
  });
});
