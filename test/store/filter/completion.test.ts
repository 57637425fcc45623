import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { columnsOfTab } from '../../../source/kinds/registry.ts';
import type { ValueCount } from '../../../source/model/table-query.ts';
import { completeFilter } from '../../../source/store/filter/completion.ts';

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
    ['xyz|', []],
    ['"si|', []],
  ];
  for (const [marked, texts] of fields) {
    test(`of a field: ${marked}`, async () => {
      const { texts: found, asked } = await completed(marked);
      assert.deepEqual(found, texts);
      assert.deepEqual(asked, []);
    });
  }

  test('at the beginning of a term lists every field', async () => {
    const { completion } = await completed('web |');
    assert.equal(completion.of, 'fields');
    assert.equal(completion.suggestions.length, columnsOfTab('ebs').length + 3);
    assert.deepEqual(
      completion.suggestions.slice(-3).map(({ label }) => label),
      ['kind', 'problem', 'age'],
    );
  });

  test('prefers fields whose own id begins so', async () => {
    const { texts } = await completed('comple|');
    assert.deepEqual(texts, ['completion_time<']);
    const { texts: names } = await completed('status|');
    assert.deepEqual(names, ['status:', 'status_message:']);
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
      assert.deepEqual(
        found.completion.suggestions.map(({ count }) => count),
        [7, 2, 1],
      );
    });
  }

  test('of a size, age or date does not look values up, and shows examples', async () => {
    assert.deepEqual(await completed('size>1|').then(({ texts, asked }) => [texts, asked]), [
      ['size>1GiB', 'size>10GiB', 'size>100GiB', 'size>1TiB'],
      [],
    ]);
    assert.deepEqual((await completed('age>9|')).texts, ['age>90d']);
    assert.deepEqual((await completed('created<|')).texts, []);
    assert.deepEqual((await completed('encrypted:|')).texts, ['encrypted:yes', 'encrypted:no']);
  });

  test('of an unknown field has nothing to say', async () => {
    const { completion, asked } = await completed('siz0:a|');
    assert.deepEqual(completion, { of: 'nothing', start: 5, end: 6, suggestions: [] });
    assert.deepEqual(asked, []);
  });
});
