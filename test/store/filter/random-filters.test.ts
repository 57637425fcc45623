/** Random filters over random rows: what SQL keeps is what a plain reading of the language in JavaScript keeps. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Value } from '../../../source/model/columns.ts';
import { formatBytes, formatCount, formatDuration } from '../../../source/model/format.ts';
import { itemTexts } from '../../../source/model/list-items.ts';
import { openScanReader } from '../../../source/store/scan-reader.ts';
import { makeScanFile, SCAN_START } from '../../helpers/scan-files.ts';
import { temporaryFolder } from '../folders.ts';
import { kinds } from '../kinds.ts';

type Row = Readonly<Record<string, Value>> & { readonly region: string };
type Predicate = (row: Row) => boolean;
/** A term as text, and what it means. */
type Meant = readonly [text: string, holds: Predicate];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Few letters, so that filters hit; signs that mean something to SQL, JSON or the language among them. */
const text = fc
  .array(fc.constantFrom('a', 'B', 'b', 'ä', 'Ö', '%', '_', '\\', '"', ',', ' ', '*', '?', '1', ':', '='), {
    maxLength: 4,
  })
  .map((letters) => letters.join(''));
const maybe = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { freq: 4 });
const filled = maybe(text.filter((given) => given !== ''));
const amount = maybe(fc.constantFrom(0, 1, -1, 512, 1023, 1024, 1025, 2048, 1e6, 2 ** 40));
const span = maybe(fc.constantFrom(0, 1, 999, 1000, 60_000, 90_000, HOUR, HOUR + 1, DAY));
const instant = maybe(
  fc
    .tuple(fc.integer({ min: -3, max: 40 }), fc.constantFrom(0, -1, 1, 12 * HOUR))
    .map(([days, more]) => SCAN_START - days * DAY + more),
);

const rowOf = (region: string): fc.Arbitrary<Row> =>
  fc.record({
    region: fc.constant(region),
    name: filled,
    thing_arn: filled,
    status: maybe(fc.constantFrom('completed', 'Error', 'unknown', 'UNKNOWN')),
    count: amount,
    size: amount,
    took: span,
    creation_time: instant,
    encrypted: maybe(fc.boolean()),
    tags: maybe(fc.array(text, { maxLength: 3 })),
    labels: maybe(fc.oneof(fc.array(fc.tuple(text, text), { maxLength: 3 }), fc.constant(['not checked']))),
    problem: filled,
  });

const quote = (given: string): string => `"${given.replace(/["\\]/g, '\\$&')}"`;
const isAscii = (given: string): boolean => /^[ -~]*$/.test(given);

/** As the language compares: `*` is anything, letters are in any case, those beyond ASCII where the pattern has any. */
function fits(pattern: string, value: string): boolean {
  const source = pattern
    .toLowerCase()
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  const folded = isAscii(pattern)
    ? value.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    : value.toLowerCase();
  return new RegExp(`^${source}$`, 's').test(folded);
}

function itemsOf(value: Value | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : (itemTexts(value) ?? []);
}

const isUnknown = (value: Value | undefined): boolean => value === null || value === undefined;

const textTerm: fc.Arbitrary<Meant> = fc
  .tuple(
    fc.constantFrom('name', 'thing_arn', 'status', 'tags', 'labels', 'problem'),
    fc.array(
      fc.oneof(text, fc.constantFrom('completed', 'ERROR', 'unknown', 'a*', '*b', '*', '_', '_*', '*a%*')),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
    fc.boolean(),
  )
  .map(
    ([id, values, exactly]): Meant => [
      `${id}${exactly ? '=' : ':'}${values.map(quote).join(',')}`,
      (row) =>
        values.some((value) => {
          const items = itemsOf(row[id]);
          if (exactly) return items.includes(value);
          if (/^\*+$/.test(value)) return items.length > 0;
          return items.some((item) => fits(value, item));
        }),
    ],
  );

const unknownTerm: fc.Arbitrary<Meant> = fc
  .tuple(
    fc.constantFrom(
      'name',
      'status',
      'count',
      'size',
      'took',
      'creation_time',
      'encrypted',
      'tags',
      'labels',
      'problem',
    ),
    fc.constantFrom('?', 'unknown'),
  )
  .map(([id, word]): Meant => {
    const reads: Predicate = (row) =>
      word === 'unknown' && itemsOf(row[id]).some((item) => item.toLowerCase() === 'unknown');
    return [`${id}:${word}`, (row) => isUnknown(row[id]) || reads(row)];
  });

const COMPARE: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '=': (one, other) => one === other,
  ':': (one, other) => one === other,
};

