import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { columnsOfTab } from '../../../source/kinds/registry.ts';
import type { Operand, Term } from '../../../source/store/filter/expression.ts';
import { parseFilter } from '../../../source/store/filter/parse-filter.ts';
import { leavesOf } from '../../../source/store/filter/tree.ts';
import { describeFilter } from './describe-filter.ts';

const EBS = columnsOfTab('ebs');

/** What a filter over a tab was understood as, as titles say it. */
function described(text: string, tab = 'ebs'): string {
  const parsed = parseFilter(text, columnsOfTab(tab));
  if ('error' in parsed) throw new Error(parsed.error.message);
  return describeFilter(parsed.ok);
}

function terms(text: string): readonly Term[] {
  const parsed = parseFilter(text, EBS);
  if ('error' in parsed) throw new Error(parsed.error.message);
  return leavesOf(parsed.ok.terms);
}

/** The operands of the only term. */
function operands(text: string): readonly Operand[] {
  const [term] = terms(text);
  if (term?.test.on !== 'field') throw new Error(`${text} has no field`);
  return term.test.oneOf;
}

describe('a filter', () => {
  const understood: readonly (readonly [text: string, as: string, tab?: string])[] = [
    ['', ''],
    ['   ', ''],
    ['web  db ', 'web db'],
    ['"web server"', '"web server"'],
    ['!"say \\"hi\\""', '!"say \\"hi\\""'],
    ['a"b', '"a\\"b"'],
    ['and |', 'and |'],
    ['a or b', 'a or b'],
    ['a OR b c', 'a or b c'],
    ['a (b or !c) d', 'a (b or !c) d'],
    ['(a or b)', 'a or b'],
    ['((a)) (b)', 'a b'],
    ['!(a or b) c', '!(a or b) c'],
    ['!( region:us-* or size>1GiB )', '!(region:us-* or size>1GiB)'],
    ['"or" "(" ")"', '"or" "(" ")"'],
    ['name:or organ oracle', 'name:or organ oracle'],
    ['(name:"a (1)" or b) c', '(name:"a (1)" or b) c'],
    ['tag:env', 'tag:env'],
    ['TAG:env=prod,test,owner=', 'tag:env=prod,test,owner='],
    ['tag="a=b"="x, y" or tag:?', 'tag="a=b"="x, y" or tag:?'],
    ['region:us-* age>90d', 'region:us-* age>90d'],
    ['REGION:us-*', 'region:us-*'],
    ['reg:us-*', 'region:us-*'],
    ['created<2026-01-01', 'creation_time<2026-01-01'],
    ['created<2026-01-01', 'start_time<2026-01-01', 'executions'],
    ['enc:no', 'encrypted:no'],
    ['name:x', 'name:x'],
    ['name:x', 'task_name:x', 'tasks'],
    ['name:x', 'agent_name:x', 'agents'],
    ['tier:archive', 'storage_tier:archive'],
    ['source:s3*', 'source_uri:s3*', 'tasks'],
    ['snapshot-id:snap-1', 'snapshot_id:snap-1'],
    ['status:error', 'status:error'],
    ['kind:ebs-snapshot problem:* account:1', 'kind:ebs-snapshot problem:* account:1'],
    ['arn:aws:ec2:*', '"arn:aws:ec2:*"'],
    ['s3://bucket/path', '"s3://bucket/path"'],
    ['09:12', '"09:12"'],
    ['2026-10-03T09:12', '"2026-10-03T09:12"'],
    ['tags:Team=data,"a, b"', 'tags:Team=data,"a, b"'],
    ['!size>=1,024GiB', '!size>=1,024GiB'],
    ['per_second>10MiB/s', 'throughput_per_second>10MiB/s', 'executions'],
  ];
  for (const [text, as, tab] of understood) {
    test(`${JSON.stringify(text)} is understood as ${JSON.stringify(as)}${tab === undefined ? '' : ` in ${tab}`}`, () => {
      assert.equal(described(text, tab), as);
    });
  }

  test('keeps the place of every term', () => {
    assert.deepEqual(
      terms(' web !size>1TiB').map(({ start, end, negated }) => [start, end, negated]),
      [
        [1, 4, false],
        [5, 15, true],
      ],
    );
  });
});

