import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import { TABS } from '../../source/kinds/tabs.ts';
import { literalKinds } from './kind-words.ts';
import { sourceFiles } from './source-files.ts';

const WORDS = { kinds: RESOURCE_KINDS.map(({ id }) => id), tabs: TABS.map(({ id }) => id) };

suite('the ids of kinds and tabs', () => {
  test('stand in the folder of kinds and in the simulated AWS only: others name the object of a kind', () => {
    const elsewhere = sourceFiles('source').filter(
      ({ name }) => !name.startsWith('source/kinds/') && !name.startsWith('source/demo/'),
    );
    // What reads like a tab in `aws` is AWS's name of a service.
    const found = elsewhere.flatMap((file) =>
      literalKinds(file, file.name.startsWith('source/aws/') ? { ...WORDS, tabs: ['no tab'] } : WORDS),
    );
    assert.deepEqual(found, []);
  });

  test('are seen as strings, keys, types and in SQL, and not where they are part of a sentence', () => {
    const text = [
      "import { tasks } from 'tasks';",
      "if (kind === 'ebs-snapshot') open('ebs');",
      "const nouns = { 'rds-snapshot': 1, tasks: 2 };",
      "type Which = 'agents' | 'other';",
      "const sql = `SELECT 1 FROM tasks WHERE kind = 'datasync-task'`;",
      "const about = 'ids such as ebs-snapshot, or tasks';",
    ].join('\n');
    assert.deepEqual(literalKinds({ name: 'x.ts', text }, WORDS), [
      'x.ts:2: ebs-snapshot',
      'x.ts:2: ebs',
      'x.ts:3: rds-snapshot',
      'x.ts:4: agents',
      "x.ts:5: SELECT 1 FROM tasks WHERE kind = 'datasync-task'",
    ]);
  });
});