/** A number's term; equality knows several values, comparisons one. */
function numberTerm(ids: readonly string[], written: Readonly<Record<string, number>>): fc.Arbitrary<Meant> {
  return fc
    .tuple(
      fc.constantFrom(...ids),
      fc.constantFrom(...Object.keys(COMPARE)),
      fc.uniqueArray(fc.constantFrom(...Object.keys(written)), { minLength: 1, maxLength: 2 }),
    )
    .map(([id, sign, values]): Meant => {
      const given = sign === '=' || sign === ':' ? values : values.slice(0, 1);
      return [
        `${id}${sign}${given.join(',')}`,
        (row) => {
          const value = row[id];
          return (
            typeof value === 'number' &&
            given.some((one) => COMPARE[sign]?.(value, written[one] ?? Number.NaN) === true)
          );
        },
      ];
    });
}

const counts = numberTerm(['count'], { '0': 0, '-1': -1, '1': 1, '1024': 1024, '512.5': 512.5 });
const sizes = numberTerm(['size'], {
  '0': 0,
  '1KiB': 1024,
  '1KB': 1000,
  '2kib': 2048,
  '1MB': 1e6,
  '1TiB': 2 ** 40,
});
const durations = numberTerm(['took'], {
  '1s': 1000,
  '1m30s': 90_000,
  '1h': HOUR,
  '0.5s': 500,
  '1d': DAY,
  '0': 0,
});

const ages: fc.Arbitrary<Meant> = fc
  .tuple(fc.constantFrom('>', '>=', '<', '<='), fc.constantFrom('0', '12h', '1d', '1w', '30d'))
  .map(([sign, written]): Meant => {
    const span = { '0': 0, '12h': 12 * HOUR, '1d': DAY, '1w': 7 * DAY, '30d': 30 * DAY }[written] ?? 0;
    return [
      `age${sign}${written}`,
      ({ creation_time: created }) =>
        typeof created === 'number' && COMPARE[sign]?.(Math.max(0, SCAN_START - created), span) === true,
    ];
  });

const dates: fc.Arbitrary<Meant> = fc
  .tuple(
    fc.constantFrom('>', '>=', '<', '<=', ':'),
    fc.constantFrom('2026', '2026-11', '2026-11-20', '2026-11-21T09', '2026-11-21T09:30:00Z'),
  )
  .map(
    ([sign, written]): Meant => [
      `created${sign}${written}`,
      ({ creation_time: created }) => {
        if (typeof created !== 'number') return false;
        // Instants of that precision are compared as their texts are.
        const precision = written.replace('Z', '').length;
        const shown = new Date(created).toISOString().slice(0, precision);
        const given = written.replace('Z', '');
        if (sign === ':') return shown === given;
        if (sign === '<') return shown < given;
        if (sign === '<=') return shown <= given;
        return sign === '>' ? shown > given : shown >= given;
      },
    ],
  );

const booleans: fc.Arbitrary<Meant> = fc
  .constantFrom('yes', 'no')
  .map((word): Meant => [`encrypted:${word}`, (row) => row.encrypted === (word === 'yes')]);

const regions: fc.Arbitrary<Meant> = fc
  .constantFrom('eu-*', '*-1', 'EU-WEST-1', 'x', 'us-east-1,eu-west-1')
  .map((given): Meant => [`region:${given}`, (row) => given.split(',').some((one) => fits(one, row.region))]);

const SHOWN = ['name', 'thing_arn', 'status', 'tags', 'labels', 'region'];

/** Words of letters that occur in texts only: digits are found in numbers and dates too, y, e, s, n, o in yes and no. */
const words: fc.Arbitrary<Meant> = fc
  .constantFrom('a', 'ab', 'Ä', 'bö', '%', '_', '\\', 'b, ', '"', '=', 'a=', '=b')
  .map(
    (word): Meant => [
      quote(word),
      (row) =>
        SHOWN.some((id) => {
          const shown = itemsOf(row[id]).join(', ').toLowerCase();
          return shown.includes(word.toLowerCase());
        }),
    ],
  );

