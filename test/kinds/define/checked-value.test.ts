import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeText } from '../../../source/base/safe-text.ts';
import { checkedValue } from '../../../source/kinds/define/checked-value.ts';
import type { ColumnFacts, ColumnType, GivenValue } from '../../../source/model/columns.ts';

test('a clock of AWS may be a quarter of an hour ahead of ours; a later time is kept and said to lie in the future', () => {
  const column = { header: 'Creation Time', type: 'instant', width: 16, shown: true, about: '' } as const;
  const now = Date.parse('2026-03-04T05:00:00.000Z');
  const ahead = now + 15 * 60_000;
  const checked = (given: number, facts = {}) => checkedValue({ ...column, ...facts }, given, new Date(now));
  assert.deepEqual(checked(ahead), { value: ahead });
  assert.deepEqual(checked(ahead + 1), { value: ahead + 1, problem: 'Creation Time lies in the future' });
  assert.deepEqual(checked(ahead + 1, { mayBeFuture: true }), { value: ahead + 1 });
});

const NOW = new Date('2026-03-04T05:00:00.000Z');

function checked(type: ColumnType, given: unknown, facts: Partial<ColumnFacts> = {}) {
  const column = { header: 'Thing', type, width: 16, shown: true, about: '', ...facts };
  return checkedValue(column, given as GivenValue, NOW);
}

test('what AWS did not give is unknown in every column, and so is an empty text', () => {
  for (const type of [
    'text',
    'arn',
    'enum',
    'list',
    'tags',
    'boolean',
    'instant',
    'integer',
    'bytes',
    'money',
  ] as const)
    for (const given of [undefined, null]) assert.deepEqual(checked(type, given), { value: null }, type);
  for (const type of ['text', 'arn', 'enum'] as const) {
    assert.deepEqual(checked(type, ''), { value: null });
    assert.deepEqual(checked(type, 'a'), { value: 'a' });
  }
});

test('what does not fit its column is left out and named, so that the row says what AWS answered', () => {
  const misfits: readonly (readonly [ColumnType, unknown, string])[] = [
    ['text', 7, 'no text but 7'],
    ['arn', true, 'no arn but true'],
    ['enum', ['a'], 'no enum but a'],
    ['list', 'a', 'no list but a'],
    ['tags', 'a', 'no tags but a'],
    ['boolean', 'yes', 'no boolean but yes'],
    ['integer', '7', 'no integer but 7'],
    ['integer', Number.NaN, 'no integer but NaN'],
    ['bytes', Number.POSITIVE_INFINITY, 'no bytes but Infinity'],
    ['duration', true, 'no duration but true'],
    ['money', '1.5', 'no money but 1.5'],
    ['instant', '2026-03-04', 'no instant but 2026-03-04'],
    ['instant', new Date('soon'), 'no instant but Invalid Date'],
  ];
  for (const [type, given, words] of misfits)
    assert.deepEqual(checked(type, given), { value: null, problem: `Thing was ${words}` });
});

test('what is named of a value that does not fit is safe to show, and short', () => {
  assert.deepEqual(checked('integer', `\u001b${'x'.repeat(80)}`), {
    value: null,
    problem: `Thing was no integer but ${safeText('\u001b')}${'x'.repeat(59)}`,
  });
});

test('a list keeps its texts; what else AWS puts there is left out', () => {
  assert.deepEqual(checked('list', ['a', 7, null, 'b']), { value: ['a', 'b'] });
  assert.deepEqual(checked('tags', [['a', 'b'], ['c'], ['d', 7], null, 'e']), { value: [['a', 'b'], 'e'] });
});

test('numbers are kept as they are; a negative one is named, except where it may be negative', () => {
  for (const type of ['integer', 'bytes', 'duration', 'money'] as const) {
    assert.deepEqual(checked(type, 0), { value: 0 });
    assert.deepEqual(checked(type, 1.5), { value: 1.5 });
    assert.deepEqual(checked(type, -1), { value: -1, problem: 'Thing is negative' });
    assert.deepEqual(checked(type, -1, { mayBeNegative: true }), { value: -1 });
  }
});

test('an instant may come as a date or in milliseconds', () => {
  assert.deepEqual(checked('instant', NOW), { value: NOW.getTime() });
  assert.deepEqual(checked('instant', 0), { value: 0 });
});
