import { parseSync } from 'oxc-parser';
import type { SourceFile } from './source-files.ts';

/** What the registry calls kinds and tabs. */
export interface KindWords {
  readonly kinds: readonly string[];
  readonly tabs: readonly string[];
}

/** A text that is written in a file: a string, a part of a template, or a text as a type. */
interface Literal {
  readonly text: string;
  readonly start: number;
}

function literalsOf(node: unknown): Literal[] {
  if (Array.isArray(node)) return node.flatMap(literalsOf);
  if (typeof node !== 'object' || node === null || !('type' in node)) return [];
  if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') return [];
  const inside = Object.values(node).flatMap(literalsOf);
  const { type, start } = node as { readonly type: string; readonly start: number };
  if (type === 'Literal' && 'value' in node && typeof node.value === 'string')
    return [{ text: node.value, start }, ...inside];
  if (type === 'TemplateElement' && 'value' in node)
    return [{ text: (node.value as { readonly raw: string }).raw, start }, ...inside];
  return inside;
}

/**
 * Literals that are the id of a kind or a tab, or name one in SQL (`'ebs-snapshot'`, `FROM tasks`), each with its place.
 * A longer text may say the id of a kind to people.
 */
export function literalKinds({ name, text }: SourceFile, { kinds, tabs }: KindWords): string[] {
  const { program, errors } = parseSync(name, text);
  if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.message}`);
  const inSql = new RegExp(
    `'(?:${kinds.join('|')})'|\\b(?:FROM|JOIN|UPDATE)\\s+"?(?:${tabs.join('|')})\\b`,
    'i',
  );
  return literalsOf(program)
    .filter((literal) => [...kinds, ...tabs].includes(literal.text) || inSql.test(literal.text))
    .map((literal) => `${name}:${text.slice(0, literal.start).split('\n').length}: ${literal.text.trim()}`);
}
