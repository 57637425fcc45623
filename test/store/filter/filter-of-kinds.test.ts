import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findKind, RESOURCE_KINDS } from '../../../source/kinds/registry.ts';
import { SOURCE_COLUMNS } from '../../../source/kinds/sources/source-columns.ts';
import { filterOfKinds, filterOfKindsAndSources } from '../../../source/store/filter/filter-of-kinds.ts';
import { describeFilter } from './describe-filter.ts';

function kindsOf(ids: readonly string[]) {
  return ids.flatMap((id) => findKind(id) ?? []);
}

describe('a filter over several kinds', () => {
  test('is understood by each of them, or lacks fields there', () => {
    const read = filterOfKinds(
      'created<2026 source_vault:fin*',
      kindsOf(['datasync-execution', 'ebs-snapshot', 'efs-recovery-point']),
    );
    assert.ok('ok' in read);
    assert.deepEqual(
      read.ok.map(({ kind, expression, lacking }) => [
        kind,
        expression && describeFilter(expression),
        lacking,
      ]),
      [
        ['datasync-execution', null, ['source_vault']],
        ['ebs-snapshot', null, ['source_vault']],
        ['efs-recovery-point', 'creation_time<2026 source_vault:fin*', []],
      ],
    );
  });

  test('takes a whole name for what it means to each', () => {
    const read = filterOfKinds('name:web*', RESOURCE_KINDS);
    assert.ok('ok' in read);
    assert.deepEqual(
      read.ok.map(({ expression }) => expression && describeFilter(expression)),
      [
        'task_name:web*',
        null,
        'agent_name:web*',
        'task_name:web*',
        'name:web*',
        'name:web*',
        'name:web*',
        null,
        'name:web*',
        'name:web*',
        'name:web*',
        null,
        null,
        null,
        null,
        null,
        'name:web*',
        'name:web*',
        null,
        null,
        null,
      ],
    );
  });

  test('of words alone is understood by all', () => {
    const read = filterOfKinds('web age>90d region:us-*', RESOURCE_KINDS);
    assert.ok('ok' in read);
    assert.deepEqual(
      read.ok.filter(({ expression }) => expression === null),
      [],
    );
  });

  const wrong: readonly (readonly [text: string, part: string, message: string])[] = [
    ['x:"', '"', 'this double quote is never closed'],
    ['vualt:x', 'vualt', 'there is no field vualt; close: vault'],
    [
      'source_vault:x public:yes',
      'source_vault:x public',
      'no kind of the scan has all of the fields source_vault and public',
    ],
    [
      'source_vault:x public:yes duration>1h public:no',
      'source_vault:x public:yes duration>1h public',
      'no kind of the scan has all of the fields source_vault, public and duration',
    ],
    ['size>big', 'big', 'size takes a size such as 100GiB, 100GB or 512B'],
    ['vaul:x', 'vaul', 'vaul may be vault, vault_locked, vault_type, vault_arn'],
    // To executions one field begins so, to snapshots another.
    ['sta:x', 'sta', 'sta may be status, start_time, status_message'],
  ];
  for (const [text, part, message] of wrong) {
    test(`is refused with its place: ${text}`, () => {
      const read = filterOfKinds(text, kindsOf(['datasync-execution', 'ebs-snapshot', 'efs-recovery-point']));
      assert.ok('error' in read, 'it was understood');
      const { start, end } = read.error;
      assert.deepEqual([read.error.message, text.slice(start, end)], [message, part]);
    });
  }

  test('takes the beginning of a name where it is of one field, wherever that is', () => {
    const read = filterOfKinds('vault_t:x', kindsOf(['ebs-snapshot', 'efs-recovery-point']));
    assert.ok('ok' in read);
    assert.deepEqual(
      read.ok.map(({ expression, lacking }) => [expression && describeFilter(expression), lacking]),
      [
        [null, ['vault_t']],
        ['vault_type:x', []],
      ],
    );
  });

  test('takes a name that is whole in one kind for the beginning of another one nowhere else', () => {
    const read = filterOfKinds('so:x', [
      { id: 'one', columns: [{ id: 'so', type: 'text' }] },
      { id: 'two', columns: [{ id: 'sort', type: 'text' }] },
    ]);
    assert.ok('ok' in read);
    assert.deepEqual(
      read.ok.map(({ kind, lacking }) => [kind, lacking]),
      [
        ['one', []],
        ['two', ['so']],
      ],
    );
  });

  test('of no kinds has nothing to keep', () => {
    assert.deepEqual(filterOfKinds('web', []), { ok: [] });
  });

  test('refuses the beginning of a name that means different fields in different kinds', () => {
    const read = filterOfKinds('so:x', [
      { id: 'one', columns: [{ id: 'source', type: 'text' }] },
      { id: 'two', columns: [{ id: 'sort', type: 'text' }] },
    ]);
    assert.deepEqual(read, { error: { message: 'so may be source, sort', start: 0, end: 2 } });
  });
});

describe('a filter that kinds do not understand', () => {
  const kinds = kindsOf(['ebs-snapshot', 'efs-recovery-point']);
  const read = (text: string) => filterOfKindsAndSources(text, kinds, SOURCE_COLUMNS);

  test('may be about sources alone: then no row of a kind passes', () => {
    assert.deepEqual(read('protection:unprotected size>1TiB'), {
      ok: kinds.map(({ id }) => ({ kind: id, expression: null, lacking: ['protection'] })),
    });
    assert.deepEqual(read('size>1TiB'), filterOfKinds('size>1TiB', kinds));
  });

  test('is wrong where sources do not understand it either, or where there are none', () => {
    for (const text of ['protection:late vault:x', 'protektion:late', 'size>lots'])
      assert.deepEqual(read(text), filterOfKinds(text, kinds), text);
    const without = filterOfKindsAndSources('protection:late', kinds, null);
    assert.deepEqual(without, filterOfKinds('protection:late', kinds));
  });
});
