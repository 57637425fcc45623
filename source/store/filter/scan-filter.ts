/** The second step of reading a filter: how its terms hang together by `or`, `!` and brackets. */
import type { FilterFault } from './expression.ts';
import { afterBlanks, isOr, type RawTerm, scanTerm } from './scan-terms.ts';
import { Fault, faultOr, mayEndAt } from './scan-values.ts';
import type { Tree } from './tree.ts';

/** A filter's terms, or what is wrong. */
export type ScannedFilter = { readonly ok: Tree<RawTerm> } | { readonly error: FilterFault };

/** Brackets within brackets: more are pasted, not meant. */
const DEEPEST = 20;

/** Splits a filter into its terms. Blank text has none. */
export function scanFilter(text: string): ScannedFilter {
  return faultOr(() => {
    const reader = new Reader(text);
    const tree = reader.alternatives(0);
    if (reader.at < text.length) throw new Fault('this ) closes nothing', reader.at, reader.at + 1);
    return tree;
  });
}

/** The terms of a filter that must hold whatever else does: none of those between `or`. */
export function requiredTerms(text: string): readonly RawTerm[] {
  const scanned = scanFilter(text);
  const required = (tree: Tree<RawTerm>): readonly RawTerm[] => {
    if ('leaf' in tree) return [tree.leaf];
    return 'all' in tree ? tree.all.flatMap(required) : [];
  };
  return 'error' in scanned ? [] : required(scanned.ok);
}

class Reader {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** What `or` stands between, up to the end or to the bracket that closes. */
  alternatives(depth: number): Tree<RawTerm> {
    const first = this.#together(depth);
    if (!isOr(this.#text, this.at)) return first;
    const all = [first];
    while (isOr(this.#text, this.at)) {
      const or = this.at;
      this.at += 2;
      const next = this.#together(depth);
      for (const [side, tree] of [['before', all.at(-1)] as const, ['after', next] as const])
        if (tree !== undefined && 'all' in tree && tree.all.length === 0)
          throw new Fault(`or needs a term ${side} it; the word itself stands in double quotes`, or, or + 2);
      all.push(next);
    }
    return { any: all };
  }

  /** Terms side by side. */
  #together(depth: number): Tree<RawTerm> {
    const all: Tree<RawTerm>[] = [];
    for (;;) {
      this.at = afterBlanks(this.#text, this.at);
      if (this.at >= this.#text.length || this.#text.charAt(this.at) === ')' || isOr(this.#text, this.at))
        return { all };
      all.push(this.#part(depth));
    }
  }

  #part(depth: number): Tree<RawTerm> {
    const negated = this.#text.startsWith('!(', this.at);
    if (negated || this.#text.charAt(this.at) === '(') {
      if (negated) this.at += 1;
      const inner = this.#bracketed(depth + 1);
      return negated ? { not: inner } : inner;
    }
    const term = scanTerm(this.#text, this.at);
    this.at = term.end;
    return { leaf: term };
  }

  #bracketed(depth: number): Tree<RawTerm> {
    const open = this.at;
    if (depth > DEEPEST) throw new Fault(`brackets go ${DEEPEST} deep at most`, open, open + 1);
    this.at += 1;
    const inner = this.alternatives(depth);
    if (this.#text.charAt(this.at) !== ')')
      throw new Fault('this ( is never closed; as text it stands in double quotes', open, open + 1);
    this.at += 1;
    if ('all' in inner && inner.all.length === 0)
      throw new Fault('brackets need a term between them', open, this.at);
    if (!mayEndAt(this.#text, this.at))
      throw new Fault('a blank must follow a closing bracket', this.at, this.at + 1);
    return inner;
  }
}
