import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  BYTE_UNITS,
  type ByteUnit,
  formatAge,
  formatBytes,
  formatCount,
  formatDay,
  formatDuration,
  formatInstant,
  formatInstantSeconds,
  formatMoney,
  formatRate,
  formatWholeDollars,
  isoInstant,
  isRightAligned,
  shortCount,
  shownValue,
} from '../../source/model/format.ts';

const TIME = Date.UTC(2026, 9, 1, 9, 12, 45, 678);

describe('bytes', () => {
  const cases: readonly (readonly [number | null, ByteUnit, string])[] = [
    [null, 'auto', ''],
    [null, 'GiB', ''],
    [Number.NaN, 'GiB', ''],
    [Number.POSITIVE_INFINITY, 'auto', ''],
    [0, 'auto', '0 B'],
    [1023, 'auto', '1,023 B'],
    [1024, 'auto', '1.0 KiB'],
    [1_048_575, 'binary', '1.0 MiB'],
    [2 * 1024 ** 4, 'auto', '2.0 TiB'],
    [999.9 * 1024 ** 3, 'auto', '999.9 GiB'],
    [1000 * 1024 ** 3, 'auto', '1,000 GiB'],
    [1023.6 * 1024 ** 3, 'auto', '1,024 GiB'],
    [-2048, 'auto', '-2.0 KiB'],
    [5e18, 'auto', '4.3 EiB'],
    [999, 'decimal', '999 B'],
    [1500, 'decimal', '1.5 KB'],
    [2 * 1024 ** 4, 'decimal', '2.2 TB'],
    [1_234_567, 'B', '1,234,567 B'],
    [1536, 'KiB', '1.5 KiB'],
    [2 * 1024 ** 4, 'GiB', '2,048.0 GiB'],
    [2 * 1024 ** 4, 'GB', '2,199.0 GB'],
    [5_000_000, 'MB', '5.0 MB'],
    [0, 'GiB', '0.0 GiB'],
    [1, 'GiB', '<0.1 GiB'],
    [-1, 'TB', '>-0.1 TB'],
    [49_999, 'MB', '<0.1 MB'],
    [50_000, 'MB', '0.1 MB'],
    [-50_000, 'MB', '-0.1 MB'],
  ];
  for (const [bytes, unit, expected] of cases) {
    it(`${bytes} in ${unit} reads "${expected}"`, () => assert.equal(formatBytes(bytes, unit), expected));
  }

  it('read in every unit that can be chosen', () => {
    assert.deepEqual(
      BYTE_UNITS.map((unit) => formatBytes(1024 ** 4, unit)),
      [
        '1.0 TiB',
        '1.0 TiB',
        '1.1 TB',
        '1,099,511,627,776 B',
        '1,073,741,824.0 KiB',
        '1,048,576.0 MiB',
        '1,024.0 GiB',
        '1.0 TiB',
        '1,099,511,627.8 KB',
        '1,099,511.6 MB',
        '1,099.5 GB',
        '1.1 TB',
      ],
    );
  });

  it('a second read with "/s", and unknown ones as nothing', () => {
    assert.equal(formatRate(12.5 * 1024 ** 2, 'auto'), '12.5 MiB/s');
    assert.equal(formatRate(null, 'auto'), '');
  });
});

describe('counts', () => {
  it('are grouped in thousands', () => {
    assert.deepEqual([0, 1234, -5, 1_000_000].map(formatCount), ['0', '1,234', '-5', '1,000,000']);
  });
  it('are shortened with one decimal', () => {
    assert.deepEqual(
      [0, 999, 1204, 2000, 12_400, 999_960, 1_234_567].map((count) => shortCount(count)),
      ['0', '999', '1.2k', '2k', '12.4k', '1M', '1.2M'],
    );
  });
  it('are nothing where unknown', () => {
    for (const count of [null, Number.NaN, Number.POSITIVE_INFINITY])
      assert.deepEqual([formatCount(count), shortCount(count)], ['', ''], String(count));
  });
});

describe('money', () => {
  it('reads to the cent, and what is less than half a cent is not nothing', () => {
    assert.deepEqual([0, 1234.5, -7, 0.005, 0.0049, -0.0049, -0.005].map(formatMoney), [
      '$0.00',
      '$1,234.50',
      '-$7.00',
      '$0.01',
      '<$0.01',
      '>-$0.01',
      '-$0.01',
    ]);
  });
  it('reads without cents where there is little room', () => {
    assert.deepEqual([0.4, 1234.5, 9999.4].map(formatWholeDollars), ['$0', '$1,235', '$9,999']);
  });
  it('is nothing where unknown', () => {
    assert.deepEqual([null, Number.NaN, Number.POSITIVE_INFINITY].map(formatMoney), ['', '', '']);
  });
});

