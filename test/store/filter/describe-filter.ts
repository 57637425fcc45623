import { type FilterExpression, quotedText, type Test } from '../../../source/store/filter/expression.ts';

/** The filter in one line: fields by their ids, one blank between terms. */
export function describeFilter({ terms }: FilterExpression): string {
  return terms.map(({ negated, test }) => `${negated ? '!' : ''}${describeTest(test)}`).join(' ');
}

function describeTest(test: Test): string {
  if (test.on === 'field') return test.field.id + test.operator + test.written;
  return /[\s"]|^!|[:=<>]/.test(test.word) ? quotedText(test.word) : test.word;
}