describe('a value', () => {
  const day = (text: string): number => Date.parse(text);
  const read: readonly (readonly [string, readonly Operand[]])[] = [
    ['name:Web-*', [{ is: 'like', pattern: 'Web-*' }]],
    ['name:a**b', [{ is: 'like', pattern: 'a*b' }]],
    ['name=Web-*', [{ is: 'text', text: 'Web-*' }]],
    [
      'name:"a b",c',
      [
        { is: 'like', pattern: 'a b' },
        { is: 'like', pattern: 'c' },
      ],
    ],
    ['name=""', [{ is: 'text', text: '' }]],
    ['name:*', [{ is: 'known' }]],
    ['name:**', [{ is: 'known' }]],
    ['name:"a\\b"', [{ is: 'like', pattern: 'a\\b' }]],
    ['name:?', [{ is: 'unknown' }]],
    ['name:"?"', [{ is: 'like', pattern: '?' }]],
    ['name:Unknown', [{ is: 'unknown', orText: 'unknown' }]],
    ['name=unknown', [{ is: 'text', text: 'unknown' }]],
    ['size:unknown', [{ is: 'unknown' }]],
    ['size:*', [{ is: 'known' }]],
    ['size=?', [{ is: 'unknown' }]],
    ['size=*', [{ is: 'known' }]],
    ['size>100GiB', [{ is: 'compared', by: '>', number: 100 * 2 ** 30 }]],
    ['size>=1.5gb', [{ is: 'compared', by: '>=', number: 1_500_000_000 }]],
    ['size<1TB', [{ is: 'compared', by: '<', number: 1e12 }]],
    ['size<=512', [{ is: 'compared', by: '<=', number: 512 }]],
    ['size=512B', [{ is: 'compared', by: '=', number: 512 }]],
    [
      'size:1KiB,1kB',
      [
        { is: 'compared', by: '=', number: 1024 },
        { is: 'compared', by: '=', number: 1000 },
      ],
    ],
    ['size>"2.0 TiB"', [{ is: 'compared', by: '>', number: 2 * 2 ** 40 }]],
    ['age>90d', [{ is: 'compared', by: '>', number: 90 * 86_400_000 }]],
    ['age>1.25h', [{ is: 'compared', by: '>', number: 75 * 60_000 }]],
    ['age>30min', [{ is: 'compared', by: '>', number: 30 * 60_000 }]],
    ['age>500ms', [{ is: 'compared', by: '>', number: 500 }]],
    ['age>00', [{ is: 'compared', by: '>', number: 0 }]],
    ['age<=12h', [{ is: 'compared', by: '<=', number: 12 * 3_600_000 }]],
    ['age>2w', [{ is: 'compared', by: '>', number: 14 * 86_400_000 }]],
    ['age>1y', [{ is: 'compared', by: '>', number: 365 * 86_400_000 }]],
    ['age:3d', [{ is: 'between', from: 3 * 86_400_000, until: 4 * 86_400_000 }]],
    ['monthly_cost_low>$1,000.50', [{ is: 'compared', by: '>', number: 1000.5 }]],
    ['volume_iops>3,000', [{ is: 'compared', by: '>', number: 3000 }]],
    ['volume_iops>12,345', [{ is: 'compared', by: '>', number: 12_345 }]],
    ['volume_iops>1,234,567', [{ is: 'compared', by: '>', number: 1_234_567 }]],
    [
      'volume_iops:"1",234',
      [
        { is: 'compared', by: '=', number: 1 },
        { is: 'compared', by: '=', number: 234 },
      ],
    ],
    [
      'volume_iops:1234,567',
      [
        { is: 'compared', by: '=', number: 1234 },
        { is: 'compared', by: '=', number: 567 },
      ],
    ],
    ['volume_iops:3000', [{ is: 'compared', by: '=', number: 3000 }]],
    ['encrypted:no', [{ is: 'boolean', value: false }]],
    ['encrypted=TRUE', [{ is: 'boolean', value: true }]],
    ['encrypted:?', [{ is: 'unknown' }]],
    ['created:2026', [{ is: 'between', from: day('2026-01-01Z'), until: day('2027-01-01Z') }]],
    ['created:2026-02', [{ is: 'between', from: day('2026-02-01Z'), until: day('2026-03-01Z') }]],
    ['created:2024-02-29', [{ is: 'between', from: day('2024-02-29Z'), until: day('2024-03-01Z') }]],
    ['created<2026-01-01', [{ is: 'compared', by: '<', number: day('2026-01-01Z') }]],
    ['created<=2026-01-01', [{ is: 'compared', by: '<', number: day('2026-01-02Z') }]],
    ['created>2026-12', [{ is: 'compared', by: '>=', number: day('2027-01-01Z') }]],
    ['created>=2026', [{ is: 'compared', by: '>=', number: day('2026-01-01Z') }]],
    [
      'created:"2026-10-01 09:12"',
      [{ is: 'between', from: day('2026-10-01T09:12Z'), until: day('2026-10-01T09:13Z') }],
    ],
    ['created<2026-10-01T09:12:45Z', [{ is: 'compared', by: '<', number: day('2026-10-01T09:12:45Z') }]],
    ['created<2026-10-01T09:12+05:59', [{ is: 'compared', by: '<', number: day('2026-10-01T03:13Z') }]],
    ['created<2026-10-01T09:12+14:00', [{ is: 'compared', by: '<', number: day('2026-09-30T19:12Z') }]],
    ['created<2026-10-01T09:12-05:30', [{ is: 'compared', by: '<', number: day('2026-10-01T14:42Z') }]],
    [
      'created:2026-10-01T09:12+0530',
      [{ is: 'between', from: day('2026-10-01T03:42Z'), until: day('2026-10-01T03:43Z') }],
    ],
    [
      'created:2026-10-01T09:12:45',
      [{ is: 'between', from: day('2026-10-01T09:12:45Z'), until: day('2026-10-01T09:12:46Z') }],
    ],
    ['created<2026-10-01T23:59:59', [{ is: 'compared', by: '<', number: day('2026-10-01T23:59:59Z') }]],
    ['created<2026-10-01T09:12+05:30', [{ is: 'compared', by: '<', number: day('2026-10-01T03:42Z') }]],
    [
      'created:2026-10-01T09:12:45.12',
      [{ is: 'between', from: day('2026-10-01T09:12:45.120Z'), until: day('2026-10-01T09:12:45.130Z') }],
    ],
  ];
  for (const [text, expected] of read) {
    test(`reads as its field's type: ${text}`, () => {
      assert.deepEqual(operands(text), expected);
    });
  }

  test('of a duration adds up its units', () => {
    const parsed = parseFilter('duration>"1h 05m" duration<90s duration>4m05s', columnsOfTab('executions'));
    assert.ok('ok' in parsed);
    assert.deepEqual(
      leavesOf(parsed.ok.terms).map(({ test: { on, ...asked } }) =>
        on === 'field' && 'oneOf' in asked ? asked.oneOf : [],
      ),
      [
        [{ is: 'compared', by: '>', number: 65 * 60_000 }],
        [{ is: 'compared', by: '<', number: 90_000 }],
        [{ is: 'compared', by: '>', number: 245_000 }],
      ],
    );
  });
});