describe('instants', () => {
  it('read in UTC to the minute, second, day and in ISO 8601', () => {
    assert.equal(formatInstant(TIME), '2026-10-01 09:12');
    assert.equal(formatInstantSeconds(TIME), '2026-10-01 09:12:45');
    assert.equal(formatDay(TIME), '2026-10-01');
    assert.equal(isoInstant(TIME), '2026-10-01T09:12:45.678Z');
  });
  it('are nothing where unknown or beyond any date', () => {
    for (const time of [null, Number.NaN, 1e300, Number.NEGATIVE_INFINITY, 8.64e15 + 1]) {
      assert.equal(
        `${formatInstant(time)}${formatInstantSeconds(time)}${formatDay(time)}${isoInstant(time)}`,
        '',
      );
    }
  });
  it('read as far as dates go', () => {
    assert.equal(isoInstant(8.64e15), '+275760-09-13T00:00:00.000Z');
    assert.equal(isoInstant(-8.64e15), '-271821-04-20T00:00:00.000Z');
  });
});

describe('durations and ages', () => {
  it('durations read by their two leading units', () => {
    assert.deepEqual(
      [null, 0, 340, 999, 3200, 59_940, 59_960, 245_000, 3_599_600, 3_900_000, 360_000_000, -3200].map(
        formatDuration,
      ),
      [
        '',
        '0ms',
        '340ms',
        '999ms',
        '3.2s',
        '59.9s',
        '1m 00s',
        '4m 05s',
        '1h 00m',
        '1h 05m',
        '100h 00m',
        '-3.2s',
      ],
    );
  });
  it('ages read by their leading unit, backwards and forwards', () => {
    const ages = [45_000, 720_000, 18_000_000, 41 * 86_400_000, 840 * 86_400_000, -3 * 86_400_000];
    assert.deepEqual(
      ages.map((age) => formatAge(TIME - age, TIME)),
      ['45s', '12m', '5h', '41d', '2.3y', 'in 3d'],
    );
    for (const time of [null, Number.NaN]) assert.equal(formatAge(time, TIME), '');
  });
  it('an age takes the next unit as soon as there is one of it, years from two on', () => {
    const ages = [
      0, 59_999, 60_000, 3_599_999, 3_600_000, 86_399_999, 86_400_000, 63_115_199_999, 63_115_200_000,
    ];
    assert.deepEqual(
      ages.map((age) => formatAge(TIME - age, TIME)),
      ['0s', '59s', '1m', '59m', '1h', '23h', '1d', '730d', '2.0y'],
    );
  });
  it('a duration is nothing where there is none, and takes a minute where its seconds would read as sixty', () => {
    assert.deepEqual([Number.NaN, Number.POSITIVE_INFINITY, 59_949, 59_950].map(formatDuration), [
      '',
      '',
      '59.9s',
      '1m 00s',
    ]);
  });
});

describe('shown values', () => {
  it('follow the type of their column', () => {
    assert.equal(shownValue({ type: 'text' }, 'web', 'auto'), 'web');
    assert.equal(shownValue({ type: 'integer' }, 3000, 'auto'), '3,000');
    assert.equal(shownValue({ type: 'bytes' }, 1024 ** 3, 'MiB'), '1,024.0 MiB');
    assert.equal(shownValue({ type: 'instant' }, TIME, 'auto'), '2026-10-01 09:12');
    assert.equal(shownValue({ type: 'duration' }, 3_900_000, 'auto'), '1h 05m');
    assert.equal(shownValue({ type: 'boolean' }, true, 'auto'), 'yes');
    assert.equal(shownValue({ type: 'boolean' }, false, 'auto'), 'no');
    assert.equal(shownValue({ type: 'money' }, 12.5, 'auto'), '$12.50');
    assert.equal(shownValue({ type: 'list' }, ['a', 'b'], 'auto'), 'a, b');
    assert.equal(
      shownValue(
        { type: 'tags' },
        [
          ['a', '1'],
          ['b=', '2'],
        ],
        'auto',
      ),
      'a=1, b==2',
    );
  });
  it('are nothing where unknown, whatever the column', () => {
    assert.equal(shownValue({ type: 'bytes' }, null, 'auto'), '');
    assert.equal(shownValue({ type: 'boolean' }, null, 'auto'), '');
  });
  it('stand at the right where they are compared by digits', () => {
    assert.deepEqual(
      (['text', 'integer', 'bytes', 'duration', 'money', 'instant', 'list', 'tags'] as const).map(
        isRightAligned,
      ),
      [false, true, true, true, true, false, false, false],
    );
  });
});
