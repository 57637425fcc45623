import fc from 'fast-check';
import { safeText } from '../../source/base/safe-text.ts';
import { checkedValue } from '../../source/kinds/define/checked-value.ts';
import type { ResourceKind } from '../../source/kinds/define/define-resource.ts';
import type { Column, Value } from '../../source/model/columns.ts';
import { SCAN_START } from '../helpers/scan-files.ts';

/** What names and tags may hold that a terminal, a spreadsheet or a reader of files would act upon. */
export const NASTY: readonly string[] = [
  '\u001b[2J\u001b[H',
  '\u001b[31mred',
  '\u001b[?1049l',
  '\u001b]52;c;cm0gLXJmIC8=\u0007',
  '\u001b]8;;https://example.com\u001b\\click\u001b]8;;\u001b\\',
  '\u001b]0;title',
  '\u001bP+q\u001b\\',
  '\u001b',
  '\u009b31m',
  '\u009d52;c;!\u009c',
  '\r\n',
  '\n',
  '\t',
  '\v\f\b',
  '\u0000',
  '\u007f',
  '\u0085',
  '\u2028\u2029',
  '\u202egnp.exe',
  '\u2066\u2069\u200e\u200f',
  '\u200b\u200c\u200d\u2060\ufeff',
  '\u00ad',
  '\ud800',
  '\udc00',
  '\ufffe\uffff',
  '\ufdd0',
  '=HYPERLINK("https://example.com","x")',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  "'=1",
  "=cmd|' /C calc'!A0",
  '"quoted","csv"',
  ';',
  '<script>&amp;]]></script>',
  '_x0000_',
  '{"json": "\\u0000"}',
  '日本語',
  '👩‍👩‍👧',
  '🇩🇪',
  'e\u0301',
  `a${'\u0300'.repeat(50)}`,
  'ﷺ',
  'שלום',
  'ก็็็็',
  ' ',
  'web-data',
];

/** What acts in a sheet or a table; line ends and tabs do not, nor what joins characters. */
export const ACTING_IN_FILES =
  /(?![\t\r\n])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]/u;

/** What acts on a terminal or hides in a text, but for the line ends that documents are made of. */
export const ACTING_IN_JSON = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufdd0-\ufdef\ufffe\uffff]/u;

const unit16 = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

/** Text as AWS never should and always may hand over; now and then a hundred kilobytes of it. */
export const hostileText: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(
      fc.oneof(
        fc.constantFrom(...NASTY),
        fc.string({ unit: unit16, maxLength: 6 }),
        fc.string({ maxLength: 12 }),
      ),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
    fc.oneof({ weight: 60, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.constant(100_000) }),
  )
  .map(([pieces, length]) => {
    const text = pieces.join('');
    return length === 1 || text === '' ? text : text.repeat(Math.ceil(length / text.length)).slice(0, length);
  });

const hostileNumber = fc.constantFrom(
  0,
  -1,
  1,
  2 ** 40,
  Number.MAX_SAFE_INTEGER,
  Number.NaN,
  Number.POSITIVE_INFINITY,
);

function hostileValue(column: Column): fc.Arbitrary<Value> {
  const given = (): fc.Arbitrary<Value> => {
    switch (column.type) {
      case 'text':
      case 'arn':
      case 'enum':
        return hostileText;
      case 'list':
        return fc.array(hostileText, { maxLength: 3 });
      case 'boolean':
        return fc.boolean();
      default:
        return fc.oneof(hostileNumber, hostileText);
    }
  };
  return fc
    .option(given(), { freq: 6 })
    .map((value) => checkedValue(column, value, new Date(SCAN_START)).value);
}

/** A row of the kind by column id, as it is after everything that enters the scan file was checked. */
export function hostileRow(kind: ResourceKind): fc.Arbitrary<Readonly<Record<string, Value>>> {
  const values = Object.fromEntries(kind.columns.map((column) => [column.id, hostileValue(column)]));
  return fc.record({ ...values, problem: fc.option(hostileText.map(safeText)) });
}