describe('what is wrong is said in one line, with its place', () => {
  const date = 'creation_time takes a date such as 2026-01-31 or an instant such as 2026-01-31T12:00 (UTC)';
  const size = 'size takes a size such as 100GiB, 100GB or 512B';
  const wrong: readonly (readonly [text: string, part: string, message: string])[] = [
    ['web siz0>1GiB', 'siz0', 'there is no field siz0; close: size'],
    ['x:y', 'x', 'there is no field x; text with such a sign goes in double quotes'],
    ['!vaul:x', 'vaul', 'vaul may be vault, vault_locked'],
    ['staus:error', 'staus', 'there is no field staus; close: status, tags'],
    ['vol:x', 'vol', 'vol may be volume_type, volume_iops, volume_throughput'],
    ['size>abc', 'abc', 'size takes a size such as 100GiB, 100GB or 512B'],
    ['size>x1GiB', 'x1GiB', size],
    ['size>"1GiB x"', '"1GiB x"', size],
    ['size>90d', '90d', size],
    ['size>?', '?', size],
    ['size>*', '*', size],
    ['size>1G', '1G', 'size takes a size such as 100GiB, 100GB or 512B'],
    ['size>-', '-', 'size takes a size such as 100GiB, 100GB or 512B'],
    ['age>90', '90', 'age takes an age such as 12h, 90d, 4w or 2y'],
    ['age>x3d', 'x3d', 'age takes an age such as 12h, 90d, 4w or 2y'],
    ['age>3dx', '3dx', 'age takes an age such as 12h, 90d, 4w or 2y'],
    [`age>${'9'.repeat(400)}d`, `${'9'.repeat(400)}d`, 'age takes an age such as 12h, 90d, 4w or 2y'],
    ['age>3m', '3m', 'm may be minutes or months: write 30min or 90d'],
    ['encrypted:maybe', 'maybe', 'encrypted takes yes or no'],
    ['encrypted:eyes', 'eyes', 'encrypted takes yes or no'],
    ['encrypted:yess', 'yess', 'encrypted takes yes or no'],
    ['encrypted:uno', 'uno', 'encrypted takes yes or no'],
    ['encrypted:nope', 'nope', 'encrypted takes yes or no'],
    ['encrypted>no', 'no', 'encrypted is yes or no, which > cannot compare: write encrypted:yes'],
    ['name>b', 'b', 'name is text, which cannot be compared by >: use : or ='],
    ['tags<b', 'b', 'tags is text, which cannot be compared by <: use : or ='],
    [
      'created<2026-02-30',
      '2026-02-30',
      'creation_time takes a date such as 2026-01-31 or an instant such as 2026-01-31T12:00 (UTC)',
    ],
    [
      'created>90d',
      '90d',
      'creation_time takes a date such as 2026-01-31 or an instant such as 2026-01-31T12:00 (UTC); ages go with age, as in age>90d',
    ],
    ['monthly_cost_low>much', 'much', 'monthly_cost_low takes an amount such as $12.50'],
    ['monthly_cost_low>1$2', '1$2', 'monthly_cost_low takes an amount such as $12.50'],
    ['volume_iops>$3', '$3', 'volume_iops takes a number such as 1000'],
    ['volume_iops>x3', 'x3', 'volume_iops takes a number such as 1000'],
    ['volume_iops>3x', '3x', 'volume_iops takes a number such as 1000'],
    [
      'volume_iops:12,345,678',
      '12,345,678',
      '12,345,678 may be one number or several: write volume_iops:12345678 or volume_iops:"12","345","678"',
    ],
    ['volume_iops:many', 'many', 'volume_iops takes a number such as 1000'],
    [
      'volume_iops:1,234',
      '1,234',
      '1,234 may be one number or several: write volume_iops:1234 or volume_iops:"1","234"',
    ],
    ['size>', 'size>', 'size> needs a value right after it'],
    ['name: x', 'name:', 'name: needs a value right after it; name:? finds the unknown'],
    ['size > 1GiB', '>', '> needs its field and value without blanks: size>100GiB'],
    ['status!=error', 'status!=', 'there is no !=: write !status=error'],
    ['a !', '!', '! needs a term right after it'],
    ['!!a', '!!', 'one ! is enough'],
    ['x "web', '"web', 'this double quote is never closed'],
    ['s:x', 's', 's may be service, snapshot_id, source, source_name, size, status, …'],
    ['created<2026-13-01', '2026-13-01', date],
    ['created<2026-02-00', '2026-02-00', date],
    ['created<2026-10-01T24:00', '2026-10-01T24:00', date],
    ['created<2026-10-01T12:60', '2026-10-01T12:60', date],
    ['created<2026-10-01T12:00:60', '2026-10-01T12:00:60', date],
    ['created<2026-10-01T12:00+15:00', '2026-10-01T12:00+15:00', date],
    ['created<2026-10-01T12:00+05:60', '2026-10-01T12:00+05:60', date],
    ['"web"server x', 's', 'a blank must follow a closing double quote'],
    ['"web"server', 's', 'a blank must follow a closing double quote'],
    ['name:"a"b', 'b', 'a blank must follow a closing double quote'],
    ['name:a,', ',', 'a value is missing beside this comma'],
    ['name:a,,b', ',', 'a value is missing beside this comma'],
    ['name:,b', ',', 'a value is missing beside this comma'],
    ['or a', 'or', 'or needs a term before it; the word itself stands in double quotes'],
    ['a or', 'or', 'or needs a term after it; the word itself stands in double quotes'],
    ['a or or b', 'or', 'or needs a term after it; the word itself stands in double quotes'],
    ['a (b or)', 'or', 'or needs a term after it; the word itself stands in double quotes'],
    ['a (b', '(', 'this ( is never closed; as text it stands in double quotes'],
    ['a) b', ')', 'this ) closes nothing'],
    ['a ()', '()', 'brackets need a term between them'],
    ['(a)b', 'b', 'a blank must follow a closing bracket'],
    ['copy(1)', '(', 'brackets within a text stand in double quotes with it'],
    ['name:copy(1)', '(', 'brackets within a text stand in double quotes with it'],
    ['a (siz0>1GiB)', 'siz0', 'there is no field siz0; close: size'],
    [`${'('.repeat(21)}a${')'.repeat(21)}`, '(', 'brackets go 20 deep at most'],
    ['tag:', 'tag:', 'tag: needs a value right after it; tag:? finds the unknown'],
    ['tag:=x', '=x', 'a tag needs its key: tag:env, tag:env=prod'],
    ['tag:a,,b', ',', 'a tag needs its key: tag:env, tag:env=prod'],
    ['tag>a', 'a', 'a tag is text, which cannot be compared by >'],
    ['tag:env=?', 'env=?', '!tag:env finds rows without it, tag:? those not asked'],
  ];
  for (const [text, part, message] of wrong) {
    test(JSON.stringify(text), () => {
      const parsed = parseFilter(text, EBS);
      assert.ok('error' in parsed, 'it was understood');
      const { start, end } = parsed.error;
      assert.deepEqual([parsed.error.message, text.slice(start, end)], [message, part]);
    });
  }

  test('six fields that a name may mean are all listed', () => {
    const six = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'].map((id) => ({ id, type: 'text' as const }));
    assert.deepEqual(parseFilter('b:x', six), {
      error: { message: 'b may be b1, b2, b3, b4, b5, b6', start: 0, end: 1 },
    });
  });

  test('a duration that is none, and an age where nothing says when a row was made', () => {
    assert.deepEqual(parseFilter('duration>long', columnsOfTab('executions')), {
      error: { message: 'duration takes a duration such as 90s, 30m or 2h', start: 9, end: 13 },
    });
    assert.deepEqual(parseFilter('age>1d', [{ id: 'title', type: 'text' }]), {
      error: {
        message: 'there is no field age; text with such a sign goes in double quotes',
        start: 0,
        end: 3,
      },
    });
  });
});
