import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatsOf, parseCommandLine } from '../../source/commands/flags.ts';

test('without arguments everything has its default', () => {
  const { words, flags } = parseCommandLine([]);
  assert.deepEqual(words, []);
  assert.equal(flags.demo, false);
  assert.equal(flags.demoSize, 'medium');
  assert.equal(flags.faults, 'planned');
  assert.deepEqual(flags.region, []);
  assert.deepEqual(formatsOf(flags), ['xlsx']);
});

test('lists are given by comma or by repetition', () => {
  const { words, flags } = parseCommandLine(
    'scan --region us-east-1,eu-* --region all --kind snapshots --format csv,json'.split(' '),
  );
  assert.deepEqual(words, ['scan']);
  assert.deepEqual(flags.region, ['us-east-1', 'eu-*', 'all']);
  assert.deepEqual(flags.kind, ['snapshots']);
  assert.deepEqual(formatsOf(flags), ['csv', 'json']);
});

test('standard output is a target of its own', () => {
  assert.equal(parseCommandLine(['scan', '--output', '-']).flags.output, '-');
});

test('filters are kept as they were written, quotes and commas too', () => {
  const { flags } = parseCommandLine(['scan', '--filter', '"a b" name:x,y', '--filter=!size>1TiB']);
  assert.deepEqual(flags.filter, ['"a b" name:x,y', '!size>1TiB']);
});

const WRONG: Readonly<Record<string, readonly [string[], RegExp]>> = {
  'an option that there is not': [
    ['--regoin', 'x'],
    /^UsageError: There is no option --regoin; close: --region\.$/,
  ],
  'an option like none': [['--inventory'], /no option --inventory\. snapdeck --help lists them all\.$/],
  'a short option': [['-r'], /There is no option -r/],
  'one value given twice': [['--output', 'a', '--output', 'b'], /--output can be given only once/],
  'a format that there is not': [
    ['--format', 'pdf'],
    /--format takes xlsx, csv, json, ndjson, html, markdown \(given: "pdf"\)/,
  ],
  'days that are no number': [['--days', 'week'], /--days takes a number/],
  'no days at all': [['--days', '0'], /--days must be at least 1/],
  'an endpoint that is no URL': [['--endpoint-url', 'localhost'], /--endpoint-url takes a URL/],
  'a filter without anything': [['scan', '--filter', ' '], /--filter needs a value/],
  'an external id that STS would not take': [
    ['accounts', '--external-id', 'x'],
    /^UsageError: --external-id takes 2 to 1224 letters, digits and _\+=,\.@:\/- \(given: "x"\)$/,
  ],
  'a name of a session that STS would not take': [
    ['accounts', '--session-name', 'me and you'],
    /^UsageError: --session-name takes 2 to 64 letters, digits and _\+=,\.@- \(given: "me and you"\)$/,
  ],
  'no role': [['accounts', '--role', ' '], /--role needs a value/],
  'a unit that there is not': [['--byte-unit', 'parsec'], /--byte-unit takes auto, binary/],
};
for (const [what, [argv, message]] of Object.entries(WRONG)) {
  test(`${what} is refused in one line that says what it takes`, () => {
    assert.throws(() => parseCommandLine(argv), message);
  });
}

test('one letter stands for an option that has one, alone or given once', () => {
  assert.equal(parseCommandLine(['scan', '-q']).flags.quiet, true);
  assert.throws(() => parseCommandLine(['-x']), /There is no option -x/);
});
