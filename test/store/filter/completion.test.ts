import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { columnsOfTab } from '../../../source/kinds/registry.ts';
import type { ValueCount } from '../../../source/model/table-query.ts';
import { asWritten, completeFilter } from '../../../source/store/filter/completion.ts';

/** Completes at `|`; answers what the text would be with each suggestion, and which values were looked up. */
async function completed(marked: string, values: readonly ValueCount[] = []) {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const asked: string[] = [];
  const completion = await completeFilter(text, cursor, columnsOfTab('ebs'), (field, prefix) => {
    asked.push(`${field} ${prefix}`);
    return Promise.resolve(values);
  });
  const texts = completion.suggestions.map(
    ({ insert }) => text.slice(0, completion.start) + insert + text.slice(completion.end),
  );
  return { completion, texts, asked };
}

describe('completion', () => {
  const fields: readonly (readonly [marked: string, texts: readonly string[]])[] = [
    ['enc|', ['encrypted:']],
    ['!enc|', ['!encrypted:']],
    ['web SIZ|', ['web size>']],
    ['source-e|', ['source_exists:']],
    ['creat|', ['creation_time<']],
    ['ag| web', ['age> web']],
    ['tier|', ['storage_tier:']],
    ['completion|', ['completion_time<']],
    ['outpost|', ['outpost_arn:']],
    ['tag|', ['tag:', 'tags:']],
    ['(enc|', ['(encrypted:']],
    ['a or !(enc|', ['a or !(encrypted:']],
    ['a"b enc|', ['a"b encrypted:']],
    ['xyz|', []],
    ['"si|', []],
    // Within a text that nobody has closed yet.
    ['"say \\" enc|', []],
  ];
  for (const [marked, texts] of fields) {
    test(`of a field: ${marked}`, async () => {
      const { completion, texts: found, asked } = await completed(marked);
      assert.deepEqual(found, texts);
      assert.equal(completion.of, texts.length > 0 ? 'fields' : 'nothing');
      assert.deepEqual(asked, []);
    });
  }

  test('at the beginning of a term lists every field', async () => {
    const { completion } = await completed('web |');
    assert.equal(completion.of, 'fields');
    assert.equal(completion.suggestions.length, columnsOfTab('ebs').length + 6);
    assert.deepEqual(
      completion.suggestions.slice(-4).map(({ label }) => label),
      ['ou', 'problem', 'tag', 'age'],
    );
  });

  test('prefers fields whose own id begins so', async () => {
    const { texts } = await completed('comple|');
    assert.deepEqual(texts, ['completion_time<']);
    const { texts: names } = await completed('status|');
    assert.deepEqual(names, ['status:', 'status_message:']);
  });

  test('lists the field of just that name first, then those that begin so, then those by another name', async () => {
    const columns = ['task_name', 'name_of_agent', 'name'].map((id) => ({
      id,
      type: 'text' as const,
      ...(id === 'task_name' ? { label: 'Name of Task' } : {}),
    }));
    const { suggestions } = await completeFilter('name', 4, columns, () => Promise.resolve([]));
    assert.deepEqual(
      suggestions.map(({ label }) => label),
      ['name', 'name_of_agent', 'task_name'],
    );
  });

  const values: readonly ValueCount[] = [
    { value: 'us-east-1', count: 7 },
    { value: 'a b', count: 2 },
    { value: '?', count: 1 },
  ];
  const terms: readonly (readonly [marked: string, asked: string, texts: readonly string[]])[] = [
    ['region:us|', 'region us', ['region:us-east-1', 'region:"a b"', 'region:"?"']],
    ['web !reg:|', 'region ', ['web !reg:us-east-1', 'web !reg:"a b"', 'web !reg:"?"']],
    [
      'region:eu-*,u|s web',
      'region u',
      ['region:eu-*,us-east-1 web', 'region:eu-*,"a b" web', 'region:eu-*,"?" web'],
    ],
    ['region:a,u|', 'region u', ['region:a,us-east-1', 'region:a,"a b"', 'region:a,"?"']],
    ['region:u|s-east web', 'region u', ['us-east-1', '"a b"', '"?"'].map((value) => `region:${value} web`)],
    // A quote in the middle of a value is one of its letters.
    ['name:a"b,c|', 'name c', ['us-east-1', '"a b"', '"?"'].map((value) => `name:a"b,${value}`)],
    ['name:"x,y|', 'name x,y', ['name:us-east-1', 'name:"a b"', 'name:"?"']],
    ['name:"a\\",b|', 'name a",b', ['name:us-east-1', 'name:"a b"', 'name:"?"']],
    ['name:"a |x y" web', 'name a ', ['us-east-1', '"a b"', '"?"'].map((value) => `name:${value} web`)],
    ['name:"a|\\" b" web', 'name a', ['us-east-1', '"a b"', '"?"'].map((value) => `name:${value} web`)],
    // Not closed yet: what follows may be other terms.
    ['name:"a |b web', 'name a ', ['us-east-1', '"a b"', '"?"'].map((value) => `name:${value}b web`)],
    ['volume_iops>3|', 'volume_iops 3', ['us-east-1', '"a b"', '"?"'].map((value) => `volume_iops>${value}`)],
    ['name:"a |', 'name a ', ['name:us-east-1', 'name:"a b"', 'name:"?"']],
    ['name:"a |x" web', 'name a ', ['name:us-east-1 web', 'name:"a b" web', 'name:"?" web']],
    ['name:"x,y",q|', 'name q', ['name:"x,y",us-east-1', 'name:"x,y","a b"', 'name:"x,y","?"']],
    [
      '"two words" status=|',
      'status ',
      ['us-east-1', '"a b"', '"?"'].map((value) => `"two words" status=${value}`),
    ],
  ];
  for (const [marked, asked, texts] of terms) {
    test(`of a value looks the field's values up: ${marked}`, async () => {
      const found = await completed(marked, values);
      assert.deepEqual(found.asked, [asked]);
      assert.deepEqual(found.texts, texts);
      assert.equal(found.completion.of, 'values');
      assert.deepEqual(
        found.completion.suggestions.map(({ count }) => count),
        [7, 2, 1],
      );
    });
  }

  test('of a single tag looks its keys up, then what a key is', async () => {
    const keys = await completed('tag:e|', [{ value: 'env', count: 3 }]);
    assert.deepEqual([keys.asked, keys.texts], [['tag e'], ['tag:env']]);
    const tags = await completed('(tag:env=p|) b', [
      { value: 'env=prod', count: 2 },
      { value: 'env=p (old)', count: 1 },
    ]);
    assert.deepEqual(
      [tags.asked, tags.texts],
      [['tag env=p'], ['(tag:env=prod) b', '(tag:env="p (old)") b']],
    );
  });

  test('of a size, age or date does not look values up, and shows examples', async () => {
    assert.deepEqual(await completed('size>1|').then(({ texts, asked }) => [texts, asked]), [
      ['size>1GiB', 'size>10GiB', 'size>100GiB', 'size>1TiB'],
      [],
    ]);
    assert.deepEqual((await completed('age>9|')).texts, ['age>90d']);
    assert.deepEqual((await completed('size>1g|')).texts, ['size>1GiB']);
    assert.deepEqual((await completed('encrypted:Y|')).texts, ['encrypted:yes']);
    assert.deepEqual((await completed('created<|')).texts, []);
    assert.deepEqual((await completed('encrypted:|')).texts, ['encrypted:yes', 'encrypted:no']);
  });

  test('writes in double quotes only what would be read otherwise', () => {
    const plain = ['web', 'x?', '?x', 'unknowns', 'not-unknown'];
    assert.deepEqual(plain.map(asWritten), plain);
    assert.deepEqual(['', '?', 'Unknown', 'a b', 'a,b', 'a"b'].map(asWritten), [
      '""',
      '"?"',
      '"Unknown"',
      '"a b"',
      '"a,b"',
      '"a\\"b"',
    ]);
  });

  test('of an unknown field has nothing to say', async () => {
    const { completion, asked } = await completed('siz0:a|');
    assert.deepEqual(completion, { of: 'nothing', start: 5, end: 6, suggestions: [] });
    assert.deepEqual(asked, []);
  });
});
