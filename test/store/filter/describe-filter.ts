import {
  type FilterExpression,
  quotedText,
  type Term,
  type Test,
} from '../../../source/store/filter/expression.ts';
import type { Tree } from '../../../source/store/filter/tree.ts';

/** The filter in one line: fields by their ids, one blank between terms. */
export function describeFilter({ terms }: FilterExpression): string {
  return describeTree(terms, true);
}

function describeTree(tree: Tree<Term>, isWhole: boolean): string {
  if ('leaf' in tree) return `${tree.leaf.negated ? '!' : ''}${describeTest(tree.leaf.test)}`;
  if ('not' in tree) return `!(${describeTree(tree.not, true)})`;
  if ('all' in tree) return tree.all.map((one) => describeTree(one, tree.all.length === 1)).join(' ');
  const text = tree.any.map((one) => describeTree(one, true)).join(' or ');
  return isWhole ? text : `(${text})`;
}

function describeTest(test: Test): string {
  if (test.on === 'field') return test.field.id + test.operator + test.written;
  return /[\s"()]|^!|^or$|[:=<>]/.test(test.word) ? quotedText(test.word) : test.word;
}