/** Numbers as they are shown; each is too long, or has a sign too many, to be found in a text or a date. */
const numberWords: fc.Arbitrary<Meant> = fc
  .constantFrom(
    '1.0',
    '512 B',
    '1.0 kib',
    '976.6',
    '1,024',
    '1024',
    '1h 00m',
    '1m 30s',
    '60.0s',
    '999ms',
    '1,025',
  )
  .map(
    (word): Meant => [
      quote(word),
      ({ count, size, took }) => {
        const [given, bytes] = [word.toLowerCase().replaceAll(',', ''), size];
        const shown = [
          formatCount(typeof count === 'number' ? count : null),
          formatBytes(typeof bytes === 'number' ? bytes : null, 'auto'),
          formatDuration(typeof took === 'number' ? took : null),
        ];
        return (
          shown.some((one) => one.replaceAll(',', '').toLowerCase().includes(given)) ||
          (/^\d+$/.test(given) && bytes === Number(given))
        );
      },
    ],
  );

/** Single tags by their keys, with and without values. */
const tagTerm: fc.Arbitrary<Meant> = fc
  .tuple(
    fc.oneof(text, fc.constantFrom('*', 'a*')),
    fc.option(fc.array(fc.oneof(text, fc.constantFrom('*', '*b')), { minLength: 1, maxLength: 2 })),
    fc.boolean(),
  )
  .map(([key, values, exactly]): Meant => {
    const holds = (given: string, value: string): boolean => (exactly ? given === value : fits(given, value));
    const asked = values === null ? '' : `=${values.map(quote).join(',')}`;
    return [
      `tag${exactly ? '=' : ':'}${quote(key)}${asked}`,
      ({ labels }) =>
        Array.isArray(labels) &&
        labels.some(
          (tag: unknown) =>
            Array.isArray(tag) &&
            holds(key, String(tag[0])) &&
            (values === null || values.some((value) => holds(value, String(tag[1])))),
        ),
    ];
  });

const noTags: fc.Arbitrary<Meant> = fc.constant([
  'tag:?',
  ({ labels }) => isUnknown(labels) || (Array.isArray(labels) && labels[0] === 'not checked'),
]);

const term: fc.Arbitrary<Meant> = fc
  .tuple(
    fc.boolean(),
    fc.oneof(
      textTerm,
      unknownTerm,
      counts,
      sizes,
      durations,
      ages,
      dates,
      booleans,
      regions,
      words,
      numberWords,
      tagTerm,
      noTags,
    ),
  )
  .map(
    ([negated, [written, holds]]): Meant =>
      negated ? [`!${written}`, (row) => !holds(row)] : [written, holds],
  );

/** Terms side by side, between `or`, in brackets and left out. */
const { filter } = fc.letrec<{ filter: Meant; part: Meant }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    term,
    tie('filter').map(([written, holds]): Meant => [`(${written})`, holds]),
    tie('filter').map(([written, holds]): Meant => [`!( ${written} )`, (row) => !holds(row)]),
  ),
  filter: fc
    .array(fc.array(tie('part'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 })
    .map(
      (alternatives): Meant => [
        alternatives.map((parts) => parts.map(([written]) => written).join(' ')).join(' or '),
        (row) => alternatives.some((parts) => parts.every(([, holds]) => holds(row))),
      ],
    ),
}));

test('random filters keep just the rows that a plain reading of them keeps', () => {
  const property = fc.property(
    fc.array(rowOf('eu-west-1'), { minLength: 1, maxLength: 15 }),
    fc.array(rowOf('us-east-1'), { maxLength: 15 }),
    fc.array(filter, { minLength: 20, maxLength: 20 }),
    (first, second, filters) => {
      using folder = temporaryFolder();
      const file = path.join(folder.path, 'scan.sqlite');
      makeScanFile(file, {
        kinds,
        cells: [first, second].map((rows, index) => ({
          region: index === 0 ? 'eu-west-1' : 'us-east-1',
          kind: 'thing',
          outcome: 'done',
          rows: rows.map(({ region: _, ...row }) => row),
        })),
      });
      const reader = openScanReader(file);
      try {
        for (const [filter, holds] of filters) {
          const expected = [...first, ...second].flatMap((row, index) => (holds(row) ? [index + 1] : []));
          const kept = [...reader.order({ tab: 'ebs', sort: null, filter }).rows];
          assert.deepEqual(kept, expected, filter);
        }
      } finally {
        reader.close();
      }
    },
  );
  fc.assert(property, { numRuns: 60 });
});
